//! REL001: a part that fails with one Availability Zone.

use std::collections::BTreeSet;

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
    let original = |id: ComponentId| context.said(id).properties.text("replica-of");
    let copied: BTreeSet<&str> = context.component_ids().filter_map(original).collect();
    for id in context.component_ids() {
        let name = &context.component(id).id;
        // A copy of another component, or one that another is a copy of.
        let has_replica = original(id).is_some() || copied.contains(name.as_str());
        if context.component(id).traits.any(EXEMPT) || has_replica {
            continue;
        }
        if let Some((span, better)) = said(context, id) {
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
