//! REL002: a model behind one instance.

use crate::{
    blueprint::Pattern,
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL002",
    name: "single-instance-endpoint",
    summary: "a hosted model is said to run on one instance",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::NotDev,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL002.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.pattern() == Pattern::Batch {
        return;
    }
    for id in context.with_trait(Trait::HostedEndpoint) {
        let Some(said) = context.prop(id, "instances") else { continue };
        let few = said.value.as_number().is_some_and(|instances| instances < 2.0);
        if few && !scales_by_itself(context, id) && !engines::is_asynchronous(context, id) {
            let name = &context.component(id).id;
            let fact =
                format!("the model at `{name}` is gone when its one instance fails or is replaced");
            let help = format!(
                "run two or more on `{name}`, which SageMaker spreads over Availability Zones:\n\ninstances: 2"
            );
            let mut found = context.finding(said.span, fact).help(help).subjects([name]);
            found.fix = context.instead(said.span, "2");
            findings.push(found);
        }
    }
}

/// Whether capacity is not bought by the instance.
fn scales_by_itself(context: &Context<'_>, id: ComponentId) -> bool {
    let scaling = context.said(id).properties.text("scaling");
    matches!(scaling, Some("serverless" | "scale-to-zero"))
}
