//! STR003: a connection from people or a user interface straight to a data store.

use crate::{
    blueprint::{ConnectionKind, DataClass},
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, ConnectionId, Path, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "STR003",
    name: "frontend-direct-datastore-access",
    summary: "a user interface or a person reaches a data store directly",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR003.md"),
    check,
};

const USER: Traits = Traits::of(&[Trait::Person, Trait::Client]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for from in context.component_ids().filter(|&id| is_user_side(context, id)) {
        for step in context.runtime_steps(from) {
            if is_store(context, step.to) && !is_allowed(context, step.by, from, step.to) {
                findings.push(finding(context, step.by, from, step.to));
            }
        }
    }
}

fn is_user_side(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    // A managed service that brings its own user interface reaches stores from its server side.
    let server = traits.has(Trait::NativeFrontend) && traits.has(Trait::ManagedOutsideVpc);
    !server && (context.in_layer(id, "frontend") || traits.any(USER))
}

/// Parts of the user side that keep data are not the data store behind it.
fn is_store(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).traits.has(Trait::Store)
        && (!is_user_side(context, id) || holds_more_than_the_site(context, id))
}

/// A store in the frontend layer holds the site, unless it says that it holds other data.
fn holds_more_than_the_site(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).declared.worst().is_some_and(|class| class.rank() > 0)
}

fn is_allowed(context: &Context<'_>, by: ConnectionId, from: ComponentId, to: ComponentId) -> bool {
    let text = |said: Option<&str>, words: &[&str]| said.is_some_and(|word| words.contains(&word));
    let auth = context.statement(by).properties.text("auth");
    let said = &context.said(to).properties;
    let data = context.component(to).data;
    let public = data.worst() == Some(DataClass::Public);
    let locked = said.bool("oac") == Some(true) && context.component(from).traits.has(Trait::Cdn);
    text(auth, &["presigned", "oac"])
        || text(said.text("purpose"), &["static-assets"])
        || locked
        || public
        || context.connection(by).kind == ConnectionKind::Event && notifies(context, by)
}

fn notifies(context: &Context<'_>, by: ConnectionId) -> bool {
    context.statement(by).properties.text("carries") == Some("notification")
}

fn finding(
    context: &Context<'_>,
    by: ConnectionId,
    from: ComponentId,
    to: ComponentId,
) -> Diagnostic {
    let (start, end) = (from, to);
    let (from, to) = (context.component(from), context.component(to));
    // A person has no program of their own here: an operator, most likely, who works in a console.
    let person = from.traits.has(Trait::Person);
    // A user interface that runs on a server keeps its credentials there; it still passes every check of the API layer.
    let server = from.traits.has(Trait::Compute);
    let severity = if person || server { Severity::Warning } else { Severity::Error };
    let message = format!("`{}` reaches the data store `{}` directly", from.id, to.id);
    let help = format!(
        "let a component of the api layer read and write `{}` for `{}`, or hand out presigned URLs and say so:\n\n- {} -> {}: {{auth: presigned}}",
        to.id, from.id, from.id, to.id
    );
    let found = context
        .finding(context.connection_span(by), message)
        .severity(severity)
        .here("past every check of the api layer")
        .help(help)
        .subjects([&from.id, &to.id]);
    let path = Path { start, steps: vec![Step { by, to: end }] };
    context.along(&path, found)
}
