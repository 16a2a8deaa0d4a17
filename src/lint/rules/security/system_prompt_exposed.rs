//! SEC015: a system prompt where users or too many others can read it.

use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC015",
    name: "system-prompt-exposed",
    summary: "the system prompt lies where users or too many others can read it",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC015.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(said) = context.said(id).properties.get("system-prompt") else { continue };
        let word = said.value.as_text().unwrap_or_default();
        let Some((severity, exposed)) = exposure(word, runs_at_the_user(context, id)) else {
            continue;
        };
        let name = &context.component(id).id;
        findings.push(
            context
                .finding(said.span, format!("the system prompt of `{name}` {exposed}"))
                .severity(severity)
                .help(
                    "keep it on the server, versioned and under access control:\n\nsystem-prompt: prompt-management\n\n\
                     and put nothing into it that a user must not learn: a prompt can be coaxed out of the model",
                )
                .subjects([name]),
        );
    }
}

/// Code of a client is code that its users have.
fn runs_at_the_user(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let ours = Trait::Compute;
    traits.has(Trait::Client) && !traits.has(ours) && !traits.has(Trait::NativeFrontend)
}

/// Who can read a prompt that lies at `word`, and how bad that is.
fn exposure(word: &str, at_user: bool) -> Option<(Severity, &'static str)> {
    match word {
        "client" | "frontend" => Some((
            Severity::Error,
            "lies in the user interface, where every user can read and replace it",
        )),
        "code" | "env" if at_user => {
            Some((Severity::Error, "is shipped to its users, who can read and replace it"))
        }
        "public-store" => {
            Some((Severity::Error, "lies in a public store, where anybody can read it"))
        }
        "env" => Some((
            Severity::Warning,
            "lies in environment variables, where everybody sees it who may read the configuration",
        )),
        _ => None,
    }
}
