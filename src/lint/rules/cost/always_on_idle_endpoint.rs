//! COST003: instances that are paid by the hour and mostly wait.

use crate::{
    blueprint::Traffic,
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
};

pub(crate) const RULE: Rule = Rule {
    code: "COST003",
    name: "always-on-idle-endpoint",
    summary: "a hosted model runs all day for traffic that comes now and then",
    severity: Severity::Info,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &["COST004"],
    page: include_str!("../../../../docs/rules/COST003.md"),
    check,
};

const SCALING: &str = "scaling";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(traffic) = context.said.context.traffic.as_ref() else { return };
    if traffic.value == Traffic::Steady {
        return;
    }
    for id in context.with_trait(Trait::HostedEndpoint) {
        let said = context.prop(id, SCALING);
        let idles = match said.and_then(|said| said.value.as_text()) {
            Some("serverless" | "scale-to-zero") => false,
            // Instances that follow the load are right for peaks, and still too many for a few requests a day.
            Some("auto") => traffic.value == Traffic::Low,
            _ => true,
        };
        if !idles || engines::is_asynchronous(context, id) {
            continue;
        }
        let one = context.component(id);
        let fact = format!(
            "the instances of `{}` are paid around the clock, and traffic is {}",
            one.id,
            if traffic.value == Traffic::Low { "low" } else { "spiky" }
        );
        let mut found = context
            .finding(said.map_or(one.key, |said| said.span), fact)
            .label(traffic.span, "said here")
            .help(format!("say on `{}` that it stops when nobody asks:\n\n{SCALING}: scale-to-zero\n\nor `serverless`, or \
                 call it asynchronously", one.id))
            .subjects([&one.id]);
        found.fix = match said {
            Some(said) => context.instead(said.span, "scale-to-zero"),
            None => context.say(id, "scaling: scale-to-zero"),
        };
        let known = said.is_some();
        findings.push(if known { found } else { found.confidence(Confidence::Medium) });
    }
}
