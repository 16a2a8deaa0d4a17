//! STY001: an id that is not written in kebab-case.

use crate::{
    blueprint::{Properties, TOP},
    catalog::{self, Carrier, PropertyType},
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Rule},
    source::{Span, Spanned},
};
use std::collections::BTreeMap;

pub(crate) const RULE: Rule = Rule {
    code: "STY001",
    name: "id-style",
    summary: "an id is not written in kebab-case",
    severity: Severity::Info,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STY001.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let said = &context.said;
    let ids: Vec<&Spanned<String>> = said
        .components
        .iter()
        .map(|one| &one.id)
        .chain(said.groups.iter().map(|one| &one.id))
        .collect();
    let odd = ids.iter().any(|id| !is_kebab(&id.value));
    if odd {
        components_and_groups(context, &ids, findings);
    }
    for id in said.flows.iter().map(|one| &one.id) {
        let better = kebab(&id.value);
        if id.value != better && !better.is_empty() {
            findings.push(flow(context, id, &better));
        }
    }
}

/// Whether an id of ASCII letters is in kebab-case; of others it says nothing.
fn is_kebab(id: &str) -> bool {
    let word = |word: &str| {
        let mut letters = word.bytes();
        letters.len() > 0 && letters.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit())
    };
    id.split('-').all(word)
}

fn components_and_groups(
    context: &Context<'_>,
    ids: &[&Spanned<String>],
    findings: &mut Vec<Diagnostic>,
) {
    let better: Vec<String> = ids.iter().map(|id| kebab(&id.value)).collect();
    let mut taken: Vec<&str> = better.iter().map(String::as_str).collect();
    taken.sort_unstable();
    let places = places(context);
    for (id, better) in ids.iter().zip(&better) {
        if id.value == *better {
            continue;
        }
        let at = taken.partition_point(|word| *word < better.as_str());
        let alone = taken.get(at + 1).is_none_or(|word| word != better);
        let better = (alone && is_free(context, better)).then_some(better);
        let named = places.get(id.value.as_str()).map_or(&[][..], Vec::as_slice);
        findings.push(finding(context, id, better, named));
    }
}

/// The word in kebab-case: words of lower-case letters and digits with single hyphens between them.
fn kebab(id: &str) -> String {
    let mut text = String::new();
    let letters: Vec<char> = id.chars().collect();
    for (at, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            if !text.is_empty() && !text.ends_with('-') {
                text.push('-');
            }
            continue;
        }
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1);
        let begins = letter.is_uppercase()
            && before.is_some_and(|one| {
                one.is_lowercase()
                    || one.is_numeric()
                    || (one.is_uppercase() && after.is_some_and(|one| one.is_lowercase()))
            });
        if begins && !text.ends_with('-') {
            text.push('-');
        }
        text.extend(letter.to_lowercase());
    }
    text.truncate(text.trim_end_matches('-').len());
    text
}

/// Whether the word can be an id: nothing else has that meaning.
fn is_free(context: &Context<'_>, word: &str) -> bool {
    let key = TOP.iter().any(|key| key.name == word);
    !word.is_empty() && word != "all" && !key && context.reference.layer(word).is_none()
}

/// `places` are all where the id stands.
fn finding(
    context: &Context<'_>,
    id: &Spanned<String>,
    better: Option<&String>,
    places: &[Span],
) -> Diagnostic {
    let fact = format!("the id `{}` is not in kebab-case", id.value);
    let found = context.finding(id.span, fact).subjects([&id.value]);
    let Some(better) = better else {
        return found.help("choose an id of lower-case letters, digits and `-` that is not taken");
    };
    let mut found = found.help(format!("write `{better}` here and wherever it is named"));
    found.fix = rename(context, &id.value, better, places);
    found
}

fn flow(context: &Context<'_>, id: &Spanned<String>, better: &str) -> Diagnostic {
    let fact = format!("the id `{}` of a flow is not in kebab-case", id.value);
    let found = context.finding(id.span, fact).help(format!("write `{better}`"));
    let mut found = found.subjects([&id.value]);
    let taken = context.said.flows.iter().filter(|one| kebab(&one.id.value) == better).count() > 1;
    let edit = replace(context, id.span, &id.value, better);
    found.fix = edit.filter(|_| !taken).map(|edit| fix(better, vec![edit]));
    found
}

fn fix(better: &str, edits: Vec<Edit>) -> Fix {
    Fix { title: format!("rename it to `{better}`"), safety: Safety::Safe, edits }
}

/// Writes the new id in every place where the old one stands; none when one of them is written in another way.
fn rename(context: &Context<'_>, old: &str, new: &str, places: &[Span]) -> Option<Fix> {
    let mut places = places.to_vec();
    places.sort_by_key(|span| (span.start, span.end));
    places.dedup();
    let edits = places.into_iter().map(|span| replace(context, span, old, new));
    Some(fix(new, edits.collect::<Option<Vec<_>>>()?))
}

/// The edit at one place, inside the quotes where there are any.
fn replace(context: &Context<'_>, span: Span, old: &str, new: &str) -> Option<Edit> {
    let text = context.source.slice(span);
    let quoted = |mark: char| {
        text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).is_some_and(|it| it == old)
    };
    let span = if text == old {
        span
    } else if quoted('"') || quoted('\'') {
        Span::new(span.start + 1, span.end - 1)
    } else {
        return None;
    };
    Some(Edit { span, text: new.to_owned() })
}

/// Every place where each id stands: its own key, `in`, `covers`, the ends of connections, and properties that name
/// components.
fn places<'a>(context: &'a Context<'_>) -> BTreeMap<&'a str, Vec<Span>> {
    let said = &context.said;
    let components = said.components.iter().flat_map(|one| {
        let words = one.groups.iter().chain(one.covers.iter().flatten());
        std::iter::once(&one.id).chain(words)
    });
    let groups = said.groups.iter().flat_map(|one| std::iter::once(&one.id).chain(&one.groups));
    let ends = said.connections.iter().flat_map(|one| [&one.from, &one.to]);
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let words = components.chain(groups).chain(ends).map(|word| (word.value.as_str(), word.span));
    let of_components = said.components.iter().map(|one| (&one.properties, Carrier::Component));
    let of_statements = said.statements.iter().map(|one| (&one.properties, Carrier::Connection));
    let named = of_components.chain(of_statements).flat_map(|(all, on)| in_properties(all, on));
    for (word, span) in words.chain(named) {
        places.entry(word).or_default().push(span);
    }
    places
}

fn in_properties(properties: &Properties, on: Carrier) -> impl Iterator<Item = (&str, Span)> {
    let holds_id = move |name: &str| {
        catalog::property(name, on).is_some_and(|row| row.types.contains(&PropertyType::Id))
    };
    let ids = properties.iter().filter(move |one| holds_id(&one.name.value));
    ids.filter_map(|one| Some((one.value.value.as_text()?, one.value.span)))
}

#[cfg(test)]
mod tests {
    use super::{is_kebab, kebab};

    #[test]
    fn writes_any_id_in_kebab_case() {
        for (id, wanted) in [
            ("order-tool", "order-tool"),
            ("order_tool", "order-tool"),
            ("OrderTool", "order-tool"),
            ("orderTool2", "order-tool2"),
            ("APIGateway", "api-gateway"),
            ("S3.Bucket", "s3-bucket"),
            ("a--b", "a-b"),
            ("-a-", "a"),
            ("größe", "größe"),
            ("__", ""),
        ] {
            assert_eq!(kebab(id), wanted, "{id}");
            assert!(!is_kebab(id) || id == wanted, "{id}");
        }
    }
}
