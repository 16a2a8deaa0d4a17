//! COMP002: components in a Region outside the places where data must stay.

use super::residency::{is_public, residency};
use crate::{
    blueprint::Status,
    catalog::{Provider, Trait},
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        regions::{Region, regions},
        views,
    },
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP002",
    name: "component-outside-residency",
    summary: "a component runs in a Region outside the places where data must stay",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COMP002.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(residency) = residency(context) else { return };
    // One Region that is said once is one cause, however many components stand in it.
    let mut places: Vec<(Region<'_>, Vec<ComponentId>)> = Vec::new();
    for id in context.component_ids().filter(|&id| holds_data(context, id)) {
        for place in regions(context.model, id) {
            if residency.holds_region(place.code) != Some(false) {
                continue;
            }
            match places.iter_mut().find(|(known, _)| known.span == place.span) {
                Some((_, ids)) => ids.push(id),
                None => places.push((place, vec![id])),
            }
        }
    }
    for (place, ids) in places {
        findings.push(finding(context, &place, &ids, (residency.words(), residency.span)));
    }
}

/// Whether data that is not public may be there: controls and networks handle none unless they say so.
fn holds_data(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    let ours = one.service.is_none_or(|service| service.provider == Provider::Aws);
    let passive = one.traits.has(Trait::CrossCutting) || one.traits.has(Trait::NetworkPart);
    ours && !is_public(context, id)
        && !(passive && one.declared.is_empty())
        && one.status != Some(Status::Planned)
}

fn finding(
    context: &Context<'_>,
    place: &Region<'_>,
    ids: &[ComponentId],
    (allowed, span): (String, Span),
) -> Diagnostic {
    let names = views::names(context, ids);
    let stand = if ids.len() == 1 { "stands" } else { "stand" };
    let fact = format!("{names} {stand} in `{}`, and data must stay in {allowed}", place.code);
    let found = context.finding(place.span, fact).label(span, "must stay here");
    let found = ids.iter().filter(|_| !place.own).fold(found, |found, &id| {
        let one = context.component(id);
        found.label(one.key, format!("`{}` is there", one.id))
    });
    found
        .help("move it, say `data: [public]` where nothing else is kept, or allow the place in `context.residency`")
        .subjects(ids.iter().map(|&id| &context.component(id).id))
}
