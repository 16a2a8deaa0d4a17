//! SEC005: data at rest that is not encrypted.

use crate::{
    blueprint::DataClass,
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, Cover},
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC005",
    name: "store-unencrypted",
    summary: "a store says that it is not encrypted, or is not unless asked for",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &["SEC004"],
    page: include_str!("../../../../docs/rules/SEC005.md"),
    check,
};

const KEY: &str = "encryption-key";
/// Messages rest in queues and streams until somebody takes them.
const KEEPS: Traits = Traits::of(&[Trait::Store, Trait::Queue, Trait::Topic, Trait::Stream]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let one = context.component(id);
        // Encryption guards what somebody must not read.
        if one.traits.any(KEEPS) && one.data.worst() != Some(DataClass::Public) {
            findings.extend(judge(context, id));
        }
    }
}

fn judge(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let cover = context.cover(KEY, id);
    let Some(said) = context.said(id).properties.get("encryption") else {
        let open = context.component(id).traits.has(Trait::UnencryptedByDefault);
        return if open { context.absence(KEY, cover, unsaid(context, id)) } else { None };
    };
    if said.value.as_text() != Some("none") {
        return None;
    }
    let name = &context.component(id).id;
    let found = context
        .finding(said.span, format!("`{name}` says that its data is not encrypted at rest"))
        .help(
            "encrypt it, with a key of your own or at least with one of AWS:\n  encryption: customer-key\nand draw the new \
             store beside the old one where it must be copied for that",
        )
        .subjects([name]);
    match cover {
        Cover::Yes { .. } => None,
        Cover::Planned(by) => Some(context.planned(by, found)),
        _ => Some(planned_key(context, id, found)),
    }
}

/// Silence means something for such a service: its default.
fn unsaid(context: &Context<'_>, id: ComponentId) -> Diagnostic {
    let one = context.component(id);
    let service = one.service.map_or(one.label.as_str(), |service| service.name);
    let message = format!(
        "nothing says that `{}` is encrypted at rest, and {service} is not by itself",
        one.id
    );
    let found = context
        .finding(one.key, message)
        .confidence(Confidence::Medium)
        .help(format!(
            "say on `{}` how it is encrypted; it must be asked for when it is created:\n  encryption: customer-key",
            one.id
        ))
        .subjects([&one.id]);
    planned_key(context, id, found)
}

/// The unsafe fix: a key that is planned for it.
fn planned_key(context: &Context<'_>, id: ComponentId, mut found: Diagnostic) -> Diagnostic {
    let covers = format!("covers: [{}]", context.component(id).id);
    let key = context.default_service_of(KEY).map(|key| context.part("security", key, covers));
    found.fix = key.and_then(|part| context.plan(&part));
    found
}
