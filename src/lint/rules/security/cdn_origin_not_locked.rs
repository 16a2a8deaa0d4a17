//! SEC013: a bucket behind a content delivery network that others may read past it.

use crate::{
    catalog::Trait,
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, ConnectionId},
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC013",
    name: "cdn-origin-not-locked",
    summary: "nothing says that only the CDN may read the bucket behind it",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &["SEC012"],
    page: include_str!("../../../../docs/rules/SEC013.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for bucket in context.with_trait(Trait::ObjectStore) {
        // Whoever delivers logs is a writer and serves nothing.
        if context.said(bucket).properties.text("purpose") == Some("logs") {
            continue;
        }
        let mut told: Vec<ComponentId> = Vec::new();
        for step in context.neighbours(bucket) {
            let quiet = context.connection(step.by).asynchronous || told.contains(&step.to);
            if !quiet && is_cdn(context, step.to) && !is_locked(context, step.by, bucket, step.to) {
                told.push(step.to);
                findings.push(finding(context, step.by, bucket, step.to));
            }
        }
    }
}

/// Hosting that brings its own delivery network has no bucket of ours as its origin.
fn is_cdn(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    traits.has(Trait::Cdn) && !traits.has(Trait::Client)
}

/// Whether the connection, the bucket or the network of delivery says that the bucket is locked.
fn is_locked(
    context: &Context<'_>,
    by: ConnectionId,
    bucket: ComponentId,
    cdn: ComponentId,
) -> bool {
    let says = |id: ComponentId, name: &str| context.said(id).properties.bool(name) == Some(true);
    // Origin access control signs requests with Signature Version 4.
    let auth = context.statement(by).properties.text("auth");
    matches!(auth, Some("oac" | "sigv4" | "iam"))
        || says(bucket, "oac")
        || says(bucket, "origin-restricted")
        || says(cdn, "oac")
}

fn finding(
    context: &Context<'_>,
    by: ConnectionId,
    bucket: ComponentId,
    cdn: ComponentId,
) -> Diagnostic {
    let (bucket_id, cdn_id) = (&context.component(bucket).id, &context.component(cdn).id);
    let denied = [bucket, cdn].into_iter().find_map(|id| {
        context.said(id).properties.get("oac").filter(|said| said.value.as_bool() == Some(false))
    });
    let found = match denied {
        Some(said) => context
            .finding(said.span, format!("`{bucket_id}` can be read past `{cdn_id}`"))
            .confidence(Confidence::High)
            .label(context.connection_span(by), "serves it"),
        None => context.finding(
            context.connection_span(by),
            format!("nothing says that `{bucket_id}` can be read through `{cdn_id}` only"),
        ),
    };
    found
        .help(format!(
            "use origin access control, so that `{cdn_id}` signs its requests and the bucket refuses all others, and say on \
             `{bucket_id}`:\n\noac: true"
        ))
        .subjects([bucket_id, cdn_id])
}
