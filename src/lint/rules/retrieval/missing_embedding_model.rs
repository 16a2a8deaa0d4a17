//! RAG002: an index of vectors, and nothing that makes vectors.

use super::index::{askers, fillers, head, indices};
use crate::{
    blueprint::Status,
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, entry, views},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG002",
    name: "missing-embedding-model",
    summary: "a vector index is drawn and no embedding model",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &["RAG001", "RAG007"],
    page: include_str!("../../../../docs/rules/RAG002.md"),
    check,
};

/// Make their vectors themselves.
const EMBEDS: Traits = Traits::of(&[Trait::ManagedEmbedding, Trait::Embedding]);
/// Where a model may stand of which nothing more is said.
const HOSTS: Traits = Traits::of(&[Trait::HostedEndpoint, Trait::ThirdParty]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.component_ids().any(|id| names_a_model(context, id)) {
        return;
    }
    let workers: Vec<bool> =
        context.component_ids().map(|id| calls_unknown_model(context, id)).collect();
    let bare: Vec<Vec<ComponentId>> = indices(context)
        .into_iter()
        .filter(|index| {
            needs_vectors(context, index) && !served_elsewhere(context, index, &workers)
        })
        .collect();
    let heads: Vec<ComponentId> = bare.iter().map(|index| head(context, index)).collect();
    let embedding = context.with_trait(Trait::Embedding).collect::<Vec<_>>();
    match embedding.as_slice() {
        [] if !heads.is_empty() => findings.push(finding(context, &heads)),
        [first, ..] if !heads.is_empty() => {
            let planned =
                embedding.iter().all(|&id| context.component(id).status == Some(Status::Planned));
            if planned {
                findings.push(context.planned(*first, finding(context, &heads)));
            }
        }
        _ => {}
    }
}

/// Whether it says which model makes vectors.
fn names_a_model(context: &Context<'_>, id: ComponentId) -> bool {
    let embeds = |name| {
        entry::word(context, id, name)
            .is_some_and(|model: &str| model.to_ascii_lowercase().contains("embed"))
    };
    views::says(context, id, "embedding-model") || embeds("model")
}

/// Whether the index holds vectors that somebody else must make.
fn needs_vectors(context: &Context<'_>, index: &[ComponentId]) -> bool {
    let any = |traits: Traits| index.iter().any(|&id| context.component(id).traits.any(traits));
    let managed = any(EMBEDS)
        // A knowledge base in front of the store embeds what it loads and what it is asked.
        || index.iter().any(|&id| !context.component(id).traits.has(Trait::Store));
    let modes: Vec<&str> =
        index.iter().filter_map(|&id| entry::word(context, id, "mode")).collect();
    let vectors = any(Traits::of(&[Trait::Vector]));
    let wanted = match modes.first() {
        Some(_) => modes.iter().any(|mode| *mode != "keyword"),
        None => vectors,
    };
    wanted && !managed
}

/// Whether it calls a model of which nothing says what it makes.
fn calls_unknown_model(context: &Context<'_>, id: ComponentId) -> bool {
    context.outgoing(id).iter().any(|call| {
        let traits = context.component(call.to).traits;
        traits.any(HOSTS) && !traits.has(Trait::Store) && context.prop(call.to, "model").is_none()
    })
}

/// Whether one of those who fill or ask the index is among `workers`.
fn served_elsewhere(context: &Context<'_>, index: &[ComponentId], workers: &[bool]) -> bool {
    let mut around = fillers(context, index);
    around.extend(askers(context, index));
    around.iter().any(|step| workers[step.to.0 as usize])
}

fn finding(context: &Context<'_>, heads: &[ComponentId]) -> Diagnostic {
    let first = heads[0];
    let name = &context.component(first).id;
    let part = context.part("engine", "bedrock-embeddings", "");
    let message = format!("nothing makes the vectors of {}", views::names(context, heads));
    let said = entry::word(context, first, "mode").is_some()
        || entry::word(context, first, "purpose") == Some("vectors")
        || context.prop(first, "dimensions").is_some();
    let mut found = context
        .finding(context.component(first).key, message)
        .confidence(if said { Confidence::High } else { Confidence::Medium })
        .subjects(heads.iter().map(|&id| &context.component(id).id))
        .identity("")
        .help(format!(
            "add the embedding model, and lead what loads and what asks through it:\n\n{}\n\nor say on `{name}` which model is used (`embedding-model: …`), or that it searches words only:\n\nmode: keyword",
            part.lines()
        ));
    found.fix = context.plan(&part);
    found
}
