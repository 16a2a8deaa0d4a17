//! STR014: a capability that the reference architecture expects of a layer, and that nothing provides.

use crate::{
    blueprint::{DataClass, Status},
    catalog::{self, Capability, Expectation, KmsSupport, Layer, Provider, Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, entry},
    model::{ComponentId, Cover},
};

pub(crate) const RULE: Rule = Rule {
    code: "STR014",
    name: "missing-reference-capability",
    summary: "a layer lacks a capability that the reference architecture expects of it",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::NotDemo,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR014.md"),
    check,
};

const ON_THE_WAY: Traits =
    Traits::of(&[Trait::Gateway, Trait::Compute, Trait::Workflow, Trait::Agent, Trait::Generative]);
const CONTROL: Traits = Traits::of(&[Trait::CrossCutting, Trait::NetworkPart]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for layer in context.reference.layers.iter() {
        // A layer that is missing altogether is one finding of its own.
        if context.models_layer(&layer.id) {
            findings.extend(layer.expects.iter().filter_map(|one| judge(context, layer, one)));
        }
    }
}

fn judge(context: &Context<'_>, layer: &Layer, expected: &Expectation) -> Option<Diagnostic> {
    let index = catalog::capability(&expected.capability)?;
    if context.organisation_provides(&expected.capability) {
        return None;
    }
    let providers = context.providers(&expected.capability);
    let is_planned = |id: &ComponentId| context.component(*id).status == Some(Status::Planned);
    if !providers.iter().all(is_planned) {
        return None;
    }
    let capability = &catalog::capabilities()[index];
    let bare: Vec<ComponentId> = context
        .component_ids()
        .filter(|&id| needs(context, id, capability.id) && is_bare(context, id, capability.id))
        .collect();
    if bare.is_empty() {
        return None;
    }
    let found = finding(context, layer, capability, &bare).severity(expected.severity);
    let found = if expected.pedantic { found.confidence(Confidence::Low) } else { found };
    Some(match providers.first() {
        Some(&planned) => context.planned(planned, found),
        None => found,
    })
}

fn is_bare(context: &Context<'_>, id: ComponentId, capability: &str) -> bool {
    let cover = context.cover(capability, id);
    cover.is_missing() || matches!(cover, Cover::Planned(_))
}

/// Whether a component is one of those that the capability is for.
fn needs(context: &Context<'_>, id: ComponentId, capability: &str) -> bool {
    let component = context.component(id);
    let (traits, service) = (component.traits, component.service);
    let ours = service.is_some_and(|service| service.provider == Provider::Aws);
    if !ours || traits.any(CONTROL) {
        return false;
    }
    match capability {
        "access-control" => traits.has(Trait::AssumesRole),
        "encryption-key" => {
            let possible = service.is_some_and(|one| one.kms == KmsSupport::CustomerKey);
            possible && traits.has(Trait::Store) && !is_public(context, id)
        }
        "web-firewall" => entry::is_public(context.model, id),
        "network-isolation" => {
            service.is_some_and(|one| one.vpc_attached) && component.groups.is_empty()
        }
        // A ready assistant or contact centre brings its own figures, and nobody sees into it.
        "metrics" => !traits.has(Trait::NativeFrontend),
        "tracing" => traits.any(ON_THE_WAY) && !traits.has(Trait::NativeFrontend),
        _ => true,
    }
}

fn is_public(context: &Context<'_>, id: ComponentId) -> bool {
    let site = context.said(id).properties.text("purpose") == Some("static-assets");
    site || context.component(id).data.worst() == Some(DataClass::Public)
}

fn finding(
    context: &Context<'_>,
    layer: &Layer,
    capability: &Capability,
    bare: &[ComponentId],
) -> Diagnostic {
    let ids: Vec<&str> = bare.iter().map(|&id| context.component(id).id.as_str()).collect();
    let part = context.part(
        &layer.id,
        capability.default_service,
        format!("covers: [{}]", ids.join(", ")),
    );
    let service = catalog::by_id(capability.default_service);
    let name = service.map_or(capability.default_service, |service| service.name);
    let message = format!(
        "the layer `{}` has no {}: nothing covers {}",
        layer.id,
        capability.title,
        listed(&ids)
    );
    let help = format!("add {name} (`{}`):\n\n{}", capability.default_service, part.lines());
    let place = context.said.layers.iter().find(|one| one.id.value == layer.id);
    let mut found = context
        .finding(place.map(|one| one.id.span).unwrap_or_default(), message)
        .help(help)
        .missing(capability.id)
        .subjects(std::iter::once(capability.id).chain(ids.iter().copied()))
        .identity(capability.id);
    for &id in bare.iter().take(SHOWN) {
        found = found.label(context.component(id).key, "not covered");
    }
    found.fix = context.plan(&part);
    found
}

/// How many components a message names.
const SHOWN: usize = 4;

fn listed(ids: &[&str]) -> String {
    let names: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    let more = ids.len().saturating_sub(SHOWN);
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}
