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
            "encrypt it, with a key of your own or at least with one of AWS; a store that has data already must be copied \
             for that:\n\nencryption: customer-key",
        )
        .subjects([name]);
    match cover {
        Cover::Yes { .. } => None,
        Cover::Planned(by) => Some(context.planned(by, found)),
        _ => Some(found),
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
    let found =
        context.finding(one.key, message).confidence(Confidence::Medium).subjects([&one.id]);
    context.advise(KEY, id).or(&one.id, "encryption: aws-managed").on(found)
}
