//! What is covered and what is not: the facts of the view `coverage`.

use crate::{
    blueprint::DataClass,
    catalog::{KmsSupport, Provider, Trait, Traits},
    diagnostic::Confidence,
    model::{ComponentId, Cover, Model},
};

/// The capabilities that are asked for: id and heading.
pub const CAPABILITIES: [(&str, &str); 8] = [
    ("access-control", "Access"),
    ("encryption-key", "Encryption"),
    ("web-firewall", "Firewall"),
    ("network-isolation", "Network"),
    ("metrics", "Metrics"),
    ("tracing", "Tracing"),
    ("audit", "Audit"),
    ("guardrail", "Guardrail"),
];
/// What is known of one component and one capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Covered, and the blueprint says so.
    Stated,
    /// Covered by a control that says no scope.
    Unscoped,
    /// By a part that is planned.
    Planned,
    /// Said to be without.
    Denied,
    /// Nothing is said.
    Missing,
    /// Not asked of it.
    NotApplicable,
}

impl State {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Unscoped => "unscoped",
            Self::Planned => "planned",
            Self::Denied => "denied",
            Self::Missing => "missing",
            Self::NotApplicable => "not-applicable",
        }
    }
    const fn covers(self) -> bool {
        matches!(self, Self::Stated | Self::Unscoped)
    }
}

/// How many applicable cells are covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Covered ones.
    pub covered: u32,
    /// All that are asked for.
    pub all: u32,
}

impl Score {
    fn of(state: State) -> Self {
        Self { covered: u32::from(state.covers()), all: u32::from(state != State::NotApplicable) }
    }
    const fn plus(self, other: Self) -> Self {
        Self { covered: self.covered + other.covered, all: self.all + other.all }
    }
    /// "75 %", rounded down so that only a full score reads 100 %; a dash where nothing is asked.
    pub fn percent(self) -> String {
        (self.covered * 100)
            .checked_div(self.all)
            .map_or("–".to_owned(), |share| format!("{share} %"))
    }
}

/// A component and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: ComponentId,
    /// By capability.
    pub cells: [State; 8],
}

/// The components of a layer that are asked for anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index of the layer in the reference.
    pub layer: usize,
    /// Its components; at least one.
    pub lines: Vec<Line>,
    /// By capability.
    pub scores: [Score; 8],
}

/// The whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The layers in order.
    pub sections: Vec<Section>,
    /// By capability.
    pub scores: [Score; 8],
    /// Of everything.
    pub all: Score,
}

impl Table {
    /// What is covered in `model`.
    pub fn new(model: &Model) -> Self {
        let layers = 0..model.reference.layers.len();
        let sections = layers.map(|layer| section(model, layer));
        let sections: Vec<Section> = sections.filter(|one| !one.lines.is_empty()).collect();
        let scores = sum(sections.iter().map(|section| section.scores));
        let all = scores.iter().fold(Score::default(), |all, &one| all.plus(one));
        Self { sections, scores, all }
    }
}

/// The sums, capability by capability.
fn sum(rows: impl Iterator<Item = [Score; 8]>) -> [Score; 8] {
    rows.fold([Score::default(); 8], |mut sums, row| {
        sums.iter_mut().zip(row).for_each(|(sum, one)| *sum = sum.plus(one));
        sums
    })
}

fn section(model: &Model, layer: usize) -> Section {
    let lines = lines(model, layer);
    let scores = sum(lines.iter().map(|line| line.cells.map(Score::of)));
    Section { layer, lines, scores }
}

/// Whether a capability is asked of a component.
fn applies(model: &Model, capability: &str, id: ComponentId) -> bool {
    const WAY: Traits = Traits::of(&[
        Trait::Gateway,
        Trait::Compute,
        Trait::Workflow,
        Trait::Agent,
        Trait::Generative,
    ]);
    const CONTROL: Traits = Traits::of(&[Trait::CrossCutting, Trait::NetworkPart]);
    let traits = model.component(id).traits;
    let Some(service) = model.component(id).service else { return false };
    if service.provider != Provider::Aws || traits.any(CONTROL) {
        return false;
    }
    match capability {
        "access-control" => traits.has(Trait::AssumesRole),
        "encryption-key" => {
            let site = model.said(id).properties.text("purpose") == Some("static-assets");
            let public = model.component(id).data.worst() == Some(DataClass::Public);
            service.kms == KmsSupport::CustomerKey && traits.has(Trait::Store) && !site && !public
        }
        "web-firewall" => traits.has(Trait::WafAttachable),
        "network-isolation" => service.vpc_attached,
        "tracing" => traits.any(WAY),
        "guardrail" => traits.any(Traits::of(&[Trait::Generative, Trait::Agent])),
        _ => true,
    }
}

fn state(model: &Model, capability: &str, id: ComponentId) -> State {
    if !applies(model, capability, id) {
        return State::NotApplicable;
    }
    let stands_in_network = || {
        let own = model.component(id).groups.iter();
        let mut around = own.flat_map(|&group| model.ancestors(group));
        around.any(|group| matches!(model.group(group).kind.id, "vpc" | "private-subnet"))
    };
    match model.cover(capability, id) {
        Cover::Yes { confidence: Confidence::High, .. } => State::Stated,
        Cover::Denied(_) => State::Denied,
        _ if capability == "network-isolation" && stands_in_network() => State::Stated,
        Cover::Yes { .. } => State::Unscoped,
        Cover::Planned(_) => State::Planned,
        Cover::No | Cover::Unknown => State::Missing,
    }
}

fn lines(model: &Model, layer: usize) -> Vec<Line> {
    let ids = model.component_ids().filter(|&id| model.component(id).layer == layer);
    let line =
        |id| Line { id, cells: CAPABILITIES.map(|(capability, _)| state(model, capability, id)) };
    let asked = |line: &Line| line.cells.iter().any(|cell| *cell != State::NotApplicable);
    ids.map(line).filter(asked).collect()
}
