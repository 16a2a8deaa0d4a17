//! The view `coverage`: components against capabilities, as a table with a score.

use super::{
    Scene,
    colour::Rgb,
    frame,
    item::{Anchor, Dash, Group, Look, Role, Shape, Stroke, Text},
    options::Options,
    plan::{HEADING, Plan, SMALL, px},
    stroke,
    table::{CAPABILITIES, Line, Section, State, Table},
    theme::{self, GREY, Paint},
    words,
};
use crate::{
    geometry::{Point, Px, Rect, Size},
    model::Model,
    text::{self, Weight},
};

/// Width of the first column and of the others, and height of a row.
const NAME: Px = 250.0;
const CELL: Px = 84.0;
const ROW: Px = 30.0;
const MARGIN: Px = 28.0;
/// Width of the whole table.
const WIDTH: Px = NAME + 8.0 * CELL;

/// Puts the table together.
pub(super) fn scene(model: &Model, plan: &Plan, options: &Options) -> Scene {
    let (title, taken) = frame::title(model, plan, Point::new(MARGIN, MARGIN - 8.0), WIDTH);
    let mut groups = vec![title];
    let mut y = MARGIN - 8.0 + taken + 16.0;
    groups.push(headings(y));
    y += 34.0;
    let table = Table::new(model);
    for one in &table.sections {
        groups.push(section(model, plan, one, y));
        y += ROW;
        for line in &one.lines {
            groups.push(row(model, line, y));
            y += ROW;
        }
        y += 6.0;
    }
    groups.push(total(&table, y));
    y += ROW + 22.0;
    groups.push(key(y));
    y += 34.0;
    groups.push(frame::footer(model, plan, &options.note, Point::new(MARGIN, y)));
    let mut description = words::description(model, plan);
    description.push_str(&told(&table));
    Scene {
        size: Size::new(WIDTH + 2.0 * MARGIN, (y + 18.0).ceil()),
        title: frame::name(model, plan),
        description,
        groups,
    }
}

/// The scores in a sentence.
fn told(table: &Table) -> String {
    let parts = CAPABILITIES.iter().zip(&table.scores);
    let parts: Vec<String> =
        parts.map(|((_, name), score)| format!("{name} {}", score.percent())).collect();
    format!("\nCoverage: {} overall; {}.", table.all.percent(), parts.join(", "))
}

fn middle(column: usize) -> Px {
    MARGIN + NAME + CELL * (px(column) + 0.5)
}

fn written(words: String, at: Point, anchor: Anchor, (weight, paint): (Weight, Paint)) -> Shape {
    Shape::Text(Text::level(words, at, (SMALL, weight), paint).anchored(anchor))
}

fn headings(y: Px) -> Group {
    let mut group = Group::new(Role::Note, "columns", "Capabilities");
    for (at, (_, name)) in CAPABILITIES.iter().enumerate() {
        let place = Point::new(middle(at), y + 17.0);
        let style = (Weight::Bold, Paint::Text);
        group.shapes.push(written((*name).to_owned(), place, Anchor::Middle, style));
    }
    group
}

/// A layer: its name and how much of what is asked of it is covered.
fn section(model: &Model, plan: &Plan, section: &Section, y: Px) -> Group {
    let one = &model.reference.layers[section.layer];
    let colour = plan.brand.band(&one.id).unwrap_or_else(|| theme::named(&one.colour));
    let mut group =
        Group::new(Role::Boundary, format!("layer-{}", one.id), format!("Layer {}", one.title));
    let (ground, bar) = (Rect::new(MARGIN, y, WIDTH, ROW), Rect::new(MARGIN, y, 4.0, ROW));
    group.shapes.push(Shape::Rect(ground, 0.0, Look::filled(Paint::Tint(colour))));
    group.shapes.push(Shape::Rect(bar, 0.0, Look::filled(Paint::Border(colour))));
    let title = text::fit(&one.title, Weight::Bold, HEADING, NAME - 30.0);
    let at = Point::new(MARGIN + 16.0, y + ROW / 2.0);
    group.shapes.push(written(title, at, Anchor::Start, (Weight::Bold, Paint::Muted)));
    for (column, score) in section.scores.iter().enumerate() {
        if score.all > 0 {
            let words = format!("{} of {}", score.covered, score.all);
            let at = Point::new(middle(column), y + ROW / 2.0);
            group.shapes.push(written(words, at, Anchor::Middle, (Weight::Regular, Paint::Muted)));
        }
    }
    group
}

/// "Firewall stated, audit missing".
fn states(line: &Line) -> String {
    let asked = CAPABILITIES.iter().zip(line.cells);
    let asked = asked.filter(|(_, state)| *state != State::NotApplicable);
    let words: Vec<String> =
        asked.map(|((_, name), state)| format!("{name} {}", state.as_str())).collect();
    words.join(", ")
}

fn row(model: &Model, line: &Line, y: Px) -> Group {
    let component = model.component(line.id);
    let label = format!("{}: {}", words::component(model, line.id), states(line));
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
        State::Missing => {
            let line = Stroke::solid(Paint::Ink(BAD), 1.5);
            let place = Rect::new(at.x, at.y, 0.0, 0.0).grown(5.0);
            out.push(Shape::Rect(place, 1.0, Look::outlined(line)));
        }
    }
}

fn total(table: &Table, y: Px) -> Group {
    let all = table.all;
    let mut group = Group::new(Role::Note, "score", format!("Score {}", all.percent()));
    let place = Rect::new(MARGIN, y, WIDTH, ROW + 6.0);
    group.shapes.push(Shape::Rect(place, 0.0, Look::filled(Paint::Panel)));
    let style = (Weight::Bold, Paint::Text);
    let line = y + ROW / 2.0 + 3.0;
    let words = format!("Score: {} ({} of {})", all.percent(), all.covered, all.all);
    group.shapes.push(written(words, Point::new(MARGIN + 16.0, line), Anchor::Start, style));
    for (column, score) in table.scores.iter().enumerate() {
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
