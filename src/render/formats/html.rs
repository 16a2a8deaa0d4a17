//! HTML: one page with the picture to explore in it, without network, foreign script or anything else from outside.
//!
//! A content security policy allows the page's own script and styles by their hashes and nothing else. All texts of the
//! user reach the page as escaped markup or as JSON, which the script shows as text only.

mod data;

use super::svg::{self, Shade};
use crate::{
    digest,
    render::{Content, Format, Picture, RenderError, escape::xml},
    scene::Theme,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

pub(super) const FORMAT: Format = Format {
    id: "html",
    extension: "html",
    summary: "page to explore: zoom, details, flows step by step, search",
    content: Content::Text,
    render,
};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");
const TOOLS: &str = include_str!("html/tools.html");

/// A script or style as a content security policy allows it: `'sha256-…'`.
fn allowed(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(digest::sha256(content.as_bytes())))
}

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    let scene = picture.scene()?;
    let svg = svg::document(scene, picture.options, Shade::Scheme);
    let scheme = match picture.options.theme {
        Theme::Auto => "",
        Theme::Light | Theme::Print => " data-scheme=\"light\"",
        Theme::Dark => " data-scheme=\"dark\"",
    };
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {} {}; font-src data:; base-uri 'none'; form-action 'none'",
        allowed(SCRIPT),
        allowed(STYLE),
        allowed(&svg.style),
    );
    let title = xml(&scene.title);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"{scheme}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{TOOLS}\
         <main id=\"stage\" tabindex=\"0\" aria-label=\"Picture: {title}\">\n<div id=\"sheet\">\n{}</div>\n</main>\n\
         <script type=\"application/json\" id=\"data\">{}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        svg.markup,
        data::json(picture),
    );
    Ok(page.into_bytes())
}
