//! COST002: nobody is told when the application costs more than it should.

use crate::{
    blueprint::Status,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
};

pub(crate) const RULE: Rule = Rule {
    code: "COST002",
    name: "no-budget-alert",
    summary: "nobody is told when an application in production costs more than it should",
    severity: Severity::Info,
    kind: Kind::Absence,
    gate: Gate::Prod,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COST002.md"),
    check,
};

const BUDGET: &str = "budget";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(&engine) = engines::engines(context).first() else { return };
    let alerts = context.providers(BUDGET);
    let built = alerts.iter().any(|&id| context.component(id).status != Some(Status::Planned));
    if built || context.organisation_provides(BUDGET) {
        return;
    }
    let one = context.component(engine);
    let layers = &context.said.layers;
    let home = ["operations", "monitoring"]
        .iter()
        .find_map(|name| layers.iter().find(|layer| layer.id.value == *name));
    let place = home.map_or(one.key, |layer| layer.id.span);
    let fact = format!("nobody is told when `{}` costs more than it should", one.id);
    let mut advice = context.advise_all(BUDGET);
    advice.lines.push_str(
        "\n\nor say that the organisation watches it:\n\ncontext:\n  org-controls: [budget]",
    );
    let found = advice.on(context.finding(place, fact).subjects([&one.id]).identity(""));
    findings.push(match (alerts.first(), home) {
        (Some(&by), _) => context.planned(by, found),
        (None, Some(_)) => found,
        (None, None) => found.confidence(Confidence::Low),
    });
}
