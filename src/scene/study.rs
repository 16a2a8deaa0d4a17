//! The view `study`: under the picture a card for each layer, and what the study notes say that applies here.

mod card;
mod sign;

use super::{
    Scene, frame,
    icons::Icons,
    item::Group,
    options::Options,
    plan::Plan,
    theme::{self, GREY},
};
use crate::{
    catalog::{self, Provider, Service, StudyItem, StudyKind, Trait},
    geometry::{Point, Px, Size},
    model::Model,
};
use card::{Card, Part};
use sign::Sign;

/// Air between two cards.
const GAP: Px = 16.0;
/// The least and the usual width of a card.
const USUAL: Px = 372.0;
/// At most this many components of a service are named on a card.
const MOST_HERE: usize = 4;
/// At most this many exam notes stand on a card.
const NOTES: usize = 8;

/// Air around cards that stand alone, and their width: four columns, which fill a wide screen.
const MARGIN: Px = 28.0;
const WIDTH: Px = 4.0 * USUAL + 3.0 * GAP;

/// Puts the cards together, without the picture.
pub(super) fn scene(model: &Model, plan: &Plan, options: &Options) -> Scene {
    let (title, taken) = frame::title(model, plan, Point::new(MARGIN, MARGIN - 8.0), WIDTH);
    let sheet = Sheet::new(model, WIDTH, &options.icons);
    let top = MARGIN - 8.0 + taken + 16.0;
    let (cards, height) = sheet.draw(Point::new(MARGIN, top));
    let at = Point::new(MARGIN, top + height + 26.0);
    let names: Vec<&str> = sheet.cards().map(|card| card.title.as_str()).collect();
    let mut groups = vec![title];
    groups.extend(cards);
    groups.push(frame::footer(model, plan, &options.note, at));
    Scene {
        size: Size::new(WIDTH + 2.0 * MARGIN, (at.y + 18.0).ceil()),
        title: frame::name(model, plan),
        description: format!("Cards to learn from: {}.", names.join(", ")),
        groups,
    }
}

/// The cards under the picture.
pub(super) struct Sheet {
    rows: Vec<(Vec<Card>, usize)>,
    width: Px,
}

impl Sheet {
    /// The cards of a blueprint, `width` wide altogether.
    pub(super) fn new(model: &Model, width: Px, icons: &Icons) -> Self {
        let fit = columns(width, USUAL);
        let layers = 0..model.reference.layers.len();
        let layers: Vec<Card> = layers.filter_map(|layer| of_layer(model, layer, icons)).collect();
        let kinds = [
            (StudyKind::Advantage, "Advantages that apply here"),
            (StudyKind::Benefit, "Benefits that apply here"),
            (StudyKind::Cost, "Cost factors that apply here"),
        ];
        let notes = kinds.into_iter().filter_map(|kind| of_notes(model, kind, icons));
        let notes: Vec<Card> = notes.collect();
        let beside = notes.len().clamp(1, fit.max(1));
        Self { rows: vec![(layers, fit), (notes, beside)], width }
    }
    /// Draws the cards with their top left corner at `at`; gives the height too.
    pub(super) fn draw(&self, at: Point) -> (Vec<Group>, Px) {
        let mut groups = Vec::new();
        let mut y = at.y;
        for (cards, count) in self.rows.iter().filter(|(cards, _)| !cards.is_empty()) {
            let count = (*count).max(1);
            let width = (self.width - GAP * px(count - 1)) / px(count);
            let mut tops = vec![y; count];
            for (card, column) in cards.iter().zip(balanced(cards, count, width)) {
                let corner = Point::new(at.x + px(column) * (width + GAP), tops[column]);
                let (group, height) = card.draw(corner, width);
                groups.push(group);
                tops[column] += height + GAP;
            }
            y = tops.into_iter().fold(y, Px::max) + GAP / 2.0;
        }
        (groups, (y - at.y - GAP).max(0.0))
    }
    /// The cards in sentences, for readers who cannot see them.
    pub(super) fn words(&self) -> String {
        self.cards().map(Card::words).collect::<Vec<_>>().join("\n")
    }
    fn cards(&self) -> impl Iterator<Item = &Card> {
        self.rows.iter().flat_map(|(cards, _)| cards)
    }
}

fn px(count: usize) -> Px {
    super::plan::px(count)
}

/// How many cards stand beside each other.
fn columns(width: Px, usual: Px) -> usize {
    let mut count = 1;
    while px(count + 1) * usual + px(count) * GAP <= width && count < 5 {
        count += 1;
    }
    count
}

/// The column of each card. The highest card is placed first, each in the shortest column so far (Graham, Bounds on
/// multiprocessing timing anomalies, 1969), and the columns stand in the order of their first cards.
fn balanced(cards: &[Card], count: usize, width: Px) -> Vec<usize> {
    let heights: Vec<Px> =
        cards.iter().map(|card| card.draw(Point::new(0.0, 0.0), width).1 + GAP).collect();
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by(|&a, &b| heights[b].total_cmp(&heights[a]));
    let mut tops = vec![0.0; count];
    let mut columns = vec![0; cards.len()];
    let mut out = Vec::new();
    for at in order {
        columns[at] = shortest(&tops);
        tops[columns[at]] += heights[at];
    }
    let mut met: Vec<usize> = Vec::new();
    for column in columns {
        let known = met.iter().position(|&one| one == column);
        out.push(known.unwrap_or(met.len()));
        if known.is_none() {
            met.push(column);
        }
    }
    out
}

/// The first of the columns that end highest.
fn shortest(tops: &[Px]) -> usize {
    (0..tops.len()).fold(0, |best, at| if tops[at] < tops[best] { at } else { best })
}

/// The services of the blueprint, each once.
fn drawn(model: &Model, layer: Option<usize>) -> Vec<&'static Service> {
    let mut found: Vec<&'static Service> = Vec::new();
    for one in &model.components {
        let here = layer.is_none_or(|layer| one.layer == layer);
        let known = one.service.filter(|one| here && !one.traits.has(Trait::Generic));
        found.extend(known.filter(|one| !found.iter().any(|had| had.id == one.id)));
    }
    found
}

/// What a layer does, its services and why, what the exam asks.
fn of_layer(model: &Model, at: usize, icons: &Icons) -> Option<Card> {
    let layer = &model.reference.layers[at];
    let services = drawn(model, Some(at));
    // People and their devices need no lesson.
    let taught = |one: &&Service| one.provider == Provider::Aws || one.exam.is_some();
    if !services.iter().any(taught) {
        return None;
    }
    let mut parts = vec![Part::Lead(layer.purpose.to_string())];
    for one in &services {
        parts.push(Part::Service(
            Sign::of(one, icons),
            one.short.to_owned(),
            format!("{}{}", why(one), here(model, at, one)),
        ));
    }
    let notes = services.iter().filter_map(|one| {
        let note = one.exam.as_ref().map(|exam| exam.note).filter(|note| !note.is_empty())?;
        Some(format!("{}: {}", one.short, ended(note)))
    });
    let notes: Vec<String> = notes.take(NOTES).collect();
    if !notes.is_empty() {
        parts.push(Part::Heading("What the exam asks".to_owned()));
        parts.extend(notes.into_iter().map(Part::Point));
    }
    let colour = theme::named(&layer.colour);
    Some(Card { id: format!("study-{}", layer.id), title: layer.title.to_string(), colour, parts })
}

/// What stands in this layer for the service, and what its author says of it.
fn here(model: &Model, layer: usize, service: &Service) -> String {
    let own = model.components.iter().filter(|one| {
        one.layer == layer && one.service.is_some_and(|drawn| drawn.id == service.id)
    });
    let told = own.filter_map(|one| {
        let label = super::short(&one.label);
        let said = model.said.components.get(one.said).and_then(|said| said.description.as_ref());
        let said = said.map(|text| super::short(&text.value)).filter(|text| !text.is_empty());
        match said {
            Some(text) => Some(format!("{label} \u{2013} {}", lowered(text.trim_end_matches('.')))),
            None => (!is_name(&label, service)).then_some(label),
        }
    });
    let told: Vec<String> = told.take(MOST_HERE).collect();
    if told.is_empty() { String::new() } else { format!(" Here: {}.", told.join("; ")) }
}

/// Whether a label says no more than the service's name does: "VPC endpoints", "IAM roles".
fn is_name(label: &str, service: &Service) -> bool {
    let one = |text: &str| text.to_lowercase().trim_end_matches('s').to_owned();
    let (label, name) = (one(label), one(service.short));
    label.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The text with a small first letter, unless it begins with an abbreviation.
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    let ordinary = letters.clone().nth(1).is_some_and(char::is_lowercase);
    match letters.next() {
        Some(first) if ordinary => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// What it gives here, and that it is closed where it is.
fn why(service: &Service) -> String {
    let gives = catalog::advice(service.id).map_or(service.purpose, |row| row.gives);
    let mut letters = gives.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let closed =
        super::words::fading(service).map_or_else(String::new, |words| format!(" {words}."));
    format!("{}{closed}", ended(&format!("{first}{}", letters.as_str())))
}

fn ended(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{text}{stop}")
}

/// The rows of the notes of one kind that name a service of the blueprint.
fn of_notes(model: &Model, (kind, title): (StudyKind, &str), icons: &Icons) -> Option<Card> {
    let services = drawn(model, None);
    let mut parts = Vec::new();
    for item in catalog::study().iter().filter(|one| one.kind == kind) {
        let here = by(item, &services);
        if !here.is_empty() {
            let names: Vec<&str> = here.iter().map(|one| one.short).collect();
            let text = format!("{} Here: {}.", item.text, names.join(", "));
            let signs = here.iter().filter_map(|one| Sign::of(one, icons)).collect();
            parts.push(Part::Row(item.title.to_owned(), text, signs));
        }
    }
    let id = format!("study-{}", kind.title().replace(' ', "-"));
    (!parts.is_empty()).then(|| Card { id, title: title.to_owned(), colour: GREY, parts })
}

/// The services by which an item applies.
fn by(item: &StudyItem, services: &[&'static Service]) -> Vec<&'static Service> {
    services.iter().copied().filter(|one| item.services.contains(&one.id)).collect()
}
