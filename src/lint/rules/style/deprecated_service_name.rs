//! STY002: a service by a name that its maker no longer uses.

use crate::{
    catalog::{self, Service},
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Rule},
    source::Spanned,
};

pub(crate) const RULE: Rule = Rule {
    code: "STY002",
    name: "deprecated-service-name",
    summary: "a service is named as its maker no longer calls it",
    severity: Severity::Info,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STY002.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for one in &context.components {
        if let Some(service) = one.service.filter(|_| one.outdated) {
            findings.push(finding(context, &one.word, service).subjects([&one.id]));
        }
    }
    for word in &context.said.context.existing_customer {
        if let Some(found) = catalog::service(&word.value).filter(|found| found.outdated) {
            findings.push(finding(context, word, found.service).subjects(["context"]));
        }
    }
}

fn finding(context: &Context<'_>, word: &Spanned<String>, service: &Service) -> Diagnostic {
    let fact = format!("`{}` is called {} now", word.value, service.name);
    let mut found = context.finding(word.span, fact).help(format!("write `{}`", service.id));
    found.fix = context.is_one_word(word.span).then(|| Fix {
        title: format!("write `{}`", service.id),
        safety: Safety::Safe,
        edits: vec![Edit { span: word.span, text: service.id.to_owned() }],
    });
    found
}
