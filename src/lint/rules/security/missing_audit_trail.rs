//! SEC011: nobody records who called the engine.

use crate::{
    blueprint::Status,
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC011",
    name: "missing-audit-trail",
    summary: "there is an engine and nothing records who calls which API",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::NotDemo,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC011.md"),
    check,
};

const AUDIT: &str = "audit";
/// Outside the account that a trail would record.
const ELSEWHERE: Traits = Traits::of(&[Trait::Playground, Trait::ThirdParty, Trait::Client]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let engines: Vec<ComponentId> = context
        .with_trait(Trait::Generative)
        .filter(|&id| !context.component(id).traits.any(ELSEWHERE))
        .collect();
    let Some(&engine) = engines.first() else { return };
    let trails = context.providers(AUDIT);
    let built = trails.iter().any(|&id| context.component(id).status != Some(Status::Planned));
    if built || context.organisation_provides(AUDIT) {
        return;
    }
    let found = finding(context, engine, &engines).missing(AUDIT);
    findings.push(match trails.first() {
        Some(&by) => context.planned(by, found),
        None if context.models_home_of(AUDIT) => found,
        None => found.confidence(Confidence::Low),
    });
}

fn finding(context: &Context<'_>, engine: ComponentId, engines: &[ComponentId]) -> Diagnostic {
    let home = context.said.layers.iter().find(|layer| layer.id.value == "monitoring");
    let place = home.map_or(context.component(engine).key, |layer| layer.id.span);
    let names: Vec<&str> = engines.iter().map(|&id| context.component(id).id.as_str()).collect();
    let advice = context.advise_all(AUDIT);
    let help = format!(
        "{}\n\nor say that the organisation keeps the trail:\n\ncontext:\n  org-controls: [audit]",
        advice.lines
    );
    let mut found = context
        .finding(place, format!("no audit trail records who calls {}", quoted(&names)))
        .help(help)
        .subjects(names.iter().copied())
        .identity("");
    found.fix = advice.fix;
    if home.is_some() {
        found = found
            .here("keeps no record of calls")
            .label(context.component(engine).key, "called without a record");
    }
    found
}

/// The first names, and how many more there are.
fn quoted(names: &[&str]) -> String {
    match names {
        [one] => format!("`{one}`"),
        [one, two] => format!("`{one}` and `{two}`"),
        [one, rest @ ..] => format!("`{one}` and {} more engines", rest.len()),
        [] => String::new(),
    }
}
