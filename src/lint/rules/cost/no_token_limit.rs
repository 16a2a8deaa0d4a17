//! COST001: an engine that may answer at any length.

use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
};

pub(crate) const RULE: Rule = Rule {
    code: "COST001",
    name: "no-token-limit",
    summary: "nothing limits how long the answers of an engine in production are",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Prod,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COST001.md"),
    check,
};

const LIMIT: &str = "max-tokens";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in engines::engines(context) {
        let one = context.component(id);
        let callers = engines::callers(context, id);
        let limited = engines::said(context, id, LIMIT).is_some()
            || (!callers.is_empty() && callers.iter().all(|&by| context.prop(by, LIMIT).is_some()));
        if limited || one.traits.has(Trait::Agent) {
            continue;
        }
        let fact = format!("nothing limits how long an answer of `{}` gets", one.id);
        let help = format!(
            "say on `{}` how many tokens an answer may have:\n\n{LIMIT}: 1024{}",
            one.id,
            engines::or_serves(context.model, id)
        );
        let mut found = context.finding(one.key, fact).help(help).subjects([&one.id]);
        found.fix = context.say(id, "max-tokens: 1024");
        findings.push(found);
    }
}
