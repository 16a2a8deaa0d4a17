//! What was found, as marks on components and lines, and the outlines of what is missing.

use super::{Edge, Form, Group, GroupOf, NameLine, Node, Strata, index, nodes};
use crate::{
    catalog::{self, Carrier, Service},
    change::Kind,
    diagnostic::{Diagnostic, Severity},
    layout::End,
    model::{ComponentId, Model},
    scene::{
        options::{Options, View},
        words,
    },
    text::{self, Weight},
};

/// At most this many components or lines are marked for one finding.
const SUBJECTS: usize = 6;

/// A finding in the order of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its number, code and severity: what a mark says.
    pub mark: String,
    /// How bad; nothing of a change.
    pub severity: Severity,
    /// Of a change: what became of the thing.
    pub kind: Option<Kind>,
    /// What was found, for readers: names in quotes.
    pub message: String,
    /// The components that it marks.
    pub components: Vec<ComponentId>,
    /// The groups and layers that it marks, by their ids.
    pub grounds: Vec<String>,
    /// The lines that it marks, by the names of their connections.
    pub lines: Vec<String>,
    /// The components of its path, in order.
    pub path: Vec<ComponentId>,
    /// What is missing.
    pub missing: Option<String>,
}

/// An outline in the place of what is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// What is missing: the id of a capability or of a layer.
    pub id: String,
    /// What a reader is told.
    pub label: String,
    /// Index of the layer that it would live in.
    pub layer: usize,
    /// Its box: of no component, with the findings that it would settle.
    pub form: Form,
    /// Service and what it would give.
    pub name: Vec<NameLine>,
    /// The findings, as indices.
    pub marks: Vec<usize>,
}

/// The findings of the view `review`, in the order of the report; none in other views.
pub(super) fn findings(model: &Model, options: &Options) -> Vec<Finding> {
    if options.framing() != View::Review {
        return Vec::new();
    }
    let numbered = (1..).zip(Diagnostic::in_order(&options.findings));
    numbered.map(|(number, one)| finding(model, number, one)).collect()
}

fn finding(model: &Model, number: usize, one: &Diagnostic) -> Finding {
    let known = |ids: &[String]| ids.iter().filter_map(|id| model.find(id)).collect::<Vec<_>>();
    // What a whole layer lacks is marked where it would be, not on everything that lacks it.
    let whole = one.subjects.first().is_some_and(|first| one.missing.as_ref() == Some(first));
    let mut components = if whole { Vec::new() } else { known(&one.subjects) };
    components.truncate(SUBJECTS);
    let lines = one.subjects.iter().filter(|id| id.contains(' ')).take(SUBJECTS).cloned();
    Finding {
        mark: format!("{number} {}", one.code),
        severity: one.severity,
        kind: None,
        message: quoted(&named(model, one)),
        components,
        grounds: if whole { Vec::new() } else { grounds(model, &one.subjects) },
        lines: lines.collect(),
        path: known(&one.path),
        missing: one.missing.clone(),
    }
}

/// Those subjects that are groups or layers.
fn grounds(model: &Model, subjects: &[String]) -> Vec<String> {
    let ground = |id: &&String| {
        model.groups.iter().any(|group| group.id == **id) || model.reference.layer(id).is_some()
    };
    subjects.iter().filter(ground).take(SUBJECTS).cloned().collect()
}

/// Writes the findings on boundaries and on the headings of bands and rails.
pub(super) fn mark_grounds(
    model: &Model,
    findings: &[Finding],
    groups: &mut [Group],
    strata: &mut Strata,
) {
    for (at, one) in findings.iter().enumerate() {
        for group in groups.iter_mut() {
            if matches!(group.of, GroupOf::Said(id) if one.grounds.contains(&model.group(id).id)) {
                group.marks.push(at);
            }
        }
        for stratum in strata.bands.iter_mut().chain(&mut strata.rails) {
            let id: &str = &model.reference.layers[stratum.layer].id;
            if one.grounds.iter().any(|ground| ground == id) {
                stratum.marks.push(at);
            }
        }
    }
}

/// The message with the names that the picture shows instead of ids, where a name is that of one component only.
fn named(model: &Model, one: &Diagnostic) -> String {
    let about = |word: &str| one.subjects.iter().chain(&one.path).any(|id| id == word);
    let shown = |word: &str| {
        let sure = about(word) || catalog::property(word, Carrier::Component).is_none();
        let label = &model.component(model.find(word).filter(|_| sure)?).label;
        let alone = model.components.iter().filter(|one| one.label == *label).count() == 1;
        alone.then(|| words::short(label).replace('`', "'"))
    };
    let parts = one.message.split('`').enumerate().map(|(at, part)| {
        let name = if at % 2 == 1 { shown(part) } else { None };
        name.unwrap_or_else(|| part.to_owned())
    });
    parts.collect::<Vec<_>>().join("`")
}

/// The message with names in quotes, as in print.
pub(super) fn quoted(message: &str) -> String {
    let parts = message.chars().take(2000).scan(false, |open, c| {
        Some(if c == '`' {
            *open = !*open;
            if *open { '“' } else { '”' }
        } else {
            c
        })
    });
    text::clean(&parts.collect::<String>())
}

/// Writes the findings on boxes and lines.
pub(super) fn mark(model: &Model, findings: &[Finding], nodes: &mut [Node], edges: &mut [Edge]) {
    for (at, one) in findings.iter().enumerate() {
        for node in nodes.iter_mut() {
            if one.components.contains(&node.component) {
                node.marks.push(at);
            }
            if one.path.contains(&node.component) {
                node.path = node.path.max(Some(one.severity));
            }
        }
        for edge in edges.iter_mut() {
            let named = |name: &String| {
                edge.connections.iter().any(|&id| model.connection_name(id) == *name)
            };
            if one.lines.iter().any(named) {
                edge.marks.push(at);
            }
            if one.path.windows(2).any(|two| joins(nodes, edge, two)) {
                edge.path = edge.path.max(Some(one.severity));
            }
        }
    }
}

/// Whether a line joins two components, one way or the other.
fn joins(nodes: &[Node], edge: &Edge, two: &[ComponentId]) -> bool {
    let is = |end: End, id: ComponentId| match end {
        End::Node(at) => nodes.get(at as usize).is_some_and(|node| node.component == id),
        End::Group(_) => false,
    };
    (is(edge.from, two[0]) && is(edge.to, two[1])) || (is(edge.from, two[1]) && is(edge.to, two[0]))
}

/// The outlines: one for each capability that nobody provides, and for each layer that is empty.
pub(super) fn ghosts(model: &Model, findings: &[Finding]) -> Vec<Ghost> {
    let mut ghosts: Vec<Ghost> = Vec::new();
    for (at, one) in findings.iter().enumerate() {
        let Some(id) = &one.missing else { continue };
        if let Some(known) = ghosts.iter_mut().find(|ghost| ghost.id == *id) {
            known.marks.push(at);
        } else if let Some(ghost) = ghost(model, id, at) {
            ghosts.push(ghost);
        }
    }
    ghosts
}

fn ghost(model: &Model, id: &str, finding: usize) -> Option<Ghost> {
    let (layer, service, what) = if let Some(at) = catalog::capability(id) {
        if model.components.iter().any(|one| one.provides.has(at)) {
            return None;
        }
        let row = &catalog::capabilities()[at];
        let (layer, _) = model.reference.layer(row.home)?;
        (layer, catalog::by_id(row.default_service)?, row.title)
    } else {
        let (layer, row) = model.reference.layer(id)?;
        (layer, catalog::by_id(&row.default_service)?, &*row.title)
    };
    let label = format!("{} is missing: {what}", service.name);
    let (form, name) = (form(service), name(service, what));
    Some(Ghost { id: id.to_owned(), label, layer, form, name, marks: vec![finding] })
}

fn form(service: &Service) -> Form {
    let icon = catalog::glyph(service.glyph).or_else(|| catalog::glyph(service.category.glyph));
    icon.map_or(Form::Box, Form::Tile)
}

fn name(service: &Service, what: &str) -> Vec<NameLine> {
    let own = nodes::lines(service.short, Weight::Bold, 2);
    let said = if what.eq_ignore_ascii_case(service.short) {
        "missing".to_owned()
    } else {
        format!("{what} missing")
    };
    own.into_iter().chain(nodes::lines(&said, Weight::Regular, 2)).collect()
}

impl Ghost {
    /// The box, as if it were a component's.
    pub(in crate::scene) fn node(&self) -> Node {
        Node {
            component: ComponentId(index(usize::MAX)),
            form: self.form,
            artwork: None,
            name: self.name.clone(),
            badges: 0,
            fades: false,
            marks: self.marks.clone(),
            path: None,
            tag: None,
            room: None,
            before: None,
        }
    }
}
