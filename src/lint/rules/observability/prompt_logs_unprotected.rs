//! OBS003: personal data in the log of prompts, and no key or no time limit on it.

use super::invocation_logging_off::targets;
use crate::{
    blueprint::Status,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::{ComponentId, Cover, DataClasses},
};

pub(crate) const RULE: Rule = Rule {
    code: "OBS003",
    name: "prompt-logs-unprotected",
    summary: "prompts with personal data are logged where no key or no time limit protects them",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/OBS003.md"),
    check,
};

const KEY: &str = "encryption-key";
const LIMITS: [&str; 3] = ["retention-days", "ttl", "lifecycle"];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut judged: Vec<ComponentId> = Vec::new();
    for engine in engines::engines(context) {
        for target in targets(context, engine) {
            let personal = personal(context, engine).or(personal(context, target));
            let planned = context.component(target).status == Some(Status::Planned);
            if !personal.is_empty() && !planned && !judged.contains(&target) {
                judged.push(target);
                findings.extend(judge(context, engine, target, personal));
            }
        }
    }
}

/// The personal data in prompts and answers.
fn personal(context: &Context<'_>, id: ComponentId) -> DataClasses {
    context.component(id).data.and(DataClasses::PERSONAL)
}

fn judge(
    context: &Context<'_>,
    engine: ComponentId,
    target: ComponentId,
    classes: DataClasses,
) -> Option<Diagnostic> {
    let one = context.component(target);
    let cover = context.cover(KEY, target);
    let kept = LIMITS
        .iter()
        .filter_map(|name| context.prop(target, name))
        .any(|said| engines::affirms(&said.value));
    let (mut lacks, mut lines) = (Vec::new(), String::new());
    if cover.is_missing() {
        lacks.push("no key of yours encrypts it");
        lines.push_str("\nencryption: customer-key");
    }
    if !kept {
        lacks.push("nothing says how long it is kept");
        lines.push_str("\nretention-days: 30");
    }
    if lacks.is_empty() {
        return None;
    }
    let name = &context.component(engine).id;
    let fact = format!(
        "`{}` keeps prompts and answers of `{name}` with {classes} data: {}",
        one.id,
        lacks.join(" and ")
    );
    let denied = match cover {
        Cover::Denied(span) => Some(span),
        _ => None,
    };
    let found = context.finding(denied.unwrap_or(one.key), fact);
    let found = match denied {
        Some(_) => found,
        None => found.confidence(Confidence::Medium),
    };
    let found = found.label(context.component(engine).key, "logged there");
    Some(found.help(format!("say on `{}`:\n{lines}", one.id)).subjects([&one.id, name]))
}
