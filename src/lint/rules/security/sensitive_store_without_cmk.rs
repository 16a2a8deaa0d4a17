//! SEC004: sensitive data at rest that no key of the customer encrypts.

use crate::{
    blueprint::DataClass,
    catalog::{KmsSupport, Provider, Trait},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, Cover, DataClasses, Path},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC004",
    name: "sensitive-store-without-cmk",
    summary: "a store holds confidential or personal data and no customer-managed key encrypts it",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC004.md"),
    check,
};

const KEY: &str = "encryption-key";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.with_trait(Trait::Store) {
        let classes = context.component(id).data.and(DataClasses::SENSITIVE);
        let Some(worst) = classes.worst() else { continue };
        if !takes_a_key(context, id) {
            continue;
        }
        let cover = context.cover(KEY, id);
        let found = match cover {
            Cover::Yes { .. } | Cover::Unknown => continue,
            Cover::Denied(span) => denied(context, id, span, classes),
            _ => absent(context, id, classes),
        };
        let found = context.absence(KEY, cover, found);
        findings.extend(found.map(|found| with_origin(context, found, id, worst)));
    }
}

/// Whether a key in AWS KMS can be used for it at all; data elsewhere is for other rules.
fn takes_a_key(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).service.is_some_and(|service| {
        service.provider == Provider::Aws && service.kms == KmsSupport::CustomerKey
    })
}

fn denied(context: &Context<'_>, id: ComponentId, span: Span, classes: DataClasses) -> Diagnostic {
    let name = &context.component(id).id;
    let flaw = match context.said(id).properties.text("encryption") {
        Some("aws-managed") => "is encrypted with a key that AWS manages",
        Some("aws-owned") => "is encrypted with a key that AWS owns",
        _ => "is not encrypted at rest",
    };
    context
        .finding(span, format!("`{name}` holds {classes} data and {flaw}"))
        .help("use a key whose policy and log are yours:\n\nencryption: customer-key")
        .subjects([name])
}

fn absent(context: &Context<'_>, id: ComponentId, classes: DataClasses) -> Diagnostic {
    let one = context.component(id);
    let message = format!(
        "`{}` holds {classes} data and no customer-managed key is said to encrypt it",
        one.id
    );
    let found = context.finding(one.key, message).subjects([&one.id]);
    context.advise(KEY, id).or(&one.id, "encryption: customer-key").on(found)
}

/// Shows where the class was declared and, when that was elsewhere, the way that it took.
fn with_origin(
    context: &Context<'_>,
    mut found: Diagnostic,
    id: ComponentId,
    class: DataClass,
) -> Diagnostic {
    let Some(path) = context.arrival(id, class) else { return found };
    if let Some((span, text)) = declared(context, &path, class) {
        found = found.label(span, text);
    }
    if path.steps.is_empty() {
        return found;
    }
    context.along(&path, found)
}

/// The word that declares the class at the beginning of the path: on the component or on its first connection.
fn declared(context: &Context<'_>, path: &Path, class: DataClass) -> Option<(Span, String)> {
    let start = &context.component(path.start).id;
    let own = context.said(path.start).data.iter().flatten().find(|said| said.value == class);
    if let Some(said) = own {
        let text = if path.steps.is_empty() {
            "said here".to_owned()
        } else {
            format!("`{start}` holds it")
        };
        return Some((said.span, text));
    }
    let by = path.steps.first()?.by;
    let said = context.statement(by).data.iter().flatten().find(|said| said.value == class)?;
    Some((said.span, format!("it leaves `{start}`")))
}
