//! COMP001: an inference profile that takes prompts out of the place where data must stay.

use super::residency::{is_public, residency};
use crate::{
    catalog,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP001",
    name: "residency-vs-inference-profile",
    summary: "an inference profile sends prompts outside the places where data must stay",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COMP001.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(residency) = residency(context) else { return };
    for id in context.component_ids() {
        let profile = context.prop(id, "inference-profile");
        let said = profile.and_then(|said| Some((said.value.as_text()?, said.span)));
        let named = || {
            context.prop(id, "model")?;
            engines::geography_of(context.model, id).map(|word| (word.value, word.span))
        };
        let Some((geography, span)) = said.or_else(named) else { continue };
        if residency.holds_geography(geography) != Some(false) || is_public(context, id) {
            continue;
        }
        let name = &context.component(id).id;
        let place = catalog::geography(geography).map_or("all Regions", |row| row.title);
        let fact = format!(
            "`{name}` sends prompts through {place}, and data must stay in {}",
            residency.words()
        );
        findings.push(
            context
                .finding(span, fact)
                .label(residency.span, "must stay here")
                .help(format!(
                    "use a profile of a geography that lies inside, or none:\n\ninference-profile: none   # on `{name}`"
                ))
                .subjects([name]),
        );
    }
}
