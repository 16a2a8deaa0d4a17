//! The keys of each part of the format with what they take: the one table behind the reader and the schema.

use super::words::{
    DataClass, Environment, FlowStyle, Pattern, Risk, Status, Tenancy, Traffic, Users, Word,
};

/// One key of a part of the format.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it says, one sentence.
    pub meaning: &'static str,
    /// What it takes.
    pub shape: Shape,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// One of the words.
    Word(fn() -> Vec<Choice>),
    /// A list of the words, or one of them.
    Words(fn() -> Vec<Choice>),
    /// A number over 0, at most 100.
    Percent,
    /// The format version.
    Version,
    /// A web address.
    Link,
    /// An id of a service, or another word for it.
    Service,
    /// Words for services.
    Services,
    /// A kind of boundary.
    Boundary,
    /// Ids of traits.
    Traits,
    /// Ids of capabilities.
    Capabilities,
    /// Suppressions.
    Ignore,
    /// A list of connections.
    Connections,
    /// Layer → reason.
    Reasons,
    /// Anything by key.
    Free,
    /// The part of this name: `context`, `groups`, `flows`.
    Part(&'static str),
}

/// A word and its meaning.
pub type Choice = (&'static str, &'static str);

fn choices<W: Word>() -> Vec<Choice> {
    W::ALL.iter().map(|one| (one.as_str(), one.meaning())).collect()
}

const fn key(name: &'static str, shape: Shape, meaning: &'static str) -> Key {
    Key { name, meaning, shape }
}

/// Keys at the top, besides the layers.
pub const TOP: &[Key] = &[
    key("blueprint", Shape::Version, "Version of the format; may be left out."),
    key("name", Shape::Text, "Title of the blueprint."),
    key("description", Shape::Text, "What the application does."),
    key(
        "sources",
        Shape::Texts,
        "Where the design comes from: names of pages, papers and projects, with their dates.",
    ),
    key(
        "reference",
        Shape::Text,
        "The reference architecture: an id or a path relative to this file.",
    ),
    key("context", Shape::Part("context"), "What the rules may assume."),
    key("groups", Shape::Part("groups"), "Boundaries around components: accounts, VPCs, subnets."),
    key("connections", Shape::Connections, "Connections that belong to no flow."),
    key("flows", Shape::Part("flows"), "Numbered paths through the application."),
    key("workload", Shape::Free, "The load, for costs: requests, tokens, storage."),
    key("ignore", Shape::Ignore, "Findings accepted in the whole blueprint."),
];

/// Keys of `context`.
pub const CONTEXT: &[Key] = &[
    key("environment", Shape::Word(choices::<Environment>), "Where the application runs."),
    key("pattern", Shape::Word(choices::<Pattern>), "The kind of application."),
    key("risk", Shape::Word(choices::<Risk>), "What a wrong or harmful answer costs."),
    key("users", Shape::Word(choices::<Users>), "Who uses it."),
    key("tenancy", Shape::Word(choices::<Tenancy>), "How many customers share one installation."),
    key(
        "residency",
        Shape::Texts,
        "Regions (`eu-central-1`) or geographies (`eu`) that data must stay in.",
    ),
    key("frameworks", Shape::Texts, "Compliance frameworks, for instance hipaa, gdpr, soc2, pci."),
    key("availability", Shape::Percent, "Availability aimed at, percent."),
    key("traffic", Shape::Word(choices::<Traffic>), "The shape of the load."),
    key(
        "org-controls",
        Shape::Capabilities,
        "Capabilities that the organisation provides outside this blueprint.",
    ),
    key(
        "existing-customer",
        Shape::Services,
        "Services closed to new customers that are in use here already.",
    ),
    key("not-applicable", Shape::Reasons, "Layers left out on purpose, each with its reason."),
];

/// Keys of a component, besides the properties.
pub const COMPONENT: &[Key] = &[
    key(
        "service",
        Shape::Service,
        "The service: an id of the catalogue, another word for it, or `custom`.",
    ),
    key("label", Shape::Text, "Title in the picture."),
    key("description", Shape::Text, "What it is for."),
    key("in", Shape::Texts, "The group or groups that hold it."),
    key(
        "covers",
        Shape::Texts,
        "What it applies to: ids of components, groups or layers, or `all`.",
    ),
    key("status", Shape::Word(choices::<Status>), "Whether it is there."),
    key(
        "data",
        Shape::Words(choices::<DataClass>),
        "Classes of the data that it holds or handles.",
    ),
    key("tags", Shape::Texts, "Free words."),
    key("link", Shape::Link, "A web address with more about it."),
    key("icon", Shape::Text, "The glyph of a `custom` service."),
    key("traits", Shape::Traits, "What a `custom` service is, for the rules."),
    key("ignore", Shape::Ignore, "Findings accepted here."),
];

/// Keys of a group, besides the properties.
pub const GROUP: &[Key] = &[
    key("kind", Shape::Boundary, "The kind of boundary."),
    key("label", Shape::Text, "The heading of the boundary."),
    key("description", Shape::Text, "What it is for."),
    key("in", Shape::Texts, "The group that holds it."),
    key("tags", Shape::Texts, "Free words."),
    key("link", Shape::Link, "A web address with more about it."),
    key("ignore", Shape::Ignore, "Findings accepted here."),
];

/// Keys of a connection's attributes, besides the properties.
pub const CONNECTION: &[Key] = &[
    key("label", Shape::Text, "The text at the line."),
    key("kind", Shape::Word(choices::<super::ConnectionKind>), "What the connection does."),
    key("data", Shape::Words(choices::<DataClass>), "Classes of the data that pass."),
    key("ignore", Shape::Ignore, "Findings accepted here."),
];

/// Keys of a flow.
pub const FLOW: &[Key] = &[
    key("title", Shape::Text, "Title in the picture."),
    key("style", Shape::Word(choices::<FlowStyle>), "How its lines are drawn."),
    key("steps", Shape::Connections, "The connections in order."),
];

/// Keys of a suppression.
pub const IGNORE: &[Key] = &[
    key("rule", Shape::Texts, "Codes or names of the rules."),
    key("reason", Shape::Text, "Why the finding is accepted."),
    key("until", Shape::Text, "Date until when, `2027-03-31`."),
];

/// Keys of the `guardrail` property written as a mapping, with their words.
pub(super) const GUARDRAIL: &[(&str, &[&str])] = &[
    ("apply", &["input", "output"]),
    ("filters", &["content", "prompt-attack", "pii", "grounding", "denied-topics", "words"]),
];

/// Whether `table` has the key.
pub(super) fn has(table: &[Key], name: &str) -> bool {
    table.iter().any(|key| key.name == name)
}
