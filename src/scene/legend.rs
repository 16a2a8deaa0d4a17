//! The legend at the right: the flows step by step, then every sign that the picture uses.

mod columns;

use super::{
    chip::{self, Says},
    component, dress,
    item::{Anchor, Dash, Group, Look, Role, Shape, Stroke, Text},
    line,
    options::View,
    overlay::{self, Mark},
    plan::{Finding, HEADING, LINE, Node, Plan, SMALL, baseline, px},
    stroke,
    theme::{GREY, Paint},
    words,
};
use crate::{
    blueprint::Status,
    catalog,
    change::Kind,
    geometry::{Point, Px, Rect, Size},
    model::Model,
    text::{self, Weight},
};

/// Air inside a column.
const PAD: Px = 14.0;
/// Where texts begin, from the column's left.
const TEXT: Px = 44.0;
/// Air before a further section.
const SECTION: Px = 12.0;
/// Most lines of a step's text.
const STEP_LINES: usize = 4;
/// Most lines of a finding's message.
const FINDING_LINES: usize = 3;
/// Most entries of the list of changes.
const MOST: usize = 60;

/// Something with a sign at the left and lines of text at the right.
struct Entry {
    sign: Sign,
    /// A first line of its own.
    head: Option<String>,
    words: String,
    /// The words, wrapped, under the first line.
    lines: Vec<String>,
}

enum Sign {
    Heading,
    Finding(usize),
    Step(usize),
    Badge(usize),
    Caution,
    Planned,
    Meaning(usize),
    Plain,
    Missing,
    Change(Kind),
    Nothing,
    Line { dash: Dash, both: bool },
}

impl Entry {
    fn new(sign: Sign, words: &str) -> Self {
        Self { sign, head: None, words: words.to_owned(), lines: Vec::new() }
    }
    fn under(head: String, sign: Sign, words: &str) -> Self {
        Self { head: Some(head), ..Self::new(sign, words) }
    }
    /// Wraps its words for a column of `width`.
    fn wrap(&mut self, width: Px) {
        let (weight, size, left) = match self.sign {
            Sign::Heading => (Weight::Bold, HEADING, PAD),
            Sign::Nothing => (Weight::Regular, SMALL, PAD),
            _ => (Weight::Regular, SMALL, TEXT),
        };
        let most = if self.head.is_some() { FINDING_LINES } else { STEP_LINES };
        self.lines = self.head.clone().into_iter().collect();
        self.lines.extend(text::wrap(&self.words, weight, size, width - left - PAD, most));
    }
    fn height(&self) -> Px {
        let lines = px(self.lines.len().max(1)) * LINE;
        match self.sign {
            Sign::Heading => lines + 8.0,
            _ => lines.max(20.0) + 5.0,
        }
    }
}

/// The sections, each a heading with its entries.
fn sections(model: &Model, plan: &Plan) -> Vec<Vec<Entry>> {
    let mut out = vec![findings(plan)];
    if let Some(lens) = &plan.lens {
        let entry = |(at, mark): (usize, &Mark)| Entry::new(Sign::Meaning(at), &mark.words);
        let shown = lens.marks.iter().enumerate().filter(|(at, _)| plan.shows(*at));
        let untold = plan.nodes.iter().find(|node| node.tag.is_none());
        let untold = untold.map(|_| Entry::new(Sign::Plain, lens.overlay.nothing()));
        out.push(headed(lens.overlay.title(), shown.map(entry).chain(untold)));
    }
    for (flow, one) in model.flows.iter().enumerate() {
        let mut section = vec![Entry::new(Sign::Heading, &words::short(&one.title))];
        let steps = plan.steps.iter().enumerate().filter(|(_, step)| step.flow == flow);
        section
            .extend(steps.map(|(at, step)| Entry::new(Sign::Step(at), &words::step(model, step))));
        out.push(section);
    }
    let badge = |at: usize| {
        let words = capitalised(catalog::capabilities().get(at)?.legend);
        Some(Entry::new(Sign::Badge(at), &words))
    };
    out.push(headed("Covered by", plan.badges.used().into_iter().filter_map(badge)));
    let everywhere = plan.badges.everywhere().iter().copied();
    out.push(headed("Everywhere", everywhere.filter_map(badge)));
    out.push(headed("Lines and marks", signs(model, plan).into_iter()));
    out.retain(|section| section.len() > 1);
    out
}

/// The findings with the number that their marks have.
fn findings(plan: &Plan) -> Vec<Entry> {
    if let Some(change) = &plan.change {
        return changes(plan, &change.headline);
    }
    if plan.view != View::Review {
        return Vec::new();
    }
    let entry = |(at, one): (usize, &Finding)| {
        let head = format!("{} {}", one.mark, one.severity.as_str());
        Entry::under(head, Sign::Finding(at), &one.message)
    };
    let title = if plan.findings.is_empty() { "No findings" } else { "Findings" };
    let mut out = headed(title, plan.findings.iter().enumerate().map(entry));
    if out.len() == 1 {
        out.push(Entry::new(Sign::Nothing, "The rules found nothing to mend."));
    }
    out
}

/// The list of changes; of very many the first ones, and how many more there are.
fn changes(plan: &Plan, headline: &str) -> Vec<Entry> {
    let entry = |(at, one): (usize, &Finding)| {
        Entry::under(one.mark.clone(), Sign::Finding(at), &one.message)
    };
    let mut out =
        headed(&capitalised(headline), plan.findings.iter().enumerate().take(MOST).map(entry));
    match plan.findings.len() {
        0 => out.push(Entry::new(Sign::Nothing, "Both versions say the same.")),
        all if all > MOST => {
            out.push(Entry::new(
                Sign::Nothing,
                &format!("and {} more, not listed here", all - MOST),
            ));
        }
        _ => {}
    }
    out
}

fn headed(title: &str, entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    std::iter::once(Entry::new(Sign::Heading, title)).chain(entries).collect()
}

/// The line styles and marks that occur, when any occurs that needs explaining.
fn signs(model: &Model, plan: &Plan) -> Vec<Entry> {
    let any = |dash: Dash, both: bool| {
        plan.edges
            .iter()
            .any(|edge| edge.both == both && edge.asynchronous == (dash == Dash::Dashed))
    };
    let mut out = Vec::new();
    if plan.change.is_some() {
        for (kind, words) in [
            (Kind::Added, "Added: solid green frame or line"),
            (Kind::Removed, "Removed: dashed red frame or line"),
            (Kind::Changed, "Changed or moved: amber; dashed where it was"),
        ] {
            if plan.findings.iter().any(|one| one.kind == Some(kind)) {
                out.push(Entry::new(Sign::Change(kind), words));
            }
        }
    }
    let before = out.len();
    for (dash, both, words) in [
        (Dash::Solid, false, "Request or data"),
        (Dash::Dashed, false, "Asynchronous"),
        (Dash::Solid, true, "Both ways"),
        (Dash::Dashed, true, "Asynchronous, both ways"),
    ] {
        if any(dash, both) {
            out.push(Entry::new(Sign::Line { dash, both }, words));
        }
    }
    if out.len() == before + 1 && any(Dash::Solid, false) {
        out.truncate(before);
    }
    if !plan.ghosts.is_empty() {
        out.push(Entry::new(Sign::Missing, "Missing: would stand here"));
    }
    let planned = |node: &Node| model.component(node.component).status == Some(Status::Planned);
    if plan.nodes.iter().any(planned) {
        out.push(Entry::new(Sign::Planned, "Planned"));
    }
    if plan.nodes.iter().any(|node| node.fades) {
        out.push(Entry::new(Sign::Caution, "Closed to new customers, or no longer offered"));
    }
    out
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A legend that is ready to be drawn.
pub(super) struct Sheet {
    columns: Vec<Vec<Row>>,
    /// Width of a column.
    width: Px,
    /// Its extent.
    pub size: Size,
}

/// Plans the legend beside a drawing, as high as that at least, in columns that waste the least of the page; `None`
/// when there is nothing to explain.
pub(super) fn plan(model: &Model, plan: &Plan, beside: Size) -> Option<Sheet> {
    let sections = sections(model, plan);
    if sections.is_empty() {
        return None;
    }
    let rows = sections.into_iter().flat_map(|section| section.into_iter().enumerate());
    let rows = rows.map(|(at, entry)| (at == 0, entry)).collect();
    let (width, columns) = columns::fitted(rows, beside);
    let tallest = columns.iter().map(|column| tall(column)).fold(beside.h, Px::max);
    let size = Size::new(width * px(columns.len()), tallest);
    Some(Sheet { columns, width, size })
}

impl Sheet {
    /// Draws it with its top left corner at `at`.
    pub(super) fn draw(&self, plan: &Plan, at: Point) -> Group {
        let mut group = Group::new(Role::Note, "legend", "Legend");
        let place = Rect::new(at.x, at.y, self.size.w, self.size.h);
        group.shapes.push(Shape::Rect(place, 0.0, Look::filled(Paint::Panel)));
        let mut x = at.x;
        for column in &self.columns {
            let mut y = at.y + PAD;
            for (index, (first, entry)) in column.iter().enumerate() {
                y += if *first && index > 0 { SECTION } else { 0.0 };
                draw_entry(plan, entry, Point::new(x, y), &mut group.shapes);
                y += entry.height();
            }
            x += self.width;
        }
        group
    }
}

/// An entry, and whether it begins a section.
type Row = (bool, Entry);

fn tall(column: &[Row]) -> Px {
    let heads = column.iter().skip(1).filter(|(first, _)| *first).count();
    let entries: Px = column.iter().map(|(_, entry)| entry.height()).sum();
    entries + px(heads) * SECTION + 2.0 * PAD
}

fn draw_entry(plan: &Plan, entry: &Entry, at: Point, out: &mut Vec<Shape>) {
    let sign = Point::new(at.x + PAD + 10.0, at.y + 10.0);
    match entry.sign {
        Sign::Heading => {
            return lines(entry, Point::new(at.x + PAD, at.y), (Weight::Bold, HEADING), out);
        }
        Sign::Step(step) => {
            if let Some(step) = plan.steps.get(step) {
                line::mark(step, sign, out);
            }
        }
        Sign::Badge(capability) => component::badge(capability, sign, out),
        Sign::Nothing => {}
        Sign::Meaning(at) => {
            if let Some(mark) = plan.lens.as_ref().and_then(|lens| lens.mark(at)) {
                overlay::sign(mark, sign, out);
            }
        }
        Sign::Finding(at) => {
            if let Some(one) = plan.findings.get(at) {
                chip::sign(Says::of(one), sign, out);
            }
        }
        Sign::Change(kind) => {
            out.push(dress::sample(kind, Rect::new(sign.x - 11.0, sign.y - 9.0, 22.0, 18.0)));
            chip::sign(Says::Change(kind), sign, out);
        }
        Sign::Caution => component::caution(sign, out),
        Sign::Missing => {
            let place = Rect::new(sign.x - 9.0, sign.y - 9.0, 18.0, 18.0);
            let border = Stroke { paint: Paint::Muted, width: 1.5, dash: Dash::Dashed };
            out.push(Shape::Rect(place, 4.0, Look::outlined(border)));
        }
        Sign::Planned => {
            let place = Rect::new(sign.x - 9.0, sign.y - 9.0, 18.0, 18.0);
            out.push(Shape::Rect(place, 4.0, component::planned()));
        }
        Sign::Plain => {
            let place = Rect::new(sign.x, sign.y, 0.0, 0.0).grown(7.0);
            out.push(Shape::Rect(place, 3.0, Look::filled(Paint::Tile(GREY))));
        }
        Sign::Line { dash, both } => sample(sign, dash, both, out),
    }
    let one = px(entry.lines.len());
    let top = if entry.lines.len() <= 1 { at.y + (20.0 - one * LINE) / 2.0 } else { at.y + 2.5 };
    let left = if matches!(entry.sign, Sign::Nothing) { PAD } else { TEXT };
    lines(entry, Point::new(at.x + left, top), (Weight::Regular, SMALL), out);
}

/// A short piece of line.
fn sample(middle: Point, dash: Dash, both: bool, out: &mut Vec<Shape>) {
    let ends = [Point::new(middle.x - 10.0, middle.y), Point::new(middle.x + 14.0, middle.y)];
    let mut heads = stroke::head(&ends);
    if both {
        heads.extend(stroke::head(&[ends[1], ends[0]]));
    }
    out.push(Shape::Path(stroke::line(&ends, &[], None), line::look(dash)));
    out.push(Shape::Path(heads, line::look(Dash::Solid)));
}

fn lines(entry: &Entry, at: Point, (weight, size): (Weight, Px), out: &mut Vec<Shape>) {
    let mut y = at.y + baseline(size);
    for (row, line) in entry.lines.iter().enumerate() {
        let heads = row == 0 && matches!(entry.sign, Sign::Finding(_));
        let weight = if heads { Weight::Bold } else { weight };
        out.push(Shape::Text(Text {
            at: Point::new(at.x, y),
            anchor: Anchor::Start,
            size,
            weight,
            paint: Paint::Text,
            text: line.clone(),
        }));
        y += LINE;
    }
}
