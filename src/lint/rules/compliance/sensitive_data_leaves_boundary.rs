//! COMP003: sensitive data goes to another company and nothing says that it may.

use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, engines},
    model::{ComponentId, ConnectionId, DataClasses, Zone},
};

pub(crate) const RULE: Rule = Rule {
    code: "COMP003",
    name: "sensitive-data-leaves-boundary",
    summary: "confidential or personal data goes to another company without a stated agreement",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/COMP003.md"),
    check,
};

/// People, and companies that only know who somebody is.
const EXEMPT: Traits = Traits::of(&[Trait::Person, Trait::IdentityProvider]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for by in context.connection_ids() {
        let connection = context.connection(by);
        let to = context.members(connection.to).iter().copied().find(|&to| is_foreign(context, to));
        let Some(to) = to else { continue };
        let ours: Vec<ComponentId> = context
            .members(connection.from)
            .iter()
            .copied()
            .filter(|&from| !is_foreign(context, from))
            .collect();
        let classes = leaving(context, by, &ours, to);
        if !classes.is_empty() && !ours.is_empty() && !is_approved(context, by) {
            findings.push(finding(context, by, to, classes));
        }
    }
}

/// Whether another company runs it.
fn is_foreign(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    let foreign = one.traits.has(Trait::ThirdParty) || one.zone == Zone::ThirdParty;
    foreign && !one.traits.any(EXEMPT)
}

/// The sensitive classes that go out: what is declared for the connection, what its source holds where data or an
/// answer is sent, what the caller declares, and all that a caller of a model has, since it goes into the prompt.
fn leaving(
    context: &Context<'_>,
    by: ConnectionId,
    ours: &[ComponentId],
    to: ComponentId,
) -> DataClasses {
    let connection = context.connection(by);
    if context.statement(by).properties.bool("redacted") == Some(true) {
        return DataClasses::NONE;
    }
    let model = context.component(to).traits.has(Trait::Generative);
    let sent = ours
        .iter()
        .map(|&id| context.component(id))
        .filter(|one| !one.traits.has(Trait::Redactor))
        .map(|one| match connection.kind {
            ConnectionKind::Event if carries_notification(context, by) => DataClasses::NONE,
            ConnectionKind::Data
            | ConnectionKind::Ingest
            | ConnectionKind::Response
            | ConnectionKind::Event => one.data,
            ConnectionKind::Request if model => one.data,
            ConnectionKind::Request | ConnectionKind::Tool => one.declared,
            ConnectionKind::Query => DataClasses::NONE,
        })
        .fold(DataClasses::NONE, DataClasses::or);
    connection.declared.or(sent).and(DataClasses::SENSITIVE)
}

fn carries_notification(context: &Context<'_>, by: ConnectionId) -> bool {
    let said = context.statement(by).properties.find("carries");
    said.is_some_and(|said| said.words().iter().all(|word| word.value == "notification"))
}

fn is_approved(context: &Context<'_>, by: ConnectionId) -> bool {
    context.connection_prop(by, "approved").is_some_and(|said| engines::affirms(&said.value))
}

fn finding(
    context: &Context<'_>,
    by: ConnectionId,
    to: ComponentId,
    classes: DataClasses,
) -> Diagnostic {
    let name = context.connection_name(by);
    let denied =
        context.connection_prop(by, "approved").filter(|said| said.value == PropValue::Bool(false));
    let span = denied.map_or(context.connection_span(by), |said| said.span);
    let company = &context.component(to).id;
    let fact = format!("`{name}` gives {classes} data to another company and names no agreement");
    let from = context.said_connection(by).from.value.clone();
    let said = context.statement(by).data.iter().flatten().find(|said| classes.has(said.value));
    let found = context.finding(span, fact).help(format!(
        "name the agreement under which `{company}` may have it:\n\n- {name}: {{approved: data processing agreement of …}}\n\nor take \
         the data out before:\n\nredacted: true"
    ));
    let connection = context.connection(by);
    let found = found
        .label(connection.from_span, format!("from `{from}`"))
        .label(connection.to_span, format!("to `{}`", context.said_connection(by).to.value));
    let found = match said {
        Some(said) => found.label(said.span, "declared here"),
        None => found,
    };
    found.subjects([name]).path([from, context.said_connection(by).to.value.clone()])
}
