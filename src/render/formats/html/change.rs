//! The page of a change: the old version, the new one and both over each other, in the same places, with a switch, a
//! slider and the list of changes. Without network or foreign script, as the page of a blueprint.

use super::{super::svg, head};
use crate::{
    geometry::{Px, Size},
    render::{Picture, RenderError, escape::xml},
    scene::{Group, Legend, Options, Scene, Shape, Side},
};
use std::fmt::Write as _;

const STYLE: &str = include_str!("change/page.css");
const SCRIPT: &str = include_str!("change/page.js");
const TOOLS: &str = include_str!("change/tools.html");

/// The versions with the words that tell their elements apart.
const SIDES: [(Side, &str, &str); 3] = [
    (Side::Both, "both", "Both versions"),
    (Side::Before, "before", "Before"),
    (Side::After, "after", "After"),
];

/// Writes the page of a change; `picture` has both versions.
///
/// # Errors
/// When the picture cannot be laid out.
pub fn page_of_change(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    let drawing = picture.drawing()?;
    let (mut title, mut tops) = (String::new(), Vec::new());
    let scene = |(side, prefix, name): (Side, &str, &str)| {
        let options = Options { side, legend: Legend::Hidden, ..picture.options.clone() };
        let mut scene = Scene::new(picture.model, &picture.plan, drawing, &options);
        title.clone_from(&scene.title);
        scene.title = format!("{name}: {}", scene.title);
        tops.push(below_title(&scene));
        scene.groups.retain(|group| group.id != "title" && group.id != "footer");
        for group in &mut scene.groups {
            rename(group, prefix);
        }
        scene
    };
    let scenes = SIDES.map(scene);
    let album = svg::album(&scenes.each_ref(), picture.options);
    let mut sheets = album.glyphs;
    for (at, (_, prefix, name)) in SIDES.into_iter().enumerate() {
        let markup = cropped(&album.pictures[at], scenes[at].size, tops[at])
            .replacen("\"title-text desc-text\"", &format!("\"{prefix}-title {prefix}-desc\""), 1)
            .replacen("id=\"title-text\"", &format!("id=\"{prefix}-title\""), 1)
            .replacen("id=\"desc-text\"", &format!("id=\"{prefix}-desc\""), 1);
        let _ = writeln!(
            sheets,
            "<figure id=\"{prefix}\"><figcaption>{name}</figcaption>{markup}</figure>"
        );
    }
    Ok(document(picture, (&title, &sheets, &album.style)).into_bytes())
}

/// Where the picture begins below its title, which the page has itself.
fn below_title(scene: &Scene) -> Px {
    let title = scene.groups.iter().find(|group| group.id == "title");
    let rule = title.and_then(|group| match group.shapes.last() {
        Some(Shape::Rect(rule, ..)) => Some(rule.bottom()),
        _ => None,
    });
    rule.unwrap_or(0.0)
}

/// The markup of a picture without what is above `top`.
fn cropped(markup: &str, size: Size, top: Px) -> String {
    let (w, h) = (size.w, size.h - top);
    let head = markup.find(" viewBox=").zip(markup.find(" role="));
    let mut out = markup.to_owned();
    if let Some((from, to)) = head.filter(|(from, to)| from < to) {
        let view = format!(" viewBox=\"0 {top} {w} {h}\" width=\"{w}\" height=\"{h}\"");
        out.replace_range(from..to, &view);
    }
    out
}

/// The elements of one version get names of their own.
fn rename(group: &mut Group, prefix: &str) {
    group.id = format!("{prefix}-{}", group.id);
    for (name, value) in &mut group.data {
        if matches!(*name, "from" | "to") {
            *value = format!("{prefix}-{value}");
        }
    }
}

fn document(picture: &Picture<'_>, (title, sheets, style): (&str, &str, &str)) -> String {
    let title = xml(title);
    let head = head(picture.options.theme, &title, SCRIPT, [STYLE, style]);
    format!(
        "{head}<body data-mode=\"both\">\n<header><h1>{title}</h1>\n{TOOLS}</header>\n\
         <main id=\"stage\" tabindex=\"0\" aria-label=\"Pictures\">\n{sheets}</main>\n\
         <aside aria-label=\"List of changes\">\n{}</aside>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        list(picture),
    )
}

/// The list of changes.
fn list(picture: &Picture<'_>) -> String {
    let headline = picture.plan.change.as_ref().map_or("", |change| change.headline.as_str());
    let mut out = format!("<h2>{}</h2>\n<ol>\n", xml(headline));
    let delta = picture.options.change.iter();
    for (at, item) in delta.flat_map(|delta| &delta.items).enumerate() {
        let (kind, sign) = (item.kind.as_str(), item.kind.sign());
        let _ = writeln!(
            out,
            "<li class=\"{kind}\"><button type=\"button\" data-to=\"{}\"><b><i aria-hidden=\"true\">{sign}</i> {} {}</b> \
             {}</button></li>",
            xml(&target(picture, at).unwrap_or_default()),
            at + 1,
            xml(item.word),
            xml(&item.message),
        );
    }
    out.push_str("</ol>\n");
    out
}

/// The element of the picture that an entry is about, without its prefix.
fn target(picture: &Picture<'_>, item: usize) -> Option<String> {
    let (model, plan) = (picture.model, &picture.plan);
    let delta = picture.options.change.as_ref()?;
    let node = plan.nodes.iter().find(|node| node.marks.contains(&item));
    let line = || plan.edges.iter().position(|edge| edge.marks.contains(&item));
    let group = || {
        (0..)
            .zip(&model.groups)
            .find(|(at, _)| delta.of_group(crate::model::GroupId(*at)) == Some(item))
    };
    node.map(|node| format!("c-{}", model.component(node.component).id))
        .or_else(|| line().map(|at| format!("l-{at}")))
        .or_else(|| group().map(|(_, group)| format!("g-{}", group.id)))
}
