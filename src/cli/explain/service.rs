//! A service: what it is, where it belongs, what to know of it.

use super::page::Page;
use crate::catalog::{self, LifecycleState, Service, Trait, Traits};
use crate::cli::words;

/// Traits that many services of different kinds share.
const COMMON: Traits = Traits::of(&[
    Trait::Generic,
    Trait::TlsOnly,
    Trait::AssumesRole,
    Trait::ManagedOutsideVpc,
    Trait::CrossCutting,
    Trait::PublicByDefault,
    Trait::WafAttachable,
    Trait::ZoneScoped,
    Trait::UnencryptedByDefault,
]);
/// More alternatives than this are no help.
const MOST_ALTERNATIVES: usize = 6;

pub(super) fn explain(word: &str, page: &mut Page<'_>) -> bool {
    let Some(found) = catalog::service(word) else { return false };
    let service = found.service;
    page.title(&format!("{} ({})", service.name, service.id));
    if found.outdated {
        page.paragraph(&format!("`{word}` is a former name; today it is {}.", service.name));
    }
    page.paragraph(service.purpose);
    page.gap();
    place(service, page);
    security(service, page);
    knowledge(service, page);
    true
}

fn place(service: &Service, page: &mut Page<'_>) {
    page.fact("category", service.category.name);
    page.fact("feature of", service.parent);
    page.fact("layers", &service.layers.join(", "));
    page.fact("also called", &service.aliases.join(", "));
    page.fact("formerly", &service.outdated.join(", "));
    page.fact("is", &service.traits.iter().map(Trait::as_str).collect::<Vec<_>>().join(", "));
    let covers: Vec<_> = service.provides.iter().map(|at| catalog::capabilities()[at].id).collect();
    page.fact("covers", &covers.join(", "));
    page.fact("spans", words::scope(service.scope));
}

fn security(service: &Service, page: &mut Page<'_>) {
    page.fact("encryption", words::kms(service.kms));
    let names = service.endpoint_services.join(", ");
    let kind = words::endpoint(service.endpoint);
    let endpoint = if names.is_empty() { kind.to_owned() } else { format!("{kind}: {names}") };
    page.fact("VPC endpoint", &endpoint);
    if service.vpc_attached {
        page.fact("in a VPC", "can have network interfaces there");
    }
    page.facts("security", service.security);
}

fn knowledge(service: &Service, page: &mut Page<'_>) {
    page.fact("pricing", service.pricing);
    if let Some(exam) = &service.exam {
        page.fact("exam", &joined(&[exam.status, exam.note], ": "));
    }
    lifecycle(service, page);
    page.fact("alternatives", &alternatives(service).join(", "));
    page.facts("sources", service.sources);
}

fn lifecycle(service: &Service, page: &mut Page<'_>) {
    let life = &service.lifecycle;
    let mut text = words::lifecycle(life.state).to_owned();
    if !life.since.is_empty() {
        text = format!("{text} since {}", life.since);
    }
    if !life.checked.is_empty() {
        text = format!("{text} (checked {})", life.checked);
    }
    page.fact("lifecycle", &joined(&[&text, life.note], ": "));
    page.fact("use instead", life.replacement);
    page.fact("source", life.source);
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// Services that may stand in the same layer and are of the same kind, the most alike first.
fn alternatives(service: &Service) -> Vec<&'static str> {
    let telling =
        |one: &Service| one.traits.iter().filter(|&kind| !COMMON.has(kind)).collect::<Vec<_>>();
    let wanted = telling(service);
    let open = |one: &Service| {
        !matches!(one.lifecycle.state, LifecycleState::Ended | LifecycleState::ClosedToNew)
    };
    let mut ranked: Vec<(usize, &'static str)> = catalog::services()
        .iter()
        .filter(|one| one.id != service.id && one.parent != service.id && service.parent != one.id)
        .filter(|one| one.layers.first() == service.layers.first() && open(one))
        .map(|one| (telling(one).iter().filter(|kind| wanted.contains(kind)).count(), one.id))
        .filter(|&(shared, _)| shared > 0)
        .collect();
    ranked.sort_by_key(|&(shared, _)| std::cmp::Reverse(shared));
    ranked.into_iter().take(MOST_ALTERNATIVES).map(|(_, id)| id).collect()
}
