//! RAG004: an index of sensitive passages that hands out the same to everybody.

use super::index::{askers, head, indices};
use crate::{
    blueprint::{DataClass, Pattern, PropValue, Users},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, Model},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG004",
    name: "retrieval-without-authorisation",
    summary: "an index of confidential or personal data is not filtered by who asks",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/RAG004.md"),
    check,
};

const FILTERS: &[&str] = &["acl", "metadata-filter", "tenant-filter"];

/// Whether retrieval is filtered.
enum Filter {
    Yes,
    /// It is said not to be, there.
    No(Span),
    NotSaid,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let single =
        context.said.context.users.as_ref().is_some_and(|said| said.value == Users::Single);
    if single || context.pattern() == Pattern::Batch {
        return;
    }
    for index in indices(context) {
        let Some((holder, class)) = sensitive(context, &index) else { continue };
        let asking: Vec<ComponentId> =
            askers(context, &index).into_iter().map(|step| step.to).collect();
        match filtered(context, &index, &asking) {
            Filter::Yes => {}
            Filter::No(span) => findings
                .push(finding(context, &index, (holder, class), span).confidence(Confidence::High)),
            Filter::NotSaid => {
                let place = context.component(head(context, &index)).key;
                findings.push(finding(context, &index, (holder, class), place));
            }
        }
    }
}

fn sensitive(context: &Context<'_>, index: &[ComponentId]) -> Option<(ComponentId, DataClass)> {
    index
        .iter()
        .filter_map(|&id| context.component(id).data.worst().map(|class| (id, class)))
        .filter(|(_, class)| class.rank() >= DataClass::Confidential.rank())
        .max_by_key(|(_, class)| class.rank())
}

/// The index filters for everybody; else each of those who ask must.
fn filtered(context: &Context<'_>, index: &[ComponentId], asking: &[ComponentId]) -> Filter {
    let own: Vec<Filter> = index.iter().map(|&id| says(context, id)).collect();
    let all = |filter: &Filter| matches!(filter, Filter::Yes);
    if own.iter().any(all) {
        return Filter::Yes;
    }
    let theirs: Vec<Filter> = asking.iter().map(|&id| says(context, id)).collect();
    if !theirs.is_empty() && theirs.iter().all(all) {
        return Filter::Yes;
    }
    let denied = own.into_iter().chain(theirs).find(|filter| matches!(filter, Filter::No(_)));
    denied.unwrap_or(Filter::NotSaid)
}

fn says(model: &Model, id: ComponentId) -> Filter {
    let mut denied = None;
    for said in FILTERS.iter().filter_map(|name| model.prop(id, name)) {
        match said.value {
            PropValue::Bool(false) => denied = denied.or(Some(said.span)),
            _ => return Filter::Yes,
        }
    }
    denied.map_or(Filter::NotSaid, Filter::No)
}

fn finding(
    context: &Context<'_>,
    index: &[ComponentId],
    (holder, class): (ComponentId, DataClass),
    place: Span,
) -> Diagnostic {
    let (name, head) = (&context.component(head(context, index)).id, head(context, index));
    let message = format!(
        "`{name}` holds {} passages and hands them to everybody who may ask a question",
        class.as_str()
    );
    let mut found = context.finding(place, message).help(format!(
        "keep with each passage who may read it, filter every query by who asks, and say so on `{name}`:\n\nmetadata-filter: true   # or acl, tenant-filter"
    ));
    let said = context.said(holder).data.iter().flatten().find(|one| one.value == class);
    if let Some(said) = said {
        found = found.label(said.span, "said here");
    } else if let Some(path) = context.arrival(holder, class) {
        found = context.along(&path, found);
    }
    let others = index.iter().filter(|&&id| id != head).map(|&id| &context.component(id).id);
    found.subjects(std::iter::once(name).chain(others))
}
