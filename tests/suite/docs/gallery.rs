//! The gallery: every blueprint with its picture, and one of them in every view and theme.

use super::{pictures::FURTHER, root, settle};
use crate::draw::{blueprints, checked};
use std::fmt::Write as _;

const NOTE: &str =
    "<!-- Written by tests/suite/docs/gallery.rs from the blueprints and their pictures. -->";

/// A text of a blueprint that means nothing to Markdown.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out.trim().to_owned()
}

/// The first sentence.
fn sentence(text: &str) -> String {
    plain(text.split_inclusive(['.', '!', '?']).next().unwrap_or_default())
}

/// The name that a heading gets in a link: <https://docs.github.com/get-started/writing-on-github>.
fn anchor(title: &str) -> String {
    let kept = title.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn the_gallery_shows_every_blueprint() {
    let mut page = format!(
        "# Gallery\n\n{NOTE}\n\nEvery picture is drawn from its YAML file alone, by `cyanotype render`. Nothing was moved by hand.\n\
         [Pictures](guide/pictures.md) explains the views.\n"
    );
    let mut sections = String::new();
    let mut links_to: Vec<String> = Vec::new();
    for (name, text) in blueprints() {
        let (model, _) = checked(&name, &text);
        let said = &model.said;
        let title = said.name.as_ref().map_or_else(|| name.clone(), |title| plain(&title.value));
        links_to.push(format!("[{title}](#{})", anchor(&title)));
        let about = said.description.as_ref().map(|text| sentence(&text.value));
        let mut links = format!("[blueprint](../blueprints/{name}.yaml)");
        if text.contains("\ngroups:") {
            let _ = write!(links, " · [deployment](pictures/{name}-deployment.svg)");
        }
        let _ = write!(
            sections,
            "\n## {title}\n\n{}{links}\n\n[![{title}](pictures/{name}.svg)](pictures/{name}.svg)\n",
            about.map_or_else(String::new, |about| format!("{about}\n\n")),
        );
    }
    links_to.push("[Other views and themes](#other-views-and-themes)".to_owned());
    let _ = write!(page, "\n{}\n{sections}", links_to.join(" ·\n"));
    page.push_str("\n## Other views and themes\n");
    for (title, file, options) in FURTHER {
        let _ = write!(
            page,
            "\n### {title}\n\n`cyanotype render {options} -o {file}`\n\n[![{}](pictures/{file})](pictures/{file})\n",
            title.replace('`', ""),
        );
    }
    let path = root().join("docs/gallery.md");
    settle(&[(path, page)]);
}
