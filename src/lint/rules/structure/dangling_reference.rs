//! STR009: a name in a connection, in `in`, in `covers` or in a property that nothing in the file has.

use crate::{
    catalog::{self, Carrier},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::Unresolved,
    suggest,
};

pub(crate) const RULE: Rule = Rule {
    code: "STR009",
    name: "dangling-reference",
    summary: "a connection, `in`, `covers` or a property names an id that does not exist",
    severity: Severity::Error,
    kind: Kind::Contradiction,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR009.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (at, one) in context.unresolved.iter().enumerate() {
        let near = (at < MOST_MEANT).then(|| nearest(context, one)).flatten();
        findings.push(finding(context, one, near));
    }
}

/// For how many mistyped ids the one that was meant is looked for; more are not typed by hand.
const MOST_MEANT: usize = 100;

fn nearest<'a>(context: &'a Context<'_>, one: &Unresolved) -> Option<&'a str> {
    suggest::nearest(&one.word.value, candidates(context, one).into_iter())
}

fn finding(context: &Context<'_>, one: &Unresolved, near: Option<&str>) -> Diagnostic {
    let word = &one.word;
    let place = if one.used_as == "a connection" {
        format!("the connection `{}`", one.subject)
    } else {
        format!("`{}` of `{}`", one.used_as.trim_matches('`'), one.subject)
    };
    let words = own_words(one.used_as, &one.subject);
    if one.used_as == "`in`" && context.find(&word.value).is_some() {
        let message = format!("{place} names `{}`, which is a component and no group", word.value);
        return context
            .finding(word.span, message)
            .help("`in` takes the id of a group from `groups`")
            .subjects([&one.subject]);
    }
    let found = context
        .finding(word.span, format!("{place} names `{}`, which does not exist", word.value))
        .here("no such id")
        .subjects([&one.subject]);
    match near {
        Some(near) => {
            let mut found = found.help(format!("did you mean `{near}`?"));
            found.fix = context.write_id(word.span, near, format!("write `{near}`"));
            found
        }
        None if words.is_empty() => found.help(format!(
            "declare `{}` as a component or a group, or name one that exists",
            word.value
        )),
        None => found.help(format!(
            "write one of its words ({}), or the id of a component",
            words.join(", ")
        )),
    }
}

/// The words that a property takes besides ids. Connections are called after their two ends.
fn own_words(used_as: &str, subject: &str) -> &'static [&'static str] {
    let on = if subject.contains(" -> ") { Carrier::Connection } else { Carrier::Component };
    catalog::property(used_as, on).map_or(&[], |row| row.values)
}

/// The ids that may stand where the name was used.
fn candidates<'a>(context: &'a Context<'_>, one: &Unresolved) -> Vec<&'a str> {
    let groups = context.groups.iter().map(|group| group.id.as_str());
    if one.used_as == "`in`" {
        return groups.collect();
    }
    let components = context.components.iter().map(|component| component.id.as_str());
    let mut ids: Vec<&str> = components.chain(groups).collect();
    ids.extend(own_words(one.used_as, &one.subject));
    if one.used_as == "`covers`" {
        ids.extend(context.reference.layers.iter().map(|layer| layer.id.as_ref()));
    }
    ids
}
