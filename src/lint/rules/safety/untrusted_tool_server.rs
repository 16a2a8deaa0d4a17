//! SAF010: an agent that uses a tool server of somebody else, of which nothing says where it comes from.

use super::agent::calls;
use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::{ComponentId, Path, Zone},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF010",
    name: "untrusted-tool-server",
    summary: "an agent uses an external tool server without a known registry and a pinned version",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF010.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut told = vec![false; context.components.len()];
    for path in calls(context) {
        let Some(&step) = path.steps.last() else { continue };
        if is_foreign(context, step.to)
            && !views::says(context, step.to, "registry")
            && !std::mem::replace(&mut told[step.to.0 as usize], true)
        {
            findings.push(finding(context, step.to, &path));
        }
    }
}

/// Run by somebody else: a copy in the own network is not.
fn is_foreign(context: &Context<'_>, id: ComponentId) -> bool {
    let component = context.component(id);
    component.traits.has(Trait::ToolServer) && component.zone == Zone::ThirdParty
}

fn finding(context: &Context<'_>, server: ComponentId, path: &Path) -> Diagnostic {
    let (agent, server) = (context.component(path.start), context.component(server));
    let message = format!(
        "`{}` takes tools from the external server `{}`, of which neither registry nor version is said",
        agent.id, server.id
    );
    let found = context.finding(server.key, message).subjects([&server.id, &agent.id]).help(format!(
        "take it from a registry that you trust, pin the version, and say so on `{}`:\n\nregistry: <registry>@<version>",
        server.id
    ));
    context.along(path, found)
}
