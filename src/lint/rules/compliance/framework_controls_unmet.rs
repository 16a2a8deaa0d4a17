//! COMP005: a framework is declared and the evidence for its usual controls is missing.

use crate::{
    blueprint::Status,
    catalog,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::{ComponentId, DataClasses},
    source::Spanned,
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP005",
    name: "framework-controls-unmet",
    summary: "a framework is declared and the drawing shows no evidence for its usual controls",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COMP005.md"),
    check,
};

/// What each framework asks for in some form: capabilities, and `retention` for limits on how long data is kept.
const PROFILES: &[(&str, &[&str])] = &[
    ("hipaa", &["audit", "encryption-key", "authentication"]),
    ("gdpr", &["audit", RETENTION]),
    ("soc2", &["audit", "metrics", "authentication"]),
    ("pci", &["audit", "encryption-key", "authentication"]),
];
const RETENTION: &str = "retention";
const LIMITS: [&str; 3] = ["retention-days", "ttl", "lifecycle"];

/// Whether there is evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    Shown,
    Planned(ComponentId),
    Missing,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for framework in &context.said.context.frameworks {
        let Some((_, wanted)) = PROFILES.iter().find(|(id, _)| *id == framework.value) else {
            continue;
        };
        let lacks: Vec<(&str, Evidence)> = wanted
            .iter()
            .map(|&capability| (capability, evidence(context, capability)))
            .filter(|(_, evidence)| *evidence != Evidence::Shown)
            .collect();
        if !lacks.is_empty() {
            findings.push(finding(context, framework, &lacks));
        }
    }
}

fn evidence(context: &Context<'_>, capability: &str) -> Evidence {
    if capability == RETENTION {
        return retention(context);
    }
    if context.organisation_provides(capability) || says(context, capability) {
        return Evidence::Shown;
    }
    let providers = context.providers(capability);
    let planned = |id: &ComponentId| context.component(*id).status == Some(Status::Planned);
    match providers.first() {
        Some(_) if providers.iter().any(|id| !planned(id)) => Evidence::Shown,
        Some(&by) => Evidence::Planned(by),
        None => Evidence::Missing,
    }
}

/// Whether any component says by its own properties that it has it.
fn says(context: &Context<'_>, capability: &str) -> bool {
    context.component_ids().any(|id| context.cover(capability, id).is_yes())
}

/// Stores that are known to hold personal data are judged one by one by COMP006.
fn retention(context: &Context<'_>) -> Evidence {
    let known = context
        .component_ids()
        .any(|id| !context.component(id).data.and(DataClasses::PERSONAL).is_empty());
    let limited = context.component_ids().any(|id| {
        let mut said = LIMITS.iter().filter_map(|name| context.prop(id, name));
        said.any(|said| engines::affirms(&said.value))
    });
    if known || limited { Evidence::Shown } else { Evidence::Missing }
}

fn title(capability: &str) -> &str {
    let known = catalog::capability(capability).map(|at| catalog::capabilities()[at].title);
    known.unwrap_or("retention limits")
}

fn finding(
    context: &Context<'_>,
    framework: &Spanned<String>,
    lacks: &[(&str, Evidence)],
) -> Diagnostic {
    let names: Vec<&str> = lacks.iter().map(|(capability, _)| title(capability)).collect();
    let list = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    };
    let fact = format!("evidence missing for `{}`: {list}", framework.value);
    let lines: Vec<String> =
        lacks.iter().map(|(capability, _)| advice(context, capability)).collect();
    let help = format!(
        "{}\n\nor list what the organisation provides in `context.org-controls`",
        lines.join("\n\n")
    );
    let found = context.finding(framework.span, fact).help(help).subjects([&framework.value]);
    let planned = lacks.iter().find_map(|(_, evidence)| match evidence {
        Evidence::Planned(by) => Some(*by),
        _ => None,
    });
    let missing = lacks.iter().any(|(_, evidence)| *evidence == Evidence::Missing);
    match planned {
        Some(by) if !missing => context.planned(by, found),
        _ => found,
    }
}

fn advice(context: &Context<'_>, capability: &str) -> String {
    if capability == RETENTION {
        return "say on each store how long data is kept:\n\nretention-days: 365".to_owned();
    }
    context.advise_all(capability).lines
}
