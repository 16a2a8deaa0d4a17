//! The view `coverage`: components against capabilities, as a table with a score.

use super::{
    Scene,
    colour::Rgb,
    frame,
    item::{Anchor, Dash, Group, Look, Role, Shape, Stroke, Text},
    options::Options,
    plan::{HEADING, Plan, SMALL, px},
    stroke,
    theme::{self, GREY, Paint},
    words,
};
use crate::{
    blueprint::DataClass,
    catalog::{KmsSupport, Provider, Trait, Traits},
    diagnostic::Confidence,
    geometry::{Point, Px, Rect, Size},
    model::{ComponentId, Cover, Model},
    text::{self, CAP_HEIGHT, Weight},
};

/// The columns: capability and heading.
const COLUMNS: [(&str, &str); 8] = [
    ("access-control", "Access"),
    ("encryption-key", "Encryption"),
    ("web-firewall", "Firewall"),
    ("network-isolation", "Network"),
    ("metrics", "Metrics"),
    ("tracing", "Tracing"),
    ("audit", "Audit"),
    ("guardrail", "Guardrail"),
];
/// Width of the first column and of the others, and height of a row.
const NAME: Px = 250.0;
const CELL: Px = 84.0;
const ROW: Px = 30.0;
const MARGIN: Px = 28.0;
/// Width of the whole table.
const WIDTH: Px = NAME + 8.0 * CELL;

/// What is known of one component and one capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
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
    const fn covers(self) -> bool {
        matches!(self, Self::Stated | Self::Unscoped)
    }
}

/// How many applicable cells are covered.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    covered: u32,
    all: u32,
}

impl Score {
    fn add(&mut self, state: State) {
        self.all += u32::from(state != State::NotApplicable);
        self.covered += u32::from(state.covers());
    }
    /// "75 %", rounded down so that only a full score reads 100 %; a dash where nothing is asked.
    fn percent(self) -> String {
        (self.covered * 100)
            .checked_div(self.all)
            .map_or("–".to_owned(), |share| format!("{share} %"))
    }
}

struct Line {
    id: ComponentId,
    cells: [State; 8],
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

/// Puts the table together.
pub(super) fn scene(model: &Model, plan: &Plan, options: &Options) -> Scene {
    let (title, taken) = frame::title(model, plan, Point::new(MARGIN, MARGIN - 8.0), WIDTH);
    let mut groups = vec![title];
    let mut y = MARGIN - 8.0 + taken + 16.0;
    groups.push(headings(y));
    y += 34.0;
    let mut scores = [Score::default(); 8];
    for layer in 0..model.reference.layers.len() {
        let lines = lines(model, layer);
        if lines.is_empty() {
            continue;
        }
        groups.push(section(model, layer, &lines, y));
        y += ROW;
        for line in &lines {
            scores.iter_mut().zip(line.cells).for_each(|(score, cell)| score.add(cell));
            groups.push(row(model, line, y));
            y += ROW;
        }
        y += 6.0;
    }
    let all = scores.iter().fold(Score::default(), |sum, one| Score {
        covered: sum.covered + one.covered,
        all: sum.all + one.all,
    });
    groups.push(total(&scores, all, y));
    y += ROW + 22.0;
    groups.push(key(y));
    y += 34.0;
    groups.push(frame::footer(model, plan, &options.note, Point::new(MARGIN, y)));
    let mut description = words::description(model, plan);
    description.push_str(&told(&scores, all));
    Scene {
        size: Size::new(WIDTH + 2.0 * MARGIN, (y + 18.0).ceil()),
        title: frame::name(model, plan),
        description,
        groups,
    }
}

fn lines(model: &Model, layer: usize) -> Vec<Line> {
    let ids = model.component_ids().filter(|&id| model.component(id).layer == layer);
    let line = |id| Line { id, cells: COLUMNS.map(|(capability, _)| state(model, capability, id)) };
    let asked = |line: &Line| line.cells.iter().any(|cell| *cell != State::NotApplicable);
    ids.map(line).filter(asked).collect()
}

/// The scores in a sentence.
fn told(scores: &[Score; 8], all: Score) -> String {
    let parts = COLUMNS.iter().zip(scores);
    let parts: Vec<String> =
        parts.map(|((_, name), score)| format!("{name} {}", score.percent())).collect();
    format!("\nCoverage: {} overall; {}.", all.percent(), parts.join(", "))
}

fn middle(column: usize) -> Px {
    MARGIN + NAME + CELL * (px(column) + 0.5)
}

fn written(words: String, at: Point, anchor: Anchor, (weight, paint): (Weight, Paint)) -> Shape {
    let at = Point::new(at.x, at.y + SMALL * CAP_HEIGHT / 2.0);
    Shape::Text(Text { at, anchor, size: SMALL, weight, paint, text: words })
}

fn headings(y: Px) -> Group {
    let mut group = Group::new(Role::Note, "columns", "Capabilities");
    for (at, (_, name)) in COLUMNS.iter().enumerate() {
        let place = Point::new(middle(at), y + 17.0);
        let style = (Weight::Bold, Paint::Text);
        group.shapes.push(written((*name).to_owned(), place, Anchor::Middle, style));
    }
    group
}

/// A layer: its name and how much of what is asked of it is covered.
fn section(model: &Model, layer: usize, lines: &[Line], y: Px) -> Group {
    let one = &model.reference.layers[layer];
    let colour = theme::named(&one.colour);
    let mut group =
        Group::new(Role::Boundary, format!("layer-{}", one.id), format!("Layer {}", one.title));
    let (ground, bar) = (Rect::new(MARGIN, y, WIDTH, ROW), Rect::new(MARGIN, y, 4.0, ROW));
    group.shapes.push(Shape::Rect(ground, 0.0, Look::filled(Paint::Tint(colour))));
    group.shapes.push(Shape::Rect(bar, 0.0, Look::filled(Paint::Border(colour))));
    let title = text::fit(&one.title, Weight::Bold, HEADING, NAME - 30.0);
    let at = Point::new(MARGIN + 16.0, y + ROW / 2.0);
    group.shapes.push(written(title, at, Anchor::Start, (Weight::Bold, Paint::Muted)));
    for column in 0..COLUMNS.len() {
        let mut score = Score::default();
        for line in lines {
            score.add(line.cells[column]);
        }
        if score.all > 0 {
            let words = format!("{} of {}", score.covered, score.all);
            let at = Point::new(middle(column), y + ROW / 2.0);
            group.shapes.push(written(words, at, Anchor::Middle, (Weight::Regular, Paint::Muted)));
        }
    }
    group
}

fn row(model: &Model, line: &Line, y: Px) -> Group {
    let component = model.component(line.id);
    let label = words::component(model, line.id);
    let mut group = Group::new(Role::Component, format!("c-{}", component.id), label.clone());
    group.tooltip = label;
    let name = text::fit(&component.label, Weight::Regular, SMALL, NAME - 40.0);
    let at = Point::new(MARGIN + 28.0, y + ROW / 2.0);
    group.shapes.push(written(name, at, Anchor::Start, (Weight::Regular, Paint::Text)));
    for (column, &cell) in line.cells.iter().enumerate() {
        let at = Point::new(middle(column), y + ROW / 2.0);
        let place = Rect::new(at.x - CELL / 2.0 + 1.0, y + 1.0, CELL - 2.0, ROW - 2.0);
        if let Some(heat) = heat(cell) {
            group.shapes.push(Shape::Rect(place, 2.0, Look::filled(Paint::Tint(heat))));
        }
        sign(cell, at, &mut group.shapes);
    }
    group
}

const GOOD: Rgb = Rgb(0x01, 0xA8, 0x8D);
const BAD: Rgb = Rgb(0xDD, 0x34, 0x4C);
const COMING: Rgb = Rgb(0xED, 0x71, 0x00);

/// The ground of a cell.
const fn heat(state: State) -> Option<Rgb> {
    match state {
        State::Stated | State::Unscoped => Some(GOOD),
        State::Planned => Some(COMING),
        State::Denied | State::Missing => Some(BAD),
        State::NotApplicable => None,
    }
}

/// The mark of a cell: its shape alone says it.
fn sign(state: State, at: Point, out: &mut Vec<Shape>) {
    const R: Px = 6.0;
    let ring = |colour, dash| {
        let stroke = Stroke { paint: Paint::Ink(colour), width: 1.75, dash };
        Shape::Disc(at, R, Look::outlined(stroke))
    };
    let bar = |from: (Px, Px), to: (Px, Px), colour| {
        let ends = [Point::new(at.x + from.0, at.y + from.1), Point::new(at.x + to.0, at.y + to.1)];
        let look = Look::outlined(Stroke::solid(Paint::Ink(colour), 1.75));
        Shape::Path(stroke::line(&ends, &[], None), look)
    };
    match state {
        State::Stated => out.push(Shape::Disc(at, R, Look::filled(Paint::Ink(GOOD)))),
        State::Unscoped => out.push(ring(GOOD, Dash::Solid)),
        State::Planned => out.push(ring(COMING, Dash::Dashed)),
        State::Denied => {
            out.push(bar((-5.0, -5.0), (5.0, 5.0), BAD));
            out.push(bar((-5.0, 5.0), (5.0, -5.0), BAD));
        }
        State::NotApplicable => out.push(bar((-4.0, 0.0), (4.0, 0.0), GREY)),
        State::Missing => {}
    }
}

fn total(scores: &[Score; 8], all: Score, y: Px) -> Group {
    let mut group = Group::new(Role::Note, "score", format!("Score {}", all.percent()));
    let place = Rect::new(MARGIN, y, WIDTH, ROW + 6.0);
    group.shapes.push(Shape::Rect(place, 0.0, Look::filled(Paint::Panel)));
    let style = (Weight::Bold, Paint::Text);
    let line = y + ROW / 2.0 + 3.0;
    let words = format!("Score: {} ({} of {})", all.percent(), all.covered, all.all);
    group.shapes.push(written(words, Point::new(MARGIN + 16.0, line), Anchor::Start, style));
    for (column, score) in scores.iter().enumerate() {
        let at = Point::new(middle(column), line);
        group.shapes.push(written(score.percent(), at, Anchor::Middle, style));
    }
    group
}

/// What the marks mean.
fn key(y: Px) -> Group {
    let mut group = Group::new(Role::Note, "legend", "Legend");
    let mut x = MARGIN + 8.0;
    for (state, words) in [
        (State::Stated, "stated"),
        (State::Unscoped, "by a control without a stated scope"),
        (State::Planned, "planned"),
        (State::Denied, "denied"),
        (State::Missing, "nothing said"),
        (State::NotApplicable, "not applicable"),
    ] {
        let at = Point::new(x + 12.0, y);
        if let Some(heat) = heat(state) {
            let place = Rect::new(at.x - 12.0, at.y - 10.0, 24.0, 20.0);
            group.shapes.push(Shape::Rect(place, 2.0, Look::filled(Paint::Tint(heat))));
        }
        sign(state, at, &mut group.shapes);
        let style = (Weight::Regular, Paint::Muted);
        group.shapes.push(written(words.to_owned(), Point::new(x + 30.0, y), Anchor::Start, style));
        x += 30.0 + text::width(words, Weight::Regular, SMALL) + 26.0;
    }
    group
}
