//! RAG003: passages and questions turned into vectors by different models.

use super::index::{askers, fillers, head, indices};
use crate::{
    catalog::Trait,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, Step},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG003",
    name: "embedding-mismatch",
    summary: "an index, what loads it and what asks it use different embedding models or dimensions",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/RAG003.md"),
    check,
};

/// What somebody says of the vectors of one index.
struct Claim {
    /// Who says it, in the words of messages.
    who: String,
    subject: String,
    /// As written.
    said: String,
    /// As compared.
    value: String,
    span: Span,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let sole = sole_models(context);
    for index in indices(context) {
        let head = head(context, &index);
        let models = claims(context, &index, ("embedding-model", "model"), &sole);
        findings.extend(clash(context, head, &models, "embedding models"));
        let lengths = claims(context, &index, ("dimensions", "dimensions"), &sole);
        findings.extend(clash(context, head, &lengths, "dimensions"));
    }
}

fn claims(
    context: &Context<'_>,
    index: &[ComponentId],
    (own, models): (&str, &str),
    sole: &[Option<ComponentId>],
) -> Vec<Claim> {
    let mut found: Vec<Claim> =
        index.iter().filter_map(|&id| claim(context, id, own, "")).collect();
    for (steps, does) in [(fillers(context, index), "loads"), (askers(context, index), "asks")] {
        for step in steps {
            found.extend(of_worker(context, step, (own, models), does, sole));
        }
    }
    found
}

/// What a component that loads or asks says: itself, or the one embedding model that it calls. With several, one may be
/// for another index.
fn of_worker(
    context: &Context<'_>,
    step: Step,
    (own, models): (&str, &str),
    does: &str,
    sole: &[Option<ComponentId>],
) -> Option<Claim> {
    let worker = &context.component(step.to).id;
    if let Some(said) = claim(context, step.to, own, &format!(" that {does} it")) {
        return Some(said);
    }
    let called = sole[step.to.0 as usize]?;
    claim(context, called, models, &format!(" that `{worker}` {does} it with"))
}

/// The one embedding model that each component calls.
fn sole_models(context: &Context<'_>) -> Vec<Option<ComponentId>> {
    let of = |id| {
        let called: Vec<ComponentId> = context
            .outgoing(id)
            .into_iter()
            .map(|call| call.to)
            .filter(|&to| context.component(to).traits.has(Trait::Embedding))
            .collect();
        let one = *called.first()?;
        called.iter().all(|&other| other == one).then_some(one)
    };
    context.component_ids().map(of).collect()
}

fn claim(context: &Context<'_>, id: ComponentId, property: &str, how: &str) -> Option<Claim> {
    let said = context.prop(id, property)?;
    let component = &context.component(id).id;
    let (text, value) = match said.value.as_number() {
        Some(number) => (number.to_string(), number.to_string()),
        None => (said.value.as_text()?.to_owned(), normal(said.value.as_text()?)),
    };
    Some(Claim {
        who: format!("`{component}`{how}"),
        subject: component.clone(),
        said: text,
        value,
        span: said.span,
    })
}

/// The model's own name: without the geography of a profile, the maker, and the revision (`:0`).
fn normal(model: &str) -> String {
    let model = model.trim().to_ascii_lowercase();
    let model = model.rsplit('/').next().unwrap_or_default();
    let name = model.rsplit_once(':').map_or(model, |(name, revision)| {
        if revision.bytes().all(|byte| byte.is_ascii_digit()) { name } else { model }
    });
    let maker = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let mut rest = name;
    while let Some((_, after)) = rest.split_once('.').filter(|(before, _)| maker(before)) {
        rest = after;
    }
    rest.to_owned()
}

fn clash(
    context: &Context<'_>,
    head: ComponentId,
    claims: &[Claim],
    what: &str,
) -> Option<Diagnostic> {
    let first = claims.first()?;
    let other = claims.iter().find(|one| one.value != first.value)?;
    let index = &context.component(head).id;
    let message = format!(
        "different {what} for `{index}`: `{}` at {}, `{}` at {}",
        first.said, first.who, other.said, other.who
    );
    let mut found = context.finding(first.span, message).here(format!("`{}` here", first.said));
    let mut shown = vec![first.span];
    for one in &claims[1..] {
        if !shown.contains(&one.span) {
            shown.push(one.span);
            found = found.label(one.span, format!("`{}` at {}", one.said, one.who));
        }
    }
    let mut subjects = vec![index.clone()];
    for one in claims {
        if !subjects.contains(&one.subject) {
            subjects.push(one.subject.clone());
        }
    }
    Some(found.subjects(subjects).help(
        "vectors of different models or lengths cannot be compared: use one everywhere, and load the index anew after a change",
    ))
}
