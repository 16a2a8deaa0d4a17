//! COMP008: a playground for work in earnest.

use crate::{
    blueprint::DataClass,
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::DataClasses,
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP008",
    name: "playground-in-production",
    summary: "a playground is used in production or with data that is not public",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COMP008.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let private = DataClasses::SENSITIVE.or(DataClasses::from_iter([DataClass::Internal]));
    for id in context.with_trait(Trait::Playground) {
        let one = context.component(id);
        let classes = one.data.and(private);
        let why = if !classes.is_empty() {
            format!("and {classes} data reaches it")
        } else if context.is_prod() {
            "and this is production".to_owned()
        } else {
            continue;
        };
        let name = one.service.map_or(one.id.as_str(), |service| service.name);
        let found = context
            .finding(one.word.span, format!("{name} is a playground, {why}"))
            .help(
                "call a model through Amazon Bedrock (`bedrock`) instead, where roles, keys, guardrails and records apply",
            )
            .subjects([&one.id]);
        let arrival = classes.worst().and_then(|class| context.arrival(id, class));
        findings.push(match arrival.filter(|path| !path.steps.is_empty()) {
            Some(path) => context.along(&path, found),
            None => found,
        });
    }
}
