//! DOT for Graphviz: real clusters for layers or boundaries, ranks that keep the layers in order.

mod table;

use crate::{
    blueprint::Status,
    diagnostic::Severity,
    layout::End,
    model::Model,
    render::{
        Content, Format, Letters, Marks, Picture, RenderError,
        escape::{dot, dot_left},
    },
    scene::{
        Dash, Edge, GREY, Ghost, Node, Paint, Palette, Plan, Rgb, Stamp, Stratum, View, safe_link,
        severity_colour, tooltip_words,
    },
};
use std::fmt::Write as _;
use table::Tables;

pub(super) const FORMAT: Format = Format {
    id: "dot",
    extension: "gv",
    summary: "Graphviz source with clusters and ranks",
    content: Content::Text,
    letters: Letters::Reader,
    stamped: Some(STAMPED),
    render,
};

/// A comment on the first line.
const STAMPED: Marks = Marks { before: "// cyanotype ", after: b'\n' };

fn render(picture: &Picture<'_>) -> Result<Vec<u8>, RenderError> {
    if picture.plan.view == View::Study {
        return Err(RenderError::Study);
    }
    let mut writer = Writer {
        model: picture.model,
        plan: &picture.plan,
        palette: picture.options.theme.palette(),
        out: String::new(),
    };
    if let Some(stamp) = Stamp::of(picture.options) {
        let _ = writeln!(writer.out, "{}{stamp}", STAMPED.before);
    }
    writer.head();
    if picture.plan.view == View::Coverage {
        let table = writer.tables().coverage();
        writer.table("coverage", &table);
        return Ok(writer.done());
    }
    for (at, stratum) in picture.plan.bands.iter().enumerate() {
        writer.stratum(stratum, &format!("band{at}"));
    }
    for (at, stratum) in picture.plan.rails.iter().enumerate() {
        writer.stratum(stratum, &format!("rail{at}"));
    }
    if picture.plan.bands.is_empty() && picture.plan.rails.is_empty() {
        writer.inside(None, 1, None);
    }
    writer.ranks();
    for edge in &picture.plan.edges {
        writer.edge(edge);
    }
    if picture.plan.view == View::Review {
        let table = writer.tables().findings(&picture.plan);
        writer.table("findings", &table);
    }
    Ok(writer.done())
}

struct Writer<'a> {
    model: &'a Model,
    plan: &'a Plan,
    palette: Palette,
    out: String,
}

impl Writer<'_> {
    fn done(mut self) -> Vec<u8> {
        self.out.push_str("}\n");
        self.out.into_bytes()
    }
    const fn tables(&self) -> Tables<'_> {
        Tables { model: self.model, palette: self.palette }
    }
    /// A table as a node of its own. No id of a component has a blank.
    fn table(&mut self, id: &str, table: &str) {
        let _ = writeln!(
            self.out,
            "  \"the {id}\" [shape=plain, style=\"\", label={table}]\n  {{rank=sink; \"the {id}\"}}"
        );
    }
    fn colour(&self, paint: Paint) -> String {
        self.palette.value(paint).hex()
    }
    fn head(&mut self) {
        let said = |text: &Option<crate::source::Spanned<String>>| {
            text.as_ref().map_or_else(String::new, |said| {
                crate::text::fit(&said.value, crate::text::Weight::Regular, 16.0, 900.0)
            })
        };
        let (name, description) = (said(&self.model.said.name), said(&self.model.said.description));
        let label = [name.as_str(), description.as_str()].join("\n");
        let (ground, text) = (self.colour(Paint::Ground), self.colour(Paint::Text));
        let (muted, line) = (self.colour(Paint::Muted), self.colour(Paint::Line));
        let _ = write!(
            self.out,
            "digraph {} {{\n  graph [label={}, labelloc=t, labeljust=l, fontsize=16, fontname=\"Noto Sans,Helvetica,Arial,sans-serif\",\n    \
             bgcolor=\"{ground}\", fontcolor=\"{text}\", compound=true, newrank=true, nodesep=0.5, ranksep=0.55, pad=0.3]\n  \
             node [shape=box, style=\"rounded,filled\", fillcolor=\"{ground}\", fontcolor=\"{text}\", penwidth=2, margin=\"0.16,0.08\",\n    \
             fontsize=12, fontname=\"Noto Sans,Helvetica,Arial,sans-serif\"]\n  \
             edge [color=\"{line}\", fontcolor=\"{muted}\", arrowhead=vee, arrowsize=0.8, fontsize=11,\n    \
             fontname=\"Noto Sans,Helvetica,Arial,sans-serif\"]\n",
            dot(&name),
            dot_left(label.trim_end()),
        );
    }
    /// A band or rail as a cluster.
    fn stratum(&mut self, stratum: &Stratum, id: &str) {
        let colour = stratum.colour;
        let (tint, border) = (self.colour(Paint::Tint(colour)), self.colour(Paint::Border(colour)));
        let _ = writeln!(
            self.out,
            "  subgraph \"cluster_{id}\" {{\n    label={}; labeljust=l; style=filled; fillcolor=\"{tint}\"; color=\"{border}\"; fontsize=13;",
            dot(&stratum.title)
        );
        self.inside(None, 2, Some(stratum.layer));
        for ghost in self.plan.ghosts.iter().filter(|one| one.layer == stratum.layer) {
            self.ghost(ghost);
        }
        self.out.push_str("  }\n");
    }
    /// The nodes and boundaries right inside `parent`; of one layer only when it is given.
    fn inside(&mut self, parent: Option<u32>, depth: usize, layer: Option<usize>) {
        let plan = self.plan;
        for (at, node) in plan.nodes.iter().enumerate() {
            let here =
                layer.is_none_or(|layer| self.model.component(node.component).layer == layer);
            if here && plan.input.nodes[at].parent == parent {
                self.node(node, depth);
            }
        }
        for (at, group) in plan.groups.iter().enumerate() {
            let own = u32::try_from(at).ok();
            if group.parent != parent || !layer.is_none_or(|layer| self.lives_in(own, layer)) {
                continue;
            }
            self.boundary(at, depth);
            self.inside(own, depth + 1, layer);
            let _ = writeln!(self.out, "{:1$}}}", "", depth * 2);
        }
    }
    /// Whether a boundary's components are of this layer.
    fn lives_in(&self, group: Option<u32>, layer: usize) -> bool {
        group
            .and_then(|group| self.member(group, 0))
            .is_some_and(|node| self.model.component(node.component).layer == layer)
    }
    fn boundary(&mut self, at: usize, depth: usize) {
        let group = &self.plan.groups[at];
        let fill = group.style.fill.map_or_else(|| "none".to_owned(), |paint| self.colour(paint));
        let style = match group.style.dash {
            Dash::Solid => "solid",
            Dash::Dashed => "dashed",
            Dash::Dotted => "dotted",
        };
        let filled = if group.style.fill.is_some() { ",filled" } else { "" };
        let _ = writeln!(
            self.out,
            "{:width$}subgraph \"cluster_{at}\" {{\n{:width$}  label={}; labeljust={}; style=\"{style}{filled}\"; \
             bgcolor=\"{fill}\"; pencolor=\"{}\"; fontcolor=\"{}\"; penwidth=2; fontsize=12;",
            "",
            "",
            dot(&group.title),
            if group.style.centred { "c" } else { "l" },
            self.colour(Paint::Border(group.style.colour)),
            self.colour(Paint::Ink(group.style.colour)),
            width = depth * 2,
        );
    }
    fn node(&mut self, node: &Node, depth: usize) {
        let component = self.model.component(node.component);
        let colour = component
            .service
            .and_then(|service| Rgb::parse(service.category.colour))
            .unwrap_or(GREY);
        let mut lines: Vec<&str> = node.name.iter().map(|line| line.text.as_str()).collect();
        let tag = node.tag.as_ref().map(|tag| format!("[{}]", tag.words));
        lines.extend(self.marks(&node.marks));
        lines.extend(tag.as_deref());
        let dashed = if component.status == Some(Status::Planned) {
            ", style=\"rounded,filled,dashed\""
        } else {
            ""
        };
        let worst = self.worst(&node.marks);
        let (ink, shape) = worst.or(node.path).map_or((Paint::Tile(colour), ""), |severity| {
            (Paint::Ink(severity_colour(severity)), worst.map_or("", outline))
        });
        let said = self.model.said(node.component);
        let address = said.link.as_ref().and_then(|said| safe_link(&said.value));
        let address =
            address.map_or_else(String::new, |address| format!(", URL={}", dot(&address)));
        let _ = writeln!(
            self.out,
            "{:width$}{} [label={}, color=\"{}\"{dashed}{shape}, tooltip={}{address}]",
            "",
            dot(&component.id),
            dot(&lines.join("\n")),
            self.colour(ink),
            dot(&tooltip_words(self.model, self.plan, node.component)),
            width = depth * 2,
        );
    }
    /// What is missing, where it would stand.
    fn ghost(&mut self, ghost: &Ghost) {
        let mut lines: Vec<&str> = ghost.name.iter().map(|line| line.text.as_str()).collect();
        lines.extend(self.marks(&ghost.marks));
        let (muted, ground) = (self.colour(Paint::Muted), self.colour(Paint::Ground));
        let _ = writeln!(
            self.out,
            "    {} [label={}, color=\"{muted}\", fontcolor=\"{muted}\", fillcolor=\"{ground}\", \
             style=\"rounded,dashed,filled\", penwidth=1.5]",
            dot(&format!("missing {}", ghost.id)),
            dot(&lines.join("\n")),
        );
    }
    /// The numbers and codes of findings, one a line.
    fn marks(&self, marks: &[usize]) -> impl Iterator<Item = &str> {
        let plan = self.plan;
        marks.iter().filter_map(|&at| plan.findings.get(at)).map(|one| one.mark.as_str())
    }
    fn worst(&self, marks: &[usize]) -> Option<Severity> {
        marks.iter().filter_map(|&at| self.plan.findings.get(at)).map(|one| one.severity).max()
    }
    /// Invisible lines that keep the bands in order, each in a row of its own, and the rails as columns.
    fn ranks(&mut self) {
        for pair in self.plan.bands.windows(2) {
            let (upper, lower) = (self.ids(&pair[0]), self.ids(&pair[1]));
            for (from, to) in upper.iter().flat_map(|from| lower.iter().map(move |to| (from, to))) {
                let _ = writeln!(self.out, "  {from} -> {to} [style=invis]");
            }
        }
        for rail in &self.plan.rails {
            for pair in self.ids(rail).windows(2) {
                let _ = writeln!(self.out, "  {} -> {} [style=invis]", pair[0], pair[1]);
            }
        }
    }
    fn ids(&self, stratum: &Stratum) -> Vec<String> {
        let of = |node: &&Node| self.model.component(node.component).layer == stratum.layer;
        let id = |node: &Node| dot(&self.model.component(node.component).id);
        let ghosts = self.plan.ghosts.iter().filter(|one| one.layer == stratum.layer);
        let missing = ghosts.map(|one| dot(&format!("missing {}", one.id)));
        self.plan.nodes.iter().filter(of).map(id).chain(missing).collect()
    }
    fn edge(&mut self, edge: &Edge) {
        let (Some((from, tail)), Some((to, head))) = (self.end(edge.from), self.end(edge.to))
        else {
            return;
        };
        let marks: Vec<&str> = edge
            .steps
            .iter()
            .filter_map(|&at| self.plan.steps.get(at))
            .map(|step| step.mark.as_str())
            .collect();
        let found = self.marks(&edge.marks).map(str::to_owned);
        let label = edge.label.iter().cloned().chain(found).collect::<Vec<_>>().join("\n");
        let label =
            if marks.is_empty() { label } else { format!("({}) {label}", marks.join(", ")) };
        let tags = self.plan.lens.as_ref().map(|lens| lens.short(&edge.tags)).unwrap_or_default();
        let label = if tags.is_empty() { label } else { format!("{}\n[{tags}]", label.trim_end()) };
        let mut options = vec![format!("label={}", dot(label.trim_end()))];
        options.extend(tail.map(|group| format!("ltail=\"cluster_{group}\"")));
        options.extend(head.map(|group| format!("lhead=\"cluster_{group}\"")));
        if let Some(severity) = self.worst(&edge.marks).max(edge.path) {
            let ink = self.colour(Paint::Ink(severity_colour(severity)));
            options.push(format!("color=\"{ink}\", fontcolor=\"{ink}\", penwidth=2.5"));
        }
        if edge.asynchronous {
            options.push("style=dashed".to_owned());
        }
        if edge.both {
            options.push("dir=both, arrowtail=vee".to_owned());
        }
        if !self.plan.bands.is_empty() {
            options.push("constraint=false".to_owned());
        }
        let _ = writeln!(self.out, "  {from} -> {to} [{}]", options.join(", "));
    }
    /// The node that a line ends at, and the cluster that it is cut off at.
    fn end(&self, end: End) -> Option<(String, Option<u32>)> {
        let (node, cluster) = match end {
            End::Node(at) => (self.plan.nodes.get(at as usize)?, None),
            End::Group(at) => (self.member(at, 0)?, Some(at)),
        };
        Some((dot(&self.model.component(node.component).id), cluster))
    }
    /// The first component in a boundary.
    fn member(&self, group: u32, depth: usize) -> Option<&Node> {
        let own = self.plan.input.nodes.iter().position(|node| node.parent == Some(group));
        if let Some(at) = own {
            return self.plan.nodes.get(at);
        }
        let inner = self.plan.groups.iter().enumerate();
        inner
            .filter(|(_, one)| one.parent == Some(group) && depth < 64)
            .find_map(|(at, _)| self.member(u32::try_from(at).ok()?, depth + 1))
    }
}

/// The outline of a component with a finding, so that its colour is not all that tells.
const fn outline(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => ", shape=octagon, style=filled, penwidth=3",
        Severity::Warning => ", shape=hexagon, style=filled, penwidth=3",
        Severity::Info => ", penwidth=3",
    }
}
