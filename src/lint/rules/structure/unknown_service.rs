//! STR006: a service that the catalogue does not know.

use crate::{
    catalog::{self, Service},
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Span,
    suggest,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR006",
    name: "unknown-service",
    summary: "the catalogue does not know a service",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR006.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let one = context.component(id);
        let said = one.word.value.trim();
        if one.service.is_none() && !said.is_empty() && !said.eq_ignore_ascii_case("custom") {
            let sought = findings.len() < MOST_MEANT;
            let near = if sought { catalog::suggest_service(said) } else { Vec::new() };
            findings.push(finding(context, id, &near));
        }
    }
}

/// Beyond so many findings nobody needs to be told what was meant, and looking for it takes time.
const MOST_MEANT: usize = 100;

fn finding(context: &Context<'_>, id: ComponentId, near: &[&'static Service]) -> Diagnostic {
    let one = context.component(id);
    let word = one.word.value.as_str();
    let names: Vec<String> =
        near.iter().map(|service| format!("`{}` ({})", service.id, service.name)).collect();
    let help = match names.split_last() {
        None => "`cyanotype services` lists the services; a part that is none of them is `service: custom` with `traits`, a `label` and an `icon`".to_owned(),
        Some((only, [])) => format!("did you mean {only}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
    };
    let mut found = context
        .finding(one.word.span, format!("the catalogue has no service `{word}`"))
        .help(help)
        .subjects([&one.id]);
    let word = certain(word, near).filter(|_| context.is_one_word(one.word.span));
    found.fix = word.map(|service| replace(one.word.span, service));
    found
}

/// The one service that is a single slip of the pen away.
fn certain(word: &str, near: &[&'static Service]) -> Option<&'static Service> {
    let word = catalog::normalise(word);
    let slip = |known: &&str| suggest::distance(&word, &catalog::normalise(known)) <= 1;
    let mut found = near.iter().filter(|service| {
        let names = [service.id, service.short, service.name];
        names.iter().chain(service.aliases).chain(service.outdated).any(slip)
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn replace(span: Span, service: &Service) -> Fix {
    Fix {
        title: format!("write `{}`", service.id),
        safety: Safety::Safe,
        edits: vec![Edit { span, text: service.id.to_owned() }],
    }
}
