//! STR007: a service in a layer where it is not expected.

use crate::{
    catalog::{self, Service, Trait},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR007",
    name: "service-layer-mismatch",
    summary: "a service stands in a layer where it is not expected",
    severity: Severity::Warning,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR007.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let one = context.component(id);
        let Some(service) = one.service else { continue };
        let stated = context.prop(id, "layer-reason").is_some();
        if !stated && !one.traits.has(Trait::Generic) && is_misplaced(context, id, service) {
            findings.push(finding(context, id, service));
        }
    }
}

/// The catalogue knows nothing of the layers that a user's own reference adds.
fn is_misplaced(context: &Context<'_>, id: ComponentId, service: &Service) -> bool {
    let layer = context.layer(id).id.as_ref();
    let known = catalog::references().iter().any(|reference| reference.layer(layer).is_some());
    known && !service.layers.is_empty() && !service.layers.contains(&layer)
}

fn finding(context: &Context<'_>, id: ComponentId, service: &Service) -> Diagnostic {
    let one = context.component(id);
    let layer = &context.layer(id).id;
    let message = format!("{} is not expected in the layer `{layer}`", service.name);
    let homes: Vec<String> = service.layers.iter().map(|home| format!("`{home}`")).collect();
    let help = format!(
        "move `{}` to {}, or say why it is here with `layer-reason: …`",
        one.id,
        homes.join(" or ")
    );
    let mut found = context
        .finding(one.word.span, message)
        .label(context.said.layers[context.said(id).layer].id.span, "in this layer")
        .help(help)
        .subjects([&one.id]);
    found.fix = home(context, service).and_then(|home| context.move_to_layer(id, home));
    found
}

/// The first of the service's layers that the reference has.
fn home(context: &Context<'_>, service: &Service) -> Option<&'static str> {
    service.layers.iter().copied().find(|home| context.reference.layer(home).is_some())
}
