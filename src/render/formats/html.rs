//! HTML: one page with all views of the blueprint to explore in it, without network, foreign script or anything else
//! from outside.
//!
//! A content security policy allows the page's own script and styles by their hashes and nothing else. All texts of the
//! user reach the page as escaped markup or as JSON, which the script shows as text only. The view that was asked for
//! stands in the page itself; the others stand in `template` elements until they are chosen, so that ids stay unique.

mod change;
mod data;
mod facts;

pub use change::page_of_change;

use super::svg;
use crate::{
    digest,
    model::Model,
    render::{Content, Format, Letters, Picture, RenderError, escape::xml},
    scene::{Cards, Engine, Options, Role, Scene, Theme, View, short},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::fmt::Write as _;

pub(super) const FORMAT: Format = Format {
    id: "html",
    extension: "html",
    summary: "page to explore: all views, zoom, details, findings, flows step by step, search",
    content: Content::Text,
    letters: Letters::Reader,
    stamped: Some(svg::STAMPED),
    render,
};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
const TOOLS: &str = include_str!("html/tools.html");

/// A script or style as a content security policy allows it: `'sha256-…'`.
fn allowed(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(digest::sha256(content.as_bytes())))
}

/// The start of a page to its body, which may run `script` and nothing else; `title` is escaped.
fn head(theme: Theme, title: &str, script: &str, styles: [&str; 2]) -> String {
    let scheme = match theme {
        Theme::Auto => "",
        Theme::Light | Theme::Print => " data-scheme=\"light\"",
        Theme::Dark => " data-scheme=\"dark\"",
    };
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {} {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
        allowed(script),
        allowed(styles[0]),
        allowed(styles[1]),
    );
    format!(
        "<!doctype html>\n<html lang=\"en\"{scheme}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{}</style>\n<style>{}</style>\n</head>\n",
        styles[0], styles[1],
    )
}

/// Flows beyond these have no view of their own on the page; their steps are in the view `layers`.
const FLOWS: usize = 24;

/// A view on the page.
#[derive(Debug)]
struct Tab<'a> {
    /// What the address and the script call it.
    id: String,
    /// What a reader calls it.
    name: String,
    picture: &'a Picture<'a>,
}

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    let first = picture.plan.view;
    let views = views(picture.model, picture.options);
    let options: Vec<Options> = views
        .iter()
        .filter(|view| **view != first)
        .map(|&view| Options { view, cards: Cards::Alone, ..picture.options.clone() })
        .collect();
    let others: Vec<Picture<'_>> =
        options.iter().map(|options| Picture::new(picture.model, options)).collect();
    let tabs: Vec<Tab<'_>> = views
        .iter()
        .filter_map(|&view| {
            let other = others.iter().find(|other| other.plan.view == view);
            let picture = if view == first { picture } else { other? };
            Some(Tab { id: id(picture.model, view), name: name(picture.model, view), picture })
        })
        .collect();
    let first = views.iter().position(|&view| view == first).unwrap_or_default();
    page(picture, &tabs, first).map(String::into_bytes)
}

/// The views that this blueprint has, in the order of the page.
fn views(model: &Model, options: &Options) -> Vec<View> {
    if options.engine == Engine::LayoutRs {
        return vec![View::Flat];
    }
    let mut views = vec![View::Layers];
    if !model.groups.is_empty() {
        views.push(View::Deployment);
    }
    views.extend((0..model.flows.len().min(FLOWS)).map(View::Flow));
    views.extend([View::Review, View::Coverage, View::Study]);
    if !views.contains(&options.view) {
        views.push(options.view);
    }
    views
}

fn id(model: &Model, view: View) -> String {
    match view.flow().and_then(|at| model.flows.get(at)) {
        Some(flow) => format!("flow:{}", flow.id),
        None => view.as_str().to_owned(),
    }
}

fn name(model: &Model, view: View) -> String {
    match view {
        View::Flow(at) => model.flows.get(at).map_or_else(String::new, |flow| short(&flow.title)),
        View::Layers => "Layers".to_owned(),
        View::Deployment => "Deployment".to_owned(),
        View::Review => "Review".to_owned(),
        View::Coverage => "Coverage".to_owned(),
        View::Study => "Study".to_owned(),
        View::Flat => "Flat".to_owned(),
    }
}

/// The picture without what a pointer shows of its components: the script takes that from the data, once for all views.
fn untold(scene: &Scene) -> Scene {
    let mut scene = scene.clone();
    for group in scene.groups.iter_mut().filter(|group| group.role == Role::Component) {
        group.tooltip.clear();
    }
    scene
}

/// The whole page; the tab `first` is shown before the script runs.
fn page(picture: &Picture<'_>, tabs: &[Tab<'_>], first: usize) -> Result<String, RenderError> {
    let scenes: Vec<Scene> =
        tabs.iter().map(|tab| tab.picture.scene().map(untold)).collect::<Result<_, _>>()?;
    let album = svg::album(&scenes.iter().collect::<Vec<_>>(), picture.options);
    let said = picture.model.said.name.as_ref().map(|name| short(&name.value)).unwrap_or_default();
    let title = xml(if said.is_empty() { "Untitled" } else { &said });
    let mut out = head(picture.options.theme, &title, SCRIPT, [STYLE, &album.style]);
    let _ = write!(
        out,
        "<body>\n{TOOLS}<main id=\"stage\" tabindex=\"0\" aria-label=\"Picture: {title}\">\n<div id=\"sheet\">\n"
    );
    let shown = |&(at, _): &(usize, &String)| at == first;
    for (_, markup) in album.pictures.iter().enumerate().filter(shown) {
        out.push_str(markup);
    }
    let _ = write!(out, "</div>\n</main>\n{}", album.glyphs);
    for (at, markup) in album.pictures.iter().enumerate().filter(|one| !shown(one)) {
        let _ = writeln!(out, "<template id=\"view-{at}\">\n{markup}</template>");
    }
    let _ = write!(
        out,
        "<script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        data::json(picture, tabs, first)
    );
    Ok(out)
}
