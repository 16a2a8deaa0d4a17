//! NET005: an agent runtime, a sandbox or a model endpoint that stands on the internet.

use crate::{
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "NET005",
    name: "ai-runtime-public-network",
    summary: "an agent runtime, a sandbox or a model endpoint says `network: public`",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/NET005.md"),
    check,
};

const RUNTIME: Traits = Traits::of(&[Trait::Agent, Trait::Sandbox, Trait::HostedEndpoint]);
/// What has no network of ours that it could stand in.
const ELSEWHERE: Traits = Traits::of(&[Trait::ManagedOutsideVpc, Trait::ThirdParty, Trait::Client]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let traits = context.component(id).traits;
        let runs = traits.any(RUNTIME) || context.said(id).properties.bool("sandbox") == Some(true);
        if !runs || traits.any(ELSEWHERE) || views::says(context, id, "public-reason") {
            continue;
        }
        let said = context.said(id).properties.get("network");
        if let Some(said) = said.filter(|said| said.value.as_text() == Some("public")) {
            findings.push(finding(context, id, said.span));
        }
    }
}

fn finding(context: &Context<'_>, id: ComponentId, place: Span) -> Diagnostic {
    let one = context.component(id);
    let what = if one.traits.has(Trait::Agent) {
        "agent runtime"
    } else if one.traits.has(Trait::HostedEndpoint) {
        "model endpoint"
    } else {
        "sandbox"
    };
    let mut found = context
        .finding(place, format!("the {what} `{}` runs in a public network", one.id))
        .help(
            "run it in your VPC, where security groups and endpoint policies bound what it reaches:\n\nnetwork: vpc\n\nor \
             say why it must reach the internet:\n\npublic-reason: …",
        )
        .subjects([&one.id]);
    found.fix = context.instead(place, "vpc");
    found
}
