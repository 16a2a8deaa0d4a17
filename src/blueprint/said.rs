//! What a blueprint says, word for word, with the place of every word; what it means is the model's business.

use super::value::{PropValue, Properties};
use super::words::{
    ConnectionKind, DataClass, Environment, FlowStyle, Pattern, Risk, Status, Tenancy, Traffic,
    Users,
};
use crate::catalog::Trait;
use crate::source::{Span, Spanned};

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blueprint {
    /// From the first key to the end of the last value; empty for an empty file.
    pub span: Span,
    /// Format version.
    pub version: Option<Spanned<u32>>,
    /// Title.
    pub name: Option<Spanned<String>>,
    /// What the application does.
    pub description: Option<Spanned<String>>,
    /// Where the design comes from: names of pages, papers and projects.
    pub sources: Vec<Spanned<String>>,
    /// Id or path of the reference architecture.
    pub reference: Option<Spanned<String>>,
    /// What rules may assume.
    pub context: BlueprintContext,
    /// Layers in file order.
    pub layers: Vec<BlueprintLayer>,
    /// Components in file order, so by layer.
    pub components: Vec<BlueprintComponent>,
    /// Groups in file order.
    pub groups: Vec<BlueprintGroup>,
    /// Connection statements in file order, flows included.
    pub statements: Vec<BlueprintStatement>,
    /// The single connections that the statements stand for, in order.
    pub connections: Vec<BlueprintConnection>,
    /// Flows in file order.
    pub flows: Vec<BlueprintFlow>,
    /// Keys of the author's own at the top, which begin with `x-`.
    pub extra: Properties,
    /// The load, for costs.
    pub workload: Vec<(Spanned<String>, Spanned<PropValue>)>,
    /// Ids that are written where they could not be read, in a damaged line or under an unknown layer: a reference
    /// to one of them is no finding of its own.
    pub lost: Vec<String>,
    /// Suppressions from comments and from `ignore` keys, in order of their place.
    pub suppressions: Vec<Suppression>,
}

impl Blueprint {
    /// The statement that `connection` comes from, with its label and attributes.
    pub fn statement(&self, connection: &BlueprintConnection) -> &BlueprintStatement {
        &self.statements[connection.statement]
    }
    /// The components of the layer at this index of [`Blueprint::layers`], with their indices.
    pub fn components_of(
        &self,
        layer: usize,
    ) -> impl Iterator<Item = (usize, &BlueprintComponent)> {
        self.components.iter().enumerate().filter(move |(_, component)| component.layer == layer)
    }
}

/// What rules may assume.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlueprintContext {
    /// From the first key to the end of the last value, when there is a `context`.
    pub span: Option<Span>,
    /// Where it runs.
    pub environment: Option<Spanned<Environment>>,
    /// The kind of application.
    pub pattern: Option<Spanned<Pattern>>,
    /// What a wrong answer costs.
    pub risk: Option<Spanned<Risk>>,
    /// Who uses it.
    pub users: Option<Spanned<Users>>,
    /// How many customers share it.
    pub tenancy: Option<Spanned<Tenancy>>,
    /// Regions (`eu-central-1`) or geographies (`eu`) that data must stay in.
    pub residency: Vec<Spanned<String>>,
    /// Compliance frameworks.
    pub frameworks: Vec<Spanned<String>>,
    /// Availability aimed at, percent.
    pub availability: Option<Spanned<f64>>,
    /// The shape of the load.
    pub traffic: Option<Spanned<Traffic>>,
    /// Ids of the capabilities that the organisation provides outside this blueprint.
    pub org_controls: Vec<Spanned<String>>,
    /// Words for services that closed to new customers and are in use here already.
    pub existing_customer: Vec<Spanned<String>>,
    /// Layers left out on purpose, with the reason.
    pub not_applicable: Vec<(Spanned<String>, Spanned<String>)>,
    /// Keys of the author's own, which begin with `x-`.
    pub extra: Properties,
}

/// A layer key of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintLayer {
    /// The layer's id at its key; it is a layer of the reference.
    pub id: Spanned<String>,
    /// From the key to the end of its components.
    pub span: Span,
}

/// One component.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintComponent {
    /// Its id at its key; unique in the file.
    pub id: Spanned<String>,
    /// Index into [`Blueprint::layers`].
    pub layer: usize,
    /// From the key to the end of the value.
    pub span: Span,
    /// The value alone: the service word or the mapping.
    pub value_span: Span,
    /// The word for the service, as written; `None` when it is missing, which is reported.
    pub service: Option<Spanned<String>>,
    /// Title in the picture.
    pub label: Option<Spanned<String>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// `in`: ids of the groups that hold it.
    pub groups: Vec<Spanned<String>>,
    /// `covers`: ids of components, groups and layers, or `all`; `None` when not said.
    pub covers: Option<Vec<Spanned<String>>>,
    /// Whether it is there.
    pub status: Option<Spanned<Status>>,
    /// Classes of the data it holds or handles; `None` when not said.
    pub data: Option<Vec<Spanned<DataClass>>>,
    /// Free words.
    pub tags: Vec<Spanned<String>>,
    /// A URL.
    pub link: Option<Spanned<String>>,
    /// The glyph of a `custom` service.
    pub icon: Option<Spanned<String>>,
    /// The traits of a `custom` service.
    pub traits: Vec<Spanned<Trait>>,
    /// Every other key.
    pub properties: Properties,
    /// Keys of the author's own, which begin with `x-`.
    pub extra: Properties,
}

impl BlueprintComponent {
    /// What the property called `name` says; `None` when it is not said.
    pub fn prop(&self, name: &str) -> Option<&Spanned<PropValue>> {
        self.properties.get(name)
    }
}

/// One group: a boundary around components.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintGroup {
    /// Its id at its key; unique in the file.
    pub id: Spanned<String>,
    /// From the key to the end of the value.
    pub span: Span,
    /// The boundary kind (`vpc`), one of the catalogue's; `None` when missing or wrong, which is reported.
    pub kind: Option<Spanned<String>>,
    /// Title in the picture.
    pub label: Option<Spanned<String>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// `in`: ids of the groups that hold it.
    pub groups: Vec<Spanned<String>>,
    /// Free words.
    pub tags: Vec<Spanned<String>>,
    /// A URL.
    pub link: Option<Spanned<String>>,
    /// Every other key (`region`, `zone`, …).
    pub properties: Properties,
    /// Keys of the author's own, which begin with `x-`.
    pub extra: Properties,
}

impl BlueprintGroup {
    /// What the property called `name` says; `None` when it is not said.
    pub fn prop(&self, name: &str) -> Option<&Spanned<PropValue>> {
        self.properties.get(name)
    }
}

/// The sign between two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// `->`: a request.
    Request,
    /// `~>`: asynchronous.
    Async,
    /// `<->`: both ways.
    Both,
}

/// One connection statement: `a -> b & c -> d: label`.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintStatement {
    /// The ends and arrows, without the label.
    pub key: Span,
    /// The whole statement with its label or attributes.
    pub span: Span,
    /// Index into [`Blueprint::flows`] when it is a step.
    pub flow: Option<usize>,
    /// What is written beside the line; it belongs to every connection of the statement.
    pub label: Option<Spanned<String>>,
    /// What it does, when said.
    pub kind: Option<Spanned<ConnectionKind>>,
    /// Classes of the data it carries; `None` when not said.
    pub data: Option<Vec<Spanned<DataClass>>>,
    /// Every other attribute; they belong to every connection of the statement.
    pub properties: Properties,
    /// Indices into [`Blueprint::connections`].
    pub connections: std::ops::Range<usize>,
}

/// One single connection.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintConnection {
    /// Id of the end before the arrow.
    pub from: Spanned<String>,
    /// Id of the end after the arrow.
    pub to: Spanned<String>,
    /// The sign between them.
    pub arrow: Arrow,
    /// Index into [`Blueprint::statements`].
    pub statement: usize,
    /// 0-based place of its arrow in the statement; connections of one fan-out share it.
    pub hop: usize,
}

/// A numbered path through the application.
#[derive(Clone, Debug, PartialEq)]
pub struct BlueprintFlow {
    /// Its id at its key.
    pub id: Spanned<String>,
    /// From the key to the end of the value.
    pub span: Span,
    /// Title in the picture.
    pub title: Option<Spanned<String>>,
    /// How it is drawn.
    pub style: Option<Spanned<FlowStyle>>,
    /// Indices into [`Blueprint::connections`], in order. Steps are counted by arrow: the connections of one
    /// fan-out are one step.
    pub steps: Vec<usize>,
}

/// What a suppression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A comment: whatever is found on this 0-based line.
    Line(u32),
    /// `ignore` of the component at this index.
    Component(usize),
    /// `ignore` of the group at this index.
    Group(usize),
    /// `ignore` of the statement at this index of [`Blueprint::statements`].
    Statement(usize),
    /// `ignore` of the whole blueprint.
    Whole,
}

/// A finding that the author accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// Codes or names of rules, as written.
    pub codes: Vec<Spanned<String>>,
    /// Why; missing or empty is a finding.
    pub reason: Option<Spanned<String>>,
    /// ISO date until when, as written.
    pub until: Option<Spanned<String>>,
    /// The comment, or the entry of `ignore`.
    pub span: Span,
    /// What it is about.
    pub target: Target,
}
