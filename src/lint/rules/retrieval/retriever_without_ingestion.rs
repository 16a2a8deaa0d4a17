//! RAG001: an index that nothing fills.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, entry},
    model::{ComponentId, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG001",
    name: "retriever-without-ingestion",
    summary: "an index or knowledge base is queried and nothing fills it",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/RAG001.md"),
    check,
};

const INDEX: Traits = Traits::of(&[Trait::Vector, Trait::Retriever]);
/// What an index may fetch its content from.
const ORIGIN: Traits = Traits::of(&[
    Trait::Store,
    Trait::DataSource,
    Trait::UntrustedContent,
    Trait::ThirdParty,
    Trait::OnPremises,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.connections.is_empty() {
        return;
    }
    let mut seen = vec![false; context.components.len()];
    for id in context.component_ids() {
        if seen[id.0 as usize] || !is_index(context, id) {
            continue;
        }
        let together = together(context, id, &mut seen);
        let filled = together.iter().any(|&one| is_filled(context, one));
        if !filled && !may_be_loaded(context, &together) {
            findings.push(finding(context, &together));
        }
    }
}

/// Whether it is there to be searched for passages. A database that could hold vectors is one only when it says so
/// or lives among the search parts; what an assistant or a memory keeps is its own affair.
pub(in crate::lint::rules) fn is_index(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    if traits.has(Trait::Generative) {
        return false;
    }
    let vectors = entry::word(context, id, "purpose") == Some("vectors");
    let may_hold = traits.any(INDEX) || (vectors && traits.has(Trait::Store));
    if !may_hold {
        return false;
    }
    if matches!(entry::word(context, id, "purpose"), Some("logs" | "cache" | "dead-letters")) {
        return false;
    }
    let said = ["embedding-model", "dimensions", "mode"]
        .iter()
        .any(|name| context.prop(id, name).is_some())
        || vectors;
    let searched = context.in_layer(id, "search") || said;
    let remembers = traits.has(Trait::Memory) && !said && !context.in_layer(id, "search");
    let elsewhere = traits.has(Trait::ThirdParty) && !traits.has(Trait::Store);
    (searched || !traits.has(Trait::Store)) && !remembers && !elsewhere
}

/// The index with those that it is connected with: a knowledge base and the store of its vectors are one.
pub(super) fn together(
    context: &Context<'_>,
    first: ComponentId,
    seen: &mut [bool],
) -> Vec<ComponentId> {
    let (mut open, mut all) = (vec![first], Vec::new());
    while let Some(at) = open.pop() {
        if std::mem::replace(&mut seen[at.0 as usize], true) {
            continue;
        }
        all.push(at);
        let steps = context.neighbours(at).into_iter();
        open.extend(steps.map(|step| step.to).filter(|&to| is_index(context, to)));
    }
    all.sort();
    all
}

fn is_filled(context: &Context<'_>, id: ComponentId) -> bool {
    let said = context.said(id);
    if said.prop("data-sources").is_some() || said.properties.bool("prebuilt") == Some(true) {
        return true;
    }
    let foreign = |step: &Step| !is_index(context, step.to);
    context.incoming(id).iter().filter(|step| foreign(step)).any(|step| brings(context, *step))
        || context
            .outgoing(id)
            .iter()
            .filter(|step| foreign(step))
            .any(|step| fetches(context, *step))
}

/// Whether a connection to the index brings content.
fn brings(context: &Context<'_>, step: Step) -> bool {
    let connection = context.connection(step.by);
    let writes = context
        .statement(step.by)
        .properties
        .find("effect")
        .is_some_and(|said| said.words().iter().any(|word| word.value == "write"));
    connection.both
        || writes
        || matches!(
            connection.kind,
            ConnectionKind::Ingest | ConnectionKind::Data | ConnectionKind::Event
        )
}

/// Whether a connection from the index fetches content.
fn fetches(context: &Context<'_>, step: Step) -> bool {
    let kind = context.connection(step.by).kind;
    kind == ConnectionKind::Ingest
        || (kind != ConnectionKind::Response && context.component(step.to).traits.any(ORIGIN))
}

/// Whether one caller answers with an engine and another one, of whose connection no kind is said, does not: it may
/// be the loader.
fn may_be_loaded(context: &Context<'_>, together: &[ComponentId]) -> bool {
    let (mut answers, mut other) = (false, false);
    for &id in together {
        for step in context.incoming(id) {
            if together.contains(&step.to) {
                continue;
            }
            let reached = context.reach(&[step.to], |at| context.runtime_steps(at));
            let engine = context.with_trait(Trait::Generative).any(|one| reached[one.0 as usize]);
            answers |= engine;
            other |= !engine && context.statement(step.by).kind.is_none();
        }
    }
    answers && other
}

fn finding(context: &Context<'_>, together: &[ComponentId]) -> Diagnostic {
    let stands_for_all = |id: &&ComponentId| !context.component(**id).traits.has(Trait::Store);
    let id = *together.iter().find(stands_for_all).unwrap_or(&together[0]);
    let name = &context.component(id).id;
    let message = format!("nothing fills `{name}`: no connection brings content into it");
    let asked = context.incoming(id).into_iter().find(|step| {
        context.connection(step.by).kind == ConnectionKind::Query && !together.contains(&step.to)
    });
    let found = context.finding(context.component(id).key, message);
    let found = match asked {
        Some(step) => found.label(
            context.connection(step.by).to_span,
            format!("`{}` searches it", context.component(step.to).id),
        ),
        None => found,
    };
    let subjects: Vec<&str> = std::iter::once(&id)
        .chain(together.iter().filter(|one| **one != id))
        .map(|&one| context.component(one).id.as_str())
        .collect();
    found.help(help(context, name)).subjects(subjects)
}

fn help(context: &Context<'_>, name: &str) -> String {
    let source = context
        .with_trait(Trait::Store)
        .find(|&id| context.in_layer(id, "storage") && !is_index(context, id))
        .map(|id| context.component(id).id.as_str());
    let lines = match source {
        Some(source) => format!(
            "say where its content comes from:\n\nconnections:\n  - {source} ~> {name}: new object"
        ),
        None => format!(
            "say where its content comes from:\n\nstorage:\n  documents: s3\nconnections:\n  - documents ~> {name}: \
             new object"
        ),
    };
    format!("{lines}\n\nor name its managed connectors, on `{name}`:\n\ndata-sources: […]")
}
