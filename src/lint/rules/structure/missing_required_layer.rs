//! STR001: a layer that the pattern of the application requires and that has no component.

use crate::{
    blueprint::{Pattern, Status},
    catalog::{Layer, Place, Text, Trait},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Span,
};
use std::fmt::Write;

pub(crate) const RULE: Rule = Rule {
    code: "STR001",
    name: "missing-required-layer",
    summary: "a layer that the pattern requires has no component",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &["STR002"],
    page: include_str!("../../../../docs/rules/STR001.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let pattern = context.pattern().as_str();
    for (at, layer) in context.reference.layers.iter().enumerate() {
        if !layer.required_by.iter().any(|one: &Text| one == pattern)
            || is_not_applicable(context, layer)
            || organisation_provides(context, layer)
            || (layer.place == Place::Rail && is_playground(context))
        {
            continue;
        }
        let inside: Vec<ComponentId> =
            context.component_ids().filter(|&id| context.component(id).layer == at).collect();
        let planned =
            inside.iter().all(|&id| context.component(id).status == Some(Status::Planned));
        match inside.first() {
            None => findings.push(missing(context, layer)),
            Some(&first) if planned => {
                let mut found = context.planned(first, missing(context, layer));
                let others = inside.iter().skip(1).map(|&id| context.component(id).id.clone());
                found.subjects.extend(others);
                findings.push(found);
            }
            Some(_) => {}
        }
    }
}

fn is_not_applicable(context: &Context<'_>, layer: &Layer) -> bool {
    context.said.context.not_applicable.iter().any(|(id, _)| id.value == layer.id)
}

/// Whether the organisation provides everything that the layer is there for.
fn organisation_provides(context: &Context<'_>, layer: &Layer) -> bool {
    let mut expected = layer.expects.iter().filter(|one| !one.pedantic).peekable();
    expected.peek().is_some() && expected.all(|one| context.organisation_provides(&one.capability))
}

/// Whether every engine is a playground, which runs outside the account that could be watched and secured.
fn is_playground(context: &Context<'_>) -> bool {
    let mut engines = context.with_trait(Trait::Generative).peekable();
    engines.peek().is_some()
        && engines.all(|id| context.component(id).traits.has(Trait::Playground))
}

fn missing(context: &Context<'_>, layer: &Layer) -> Diagnostic {
    let pattern = context.pattern().as_str();
    let part = context.part(&layer.id, &layer.default_service, "");
    let message =
        format!("the layer `{}` is missing, which the pattern `{pattern}` requires", layer.id);
    let mut help = format!(
        "{} Add what does it:\n\n{}\n\nor say in `context` why there is none:\n\ncontext:\n  not-applicable: {{{}: …}}",
        layer.purpose,
        part.lines(),
        layer.id
    );
    if let Some(other) = other_pattern(context, layer) {
        let _ = write!(
            help,
            "\n\nor that the application is of another kind:\n\ncontext:\n  pattern: {other}"
        );
    }
    let mut finding = context
        .finding(place(context), message)
        .help(help)
        .subjects([layer.id.as_ref()])
        .missing(layer.id.as_ref());
    finding.fix = context.plan(&part);
    if let Some(said) = &context.said.context.pattern {
        finding = finding.label(said.span, "requires it");
    }
    finding
}

/// Where neither a pattern is said nor a user interface drawn, the first one that does without the layer and whose other
/// layers are drawn. Rails are not asked about: every pattern requires them.
fn other_pattern(context: &Context<'_>, layer: &Layer) -> Option<&'static str> {
    let said = context.said.context.pattern.is_some();
    if said || layer.place == Place::Rail || context.models_layer("frontend") {
        return None;
    }
    let assistant = context.with_trait(Trait::NativeFrontend).next().is_some();
    let layers = &context.reference.layers;
    let fits = |pattern: &str| {
        let required = |one: &&Layer| one.required_by.iter().any(|by: &Text| by == pattern);
        let mut required = layers.iter().filter(required).filter(|one| one.place != Place::Rail);
        required.clone().next().is_some() && required.all(|one| context.models_layer(&one.id))
    };
    let possible = |one: &&Pattern| **one != Pattern::ManagedAssistant || assistant;
    Pattern::ALL.iter().filter(possible).map(|one| one.as_str()).find(|one| fits(one))
}

/// An absent layer is nowhere; the title stands for the whole.
fn place(context: &Context<'_>) -> Span {
    context.said.name.as_ref().map_or_else(
        || context.source.line_span(context.source.line_index(context.said.span.start)),
        |name| name.span,
    )
}
