//! What the rules about retrieval ask of an index.

use super::retriever_without_ingestion::{is_index, together};
use crate::{
    blueprint::ConnectionKind,
    catalog::Trait,
    lint::Context,
    model::{ComponentId, Step},
};

/// The indices of the blueprint, each with those that it is one with (a knowledge base and its vectors), in order.
pub(super) fn indices(context: &Context<'_>) -> Vec<Vec<ComponentId>> {
    let mut seen = vec![false; context.components.len()];
    let mut found = Vec::new();
    for id in context.component_ids() {
        if !seen[id.0 as usize] && is_index(context, id) {
            found.push(together(context, id, &mut seen));
        }
    }
    found
}

/// The one that stands for all: the knowledge base before the store of its vectors.
pub(super) fn head(context: &Context<'_>, index: &[ComponentId]) -> ComponentId {
    let stands = |id: &&ComponentId| !context.component(**id).traits.has(Trait::Store);
    *index.iter().find(stands).unwrap_or(&index[0])
}

/// The connections over which somebody asks the index, each with who asks; and those over which it hands out what it
/// found.
pub(super) fn askers(context: &Context<'_>, index: &[ComponentId]) -> Vec<Step> {
    let mut found = Vec::new();
    for &id in index {
        let asks = |step: &Step| {
            let connection = context.connection(step.by);
            connection.both
                || matches!(
                    connection.kind,
                    ConnectionKind::Query | ConnectionKind::Request | ConnectionKind::Tool
                )
        };
        found.extend(context.incoming(id).into_iter().filter(asks));
        let hands_out = |step: &Step| {
            let traits = context.component(step.to).traits;
            let answer = context.connection(step.by).kind == ConnectionKind::Response;
            answer || !(traits.has(Trait::Store) || traits.has(Trait::DataSource))
        };
        let fetches = |step: &Step| context.connection(step.by).kind == ConnectionKind::Ingest;
        let embeds = |step: &Step| context.component(step.to).traits.has(Trait::Embedding);
        let out = context.outgoing(id).into_iter();
        found.extend(out.filter(|step| hands_out(step) && !fetches(step) && !embeds(step)));
    }
    found.retain(|step| !index.contains(&step.to));
    found
}

/// The connections that fill the index, each with who fills it.
pub(super) fn fillers(context: &Context<'_>, index: &[ComponentId]) -> Vec<Step> {
    let fills = |step: &Step| {
        matches!(
            context.connection(step.by).kind,
            ConnectionKind::Ingest | ConnectionKind::Data | ConnectionKind::Event
        )
    };
    let mut found: Vec<Step> =
        index.iter().flat_map(|&id| context.incoming(id)).filter(fills).collect();
    found.retain(|step| !index.contains(&step.to));
    found
}
