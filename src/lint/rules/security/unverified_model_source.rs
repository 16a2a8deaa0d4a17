//! SEC016: a model from outside the first-party catalogue whose origin nobody is said to have checked.

use crate::{
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC016",
    name: "unverified-model-source",
    summary: "a model comes from outside the Bedrock catalogue and nothing says how its origin was checked",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC016.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(said) = context.said(id).properties.get("model-source") else { continue };
        let Some(origin) = said.value.as_text().and_then(origin) else { continue };
        if views::says(context, id, "provenance") || views::says(context, id, "registry") {
            continue;
        }
        let name = &context.component(id).id;
        findings.push(
            context
                .finding(
                    said.span,
                    format!("the model of `{name}` {origin} and nothing says how its origin was checked"),
                )
                .help(
                    "say what was checked, for instance publisher, licence, hash of the weights and a scan of the files:\n\n\
                     provenance: …\n\nor from which registry and pinned version it is taken:\n\nregistry: …",
                )
                .subjects([name]),
        );
    }
}

/// Where a model of this source comes from; none for what the maker of the service vouches for.
fn origin(source: &str) -> Option<&'static str> {
    Some(match source {
        "import" => "is imported",
        "marketplace" => "comes from a marketplace",
        "jumpstart" => "comes from a model hub",
        "huggingface" => "comes from a public hub",
        "custom" => "is custom",
        _ => return None,
    })
}
