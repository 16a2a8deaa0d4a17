//! REL001: a part that fails with one Availability Zone.

use crate::{
    blueprint::PropValue,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL001",
    name: "single-az",
    summary: "a part is said to run in a single Availability Zone",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::NotDev,
    superseded_by: &["REL002"],
    page: include_str!("../../../../docs/rules/REL001.md"),
    check,
};

/// Where zones mean nothing, and work that is simply done again.
const EXEMPT: Traits = Traits::of(&[Trait::ManagedOutsideVpc, Trait::Batch]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        if context.component(id).traits.any(EXEMPT) || has_replica(context, id) {
            continue;
        }
        if let Some((span, better)) = said(context, id) {
            let name = &context.component(id).id;
            let fact = format!("`{name}` fails with its one Availability Zone");
            let help = format!("spread it over two or more:\n\n{}", better.1);
            let mut found = context.finding(span, fact).help(help).subjects([name]);
            found.fix = context.instead(span, better.0);
            findings.push(found);
        }
    }
}

/// Where it is said, and what to write there.
fn said(context: &Context<'_>, id: ComponentId) -> Option<(Span, (&'static str, &'static str))> {
    let zones = context
        .prop(id, "zones")
        .filter(|said| said.value.as_number().is_some_and(|zones| zones < 2.0));
    if let Some(said) = zones {
        return Some((said.span, ("2", "zones: 2")));
    }
    let one = context.prop(id, "multi-az").filter(|said| said.value == PropValue::Bool(false));
    one.map(|said| (said.span, ("true", "multi-az: true")))
}

/// Whether it is a copy of another component, or another one is a copy of it.
fn has_replica(context: &Context<'_>, id: ComponentId) -> bool {
    let name = &context.component(id).id;
    let original = |one: ComponentId| context.said(one).properties.text("replica-of");
    original(id).is_some() || context.component_ids().any(|one| original(one) == Some(name))
}
