//! Text: boxes for a terminal and for code review, at most [`COLUMNS`] wide, the same bytes for the same blueprint.

mod cells;
mod coverage;
mod frames;
mod lists;
mod review;

use crate::{
    blueprint::Status,
    catalog,
    model::Model,
    render::{Content, Format, Letters, Picture, RenderError},
    scene::{Node, Plan, Stratum, View},
};
use frames::{Card, Edge};
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    id: "text",
    extension: "txt",
    summary: "boxes and lists for a terminal and for code review",
    content: Content::Text,
    letters: Letters::Reader,
    stamped: None,
    render,
};

/// The width of the picture in the cells of a terminal, of the narrowest that is usual.
const COLUMNS: usize = 80;
/// Boundaries that are nested deeper than this are drawn as one: nothing would be left of the width.
const DEEPEST: usize = 10;

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    if picture.plan.view == View::Study {
        return Err(RenderError::Study);
    }
    let sheet = Sheet { model: picture.model, plan: &picture.plan };
    let mut lines = sheet.title();
    match picture.plan.view {
        View::Coverage => lines.extend(coverage::lines(picture.model)),
        _ => sheet.picture(&mut lines),
    }
    if !picture.options.note.is_empty() {
        lines.extend([String::new(), picture.options.note.clone()]);
    }
    let mut out = String::new();
    for line in lines {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    Ok(out.into_bytes())
}

struct Sheet<'a> {
    model: &'a Model,
    plan: &'a Plan,
}

impl Sheet<'_> {
    fn title(&self) -> Vec<String> {
        let said = &self.model.said;
        let mut lines = Vec::new();
        for (text, most) in [(&said.name, 1), (&said.description, 3)] {
            if let Some(text) = text {
                lines.extend(cells::wrap(&text.value, COLUMNS, most));
            }
        }
        if !lines.is_empty() {
            lines.push("━".repeat(COLUMNS));
        }
        lines
    }
    /// The frames and the lists under them.
    fn picture(&self, out: &mut Vec<String>) {
        if self.plan.view.has_bands() {
            self.layers(out);
        } else {
            self.boundaries(out);
        }
        if self.plan.view == View::Review {
            out.extend(review::list(self.model, self.plan));
        }
        out.extend(lists::flows(self.model, self.plan));
        out.extend(lists::legend(self.model, self.plan));
    }
    /// A frame a layer, and under it what leaves it.
    fn layers(&self, out: &mut Vec<String>) {
        for (list, beside) in [(&self.plan.bands, ""), (&self.plan.rails, " · beside the layers")]
        {
            for stratum in list {
                let heading =
                    format!("{}{beside}", self.model.reference.layers[stratum.layer].title);
                let cards = frames::rows(&self.cards(stratum), COLUMNS - 4);
                out.push(String::new());
                out.extend(frames::frame(&heading, &cards, COLUMNS));
                out.extend(lists::connections(self.model, self.plan, Some(stratum.layer)));
            }
        }
        let rest = lists::connections(self.model, self.plan, None);
        if !rest.is_empty() {
            out.push(String::new());
            out.extend(rest);
        }
    }
    fn cards(&self, stratum: &Stratum) -> Vec<Card> {
        let of = |node: &&Node| self.model.component(node.component).layer == stratum.layer;
        let ghosts = self.plan.ghosts.iter().filter(|one| one.layer == stratum.layer);
        let cards = self.plan.nodes.iter().filter(of).map(|node| self.card(node));
        cards.chain(ghosts.map(|one| review::ghost(self.plan, one))).collect()
    }
    fn card(&self, node: &Node) -> Card {
        let component = self.model.component(node.component);
        let part = |own: bool| -> String {
            let lines = node.name.iter().filter(|line| line.own == own);
            lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut lines = cells::wrap(&part(true), frames::CARD, 2);
        lines.extend(cells::wrap(&part(false), frames::CARD, 1));
        lines.extend(review::marks(self.plan, &node.marks));
        let tag = node.tag.as_ref().map(|tag| format!("[{}]", tag.words));
        lines.extend(tag.into_iter().flat_map(|tag| cells::wrap(&tag, frames::CARD, 1)));
        let worn = self.plan.badges.on(node.component).iter();
        let badge = |&at: &usize| catalog::capabilities().get(at).map(|one| one.badge);
        Card {
            lines,
            badges: worn.filter_map(badge).collect(),
            edge: if component.status == Some(Status::Planned) {
                Edge::Planned
            } else {
                Edge::Whole
            },
            fades: node.fades,
        }
    }
    /// Frames in frames, and all connections under them.
    fn boundaries(&self, out: &mut Vec<String>) {
        let mut tree = Tree { sheet: self, nodes: BTreeMap::new(), groups: BTreeMap::new() };
        for (at, node) in self.plan.nodes.iter().enumerate() {
            let parent = self.shallow(self.plan.input.nodes[at].parent);
            tree.nodes.entry(parent).or_default().push(self.card(node));
        }
        for (at, group) in (0_u32..).zip(&self.plan.groups) {
            if self.shallow(Some(at)) == Some(at) {
                tree.groups.entry(group.parent).or_default().push(at);
            }
        }
        out.push(String::new());
        out.extend(tree.inside(None, COLUMNS));
        let all = lists::connections(self.model, self.plan, None);
        if !all.is_empty() {
            out.extend([String::new(), "Connections".to_owned()]);
            out.extend(all);
        }
    }
    /// The innermost boundary around it that is still drawn.
    fn shallow(&self, group: Option<u32>) -> Option<u32> {
        let up = |one: &u32| self.plan.groups[*one as usize].parent;
        let chain: Vec<u32> = std::iter::successors(group, up).collect();
        chain.get(chain.len().saturating_sub(DEEPEST)).copied()
    }
}

/// The boundaries and what is right in them.
struct Tree<'a> {
    sheet: &'a Sheet<'a>,
    nodes: BTreeMap<Option<u32>, Vec<Card>>,
    groups: BTreeMap<Option<u32>, Vec<u32>>,
}

impl Tree<'_> {
    fn inside(&self, parent: Option<u32>, width: usize) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(cards) = self.nodes.get(&parent) {
            out.extend(frames::rows(cards, width));
        }
        for &group in self.groups.get(&parent).into_iter().flatten() {
            let body = self.inside(Some(group), width - 4);
            let title = &self.sheet.plan.groups[group as usize].title;
            out.extend(frames::frame(title, &body, width));
        }
        out
    }
}
