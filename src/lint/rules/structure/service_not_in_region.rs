//! STR013: a service in a Region where it does not run.

use crate::{
    catalog,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, regions::regions},
};

pub(crate) const RULE: Rule = Rule {
    code: "STR013",
    name: "service-not-in-region",
    summary: "a service stands in a Region where the catalogue says that it does not run",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Pedantic,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR013.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let one = context.component(id);
        let Some(service) = one.service else { continue };
        let Some(known) = catalog::regions_of(service.id) else { continue };
        for place in regions(context.model, id) {
            if known.regions.contains(&place.code) {
                continue;
            }
            let fact = format!("{} does not run in `{}`", service.name, place.code);
            let span = if place.own { place.span } else { one.word.span };
            let mut found = context.finding(span, fact).subjects([&one.id]);
            if !place.own {
                found = found.label(place.span, "the Region");
            }
            let help = format!(
                "move it to one of: {} (checked {})",
                known.regions.join(", "),
                known.checked
            );
            findings.push(found.help(help));
        }
    }
}
