//! A service: what it is, where it belongs, what to know of it.

use super::mentions;
use super::page::Page;
use crate::catalog::{self, Advice, Provider, Service, Trait};
use crate::cli::words;

pub(super) fn explain(word: &str, page: &mut Page<'_>) -> bool {
    let Some(found) = catalog::service(word) else { return false };
    let service = found.service;
    page.title(&format!("{} ({})", service.name, service.id));
    if found.outdated {
        page.paragraph(&format!("`{word}` is a former name; today it is {}.", service.name));
    }
    page.paragraph(service.purpose);
    page.gap();
    if let Some(advice) = catalog::advice(service.id) {
        choice(advice, page);
        page.gap();
    }
    place(service, page);
    security(service, page);
    knowledge(service, page);
    occurs(service, page);
    page.facts("sources", service.sources);
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
    page.fact("security", &service.security.join(", "));
}

fn knowledge(service: &Service, page: &mut Page<'_>) {
    page.fact("pricing", service.pricing);
    if let Some(exam) = &service.exam {
        page.fact("exam", &joined(&[exam.status, exam.note], ": "));
    }
    if let Some(task) = catalog::advice(service.id).and_then(|one| catalog::task(one.task)) {
        page.fact("exam task", &format!("{}: {}", task.id, task.title));
    }
    lifecycle(service, page);
}

fn lifecycle(service: &Service, page: &mut Page<'_>) {
    let life = &service.lifecycle;
    if service.provider == Provider::External && life.checked.is_empty() {
        // People, clients and what others make have no life that AWS tells of.
        return;
    }
    let mut text = words::lifecycle(life.state).to_owned();
    if !life.since.is_empty() {
        text = format!("{text} since {}", life.since);
    }
    let day = match life.checked {
        "" => format!("facts of {}", catalog::COMPILED),
        day => format!("checked {day}"),
    };
    text = format!("{text} ({day})");
    page.fact("lifecycle", &joined(&[&text, life.note], ": "));
    page.fact("replaced by", life.replacement);
    page.fact("source", life.source);
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// When to take it, when not, and what to take instead.
fn choice(advice: &Advice, page: &mut Page<'_>) {
    page.fact("gives", advice.gives);
    page.facts("take it when", advice.when);
    page.facts("not when", advice.avoid);
    for (index, one) in advice.instead.iter().enumerate() {
        let text = format!("{}, when {}", one.take, one.when);
        page.fact(if index == 0 { "instead" } else { "" }, &text);
    }
}

/// Where one meets it.
fn occurs(service: &Service, page: &mut Page<'_>) {
    let study: Vec<_> = mentions::study(service).iter().map(|one| one.id).collect();
    page.fact("study notes", &study.join(", "));
    page.fact("blueprints", &mentions::Drawn::new().with(service).join(", "));
    let rules: Vec<_> = mentions::rules(service).iter().map(|one| one.code).collect();
    page.fact("rules", &rules.join(", "));
}
