//! COMP007: a store of which nothing says what is in it.

use crate::{
    blueprint::Risk,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, entry},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP007",
    name: "unclassified-data",
    summary: "a framework or a high risk is declared and a store has no data class",
    severity: Severity::Info,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COMP007.md"),
    check,
};

/// Stores that only answer for others.
const EXEMPT: Traits = Traits::of(&[Trait::Cache, Trait::CrossCutting]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let said = &context.said.context;
    let risk = said.risk.as_ref().filter(|said| said.value == Risk::High).map(|said| said.span);
    let Some(reason) = said.frameworks.first().map(|said| said.span).or(risk) else { return };
    for id in context.with_trait(Trait::Store).filter(|&id| is_open(context, id)) {
        let one = context.component(id);
        let fact = format!("nothing says what data is in `{}`", one.id);
        let help = format!(
            "name the classes on `{}` (public, internal, confidential, pii, phi, pci, credentials):\n\ndata: [internal]",
            one.id
        );
        let mut found = context.finding(one.key, fact).label(reason, "asks for it").help(help);
        found.fix = context.say(id, "data: [internal]");
        findings.push(found.subjects([&one.id]));
    }
}

/// Whether the classes are not known, and it is not clear from its place or purpose that anybody may read it.
fn is_open(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    let assets = entry::word(context.model, id, "purpose") == Some("static-assets");
    one.data.is_empty() && !one.traits.any(EXEMPT) && !assets && !context.in_layer(id, "frontend")
}
