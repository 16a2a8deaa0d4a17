//! SEC006: a connection that is not encrypted and leaves its trust zone or carries sensitive data.

use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::Trait,
    diagnostic::{Diagnostic, Edit, Fix, Safety, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, ConnectionId, DataClasses, GroupId, Zone},
    source::{Span, Spanned},
};
use std::ops::Range;

pub(crate) const RULE: Rule = Rule {
    code: "SEC006",
    name: "unencrypted-trust-crossing",
    summary: "a connection in plain text crosses a trust boundary or carries sensitive data",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC006.md"),
    check,
};

/// Protocols that send plain text under this name, each with its encrypted sibling.
const PLAIN: &[(&str, &str)] = &[
    ("http", "https"),
    ("ws", "wss"),
    ("ftp", "sftp"),
    ("telnet", "ssh"),
    ("ldap", "ldaps"),
    ("smtp", "smtps"),
    ("amqp", "amqps"),
    ("mqtt", "mqtts"),
    ("redis", "rediss"),
];

/// The first of the list, which in a label name the protocol and not a technology.
const PLAIN_IN_LABELS: usize = 4;

/// The siblings that are the same protocol over TLS, and mean the same to a target that accepts nothing else.
const OVER_TLS: &[&str] = &["https", "wss"];

/// What says that a statement is not encrypted.
struct Said<'a> {
    /// Where.
    span: Span,
    /// The protocol with its encrypted sibling; none for `encrypted: false`.
    protocol: Option<(&'a str, &'static str)>,
}

/// One connection that must be encrypted, and why.
struct Exposed {
    by: ConnectionId,
    zones: Option<(Zone, Zone)>,
    accounts: bool,
    data: DataClasses,
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let ids: Vec<ConnectionId> = context.connection_ids().collect();
    let statement = |id: &ConnectionId| context.said_connection(*id).statement;
    for hops in ids.chunk_by(|a, b| statement(a) == statement(b)) {
        let Some(said) = plain(context, hops[0]) else { continue };
        let exposed: Vec<Exposed> = hops.iter().filter_map(|&by| exposed(context, by)).collect();
        if !exposed.is_empty() {
            findings.push(finding(context, hops, &said, &exposed));
        }
    }
}

/// What the statement of a connection says against encryption; the property wins over the protocol and that over
/// the label.
fn plain<'a>(context: &Context<'a>, by: ConnectionId) -> Option<Said<'a>> {
    let statement = context.model.statement(by);
    match statement.properties.get("encrypted") {
        Some(Spanned { value: PropValue::Bool(true), .. }) => return None,
        Some(Spanned { value: PropValue::Bool(false), span }) => {
            return Some(Said { span: *span, protocol: None });
        }
        _ => {}
    }
    if let Some(said) = statement.properties.get("protocol") {
        return plain_word(said.value.as_text()?, said.span, 0..PLAIN.len());
    }
    let label = statement.label.as_ref()?;
    plain_word(&label.value, label.span, 0..PLAIN_IN_LABELS)
}

fn plain_word(word: &str, span: Span, known: Range<usize>) -> Option<Said<'_>> {
    let trimmed = word.trim();
    let (_, safe) = PLAIN[known].iter().find(|(plain, _)| trimmed.eq_ignore_ascii_case(plain))?;
    Some(Said { span, protocol: Some((trimmed, safe)) })
}

fn exposed(context: &Context<'_>, by: ConnectionId) -> Option<Exposed> {
    let connection = context.connection(by);
    let (mut zones, mut accounts) = (None, false);
    for &from in context.members(connection.from) {
        for &to in context.members(connection.to) {
            zones = zones.or_else(|| crossing(context, from, to));
            accounts |= apart(account(context, from), account(context, to));
        }
    }
    let data = carried(context, by).and(DataClasses::SENSITIVE);
    let any = zones.is_some() || accounts || !data.is_empty();
    any.then_some(Exposed { by, zones, accounts, data })
}

fn crossing(context: &Context<'_>, from: ComponentId, to: ComponentId) -> Option<(Zone, Zone)> {
    let (from, to) = (context.component(from).zone, context.component(to).zone);
    (from != to && from != Zone::Unknown && to != Zone::Unknown).then_some((from, to))
}

/// The innermost account around a component.
fn account(context: &Context<'_>, id: ComponentId) -> Option<GroupId> {
    let groups = &context.component(id).groups;
    groups
        .iter()
        .flat_map(|&group| context.ancestors(group))
        .find(|&group| context.group(group).kind.id == "account")
}

fn apart(one: Option<GroupId>, other: Option<GroupId>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// The classes that pass: what the connection declares, what flows forward from its source, and what a query brings
/// back.
fn carried(context: &Context<'_>, by: ConnectionId) -> DataClasses {
    if context.statement(by).properties.bool("redacted") == Some(true) {
        return DataClasses::NONE;
    }
    let connection = context.connection(by);
    let all = |ids: &[ComponentId], declared: bool| {
        ids.iter().map(|&id| context.component(id)).fold(DataClasses::NONE, |sum, one| {
            sum.or(if declared { one.declared } else { one.data })
        })
    };
    let (from, to) = (context.members(connection.from), context.members(connection.to));
    let forth = match connection.kind {
        ConnectionKind::Data
        | ConnectionKind::Ingest
        | ConnectionKind::Response
        | ConnectionKind::Event => all(from, false),
        ConnectionKind::Request | ConnectionKind::Tool => all(from, true),
        ConnectionKind::Query => all(to, false),
    };
    connection.declared.or(forth)
}

fn finding(
    context: &Context<'_>,
    hops: &[ConnectionId],
    said: &Said<'_>,
    exposed: &[Exposed],
) -> Diagnostic {
    let first = &exposed[0];
    let name = context.connection_name(first.by);
    let how = match said.protocol {
        Some((word, _)) => format!("speaks plain `{word}`"),
        None => "is not encrypted".to_owned(),
    };
    let mut found = context.finding(said.span, format!("`{name}` {how} {}", why(first)));
    for one in exposed {
        let connection = context.connection(one.by);
        let ends = context.said_connection(one.by);
        let why = why(one);
        found = found.label(connection.from_span, format!("from `{}`: {why}", ends.from.value));
        found = found.label(connection.to_span, format!("to `{}`", ends.to.value));
    }
    let (from, to) = (
        context.said_connection(first.by).from.value.clone(),
        &context.said_connection(first.by).to.value,
    );
    found = match said.protocol {
        Some((_, safe)) => found.help(format!("encrypt it, for instance with `{safe}`")),
        None => found.help("encrypt it and write `encrypted: true`"),
    };
    if let Some(fix) = fix(context, hops, said) {
        found = found.fix(fix);
    }
    found
        .subjects(exposed.iter().map(|one| context.connection_name(one.by)))
        .path([from, to.clone()])
}

fn why(one: &Exposed) -> String {
    let mut reasons = Vec::new();
    if let Some((from, to)) = one.zones {
        reasons.push(format!("from {} to {}", from.as_str(), to.as_str()));
    } else if one.accounts {
        reasons.push("from one account to another".to_owned());
    }
    if !one.data.is_empty() {
        reasons.push(format!("with {} data", one.data));
    }
    reasons.join(", ")
}

/// Writes the encrypted sibling: safely where every target accepts nothing else anyway.
fn fix(context: &Context<'_>, hops: &[ConnectionId], said: &Said<'_>) -> Option<Fix> {
    let (word, safe) = said.protocol?;
    let tls_only = hops.iter().all(|&by| {
        let targets = context.members(context.connection(by).to);
        targets.iter().all(|&id| context.component(id).traits.has(Trait::TlsOnly))
    });
    let length = u32::try_from(word.len()).ok()?;
    let quotes = match said.span.len().checked_sub(length)? {
        0 => 0,
        2 => 1,
        _ => return None,
    };
    let span = Span::new(said.span.start + quotes, said.span.end - quotes);
    // Behind an anchor or an escape stands another text.
    if context.source.slice(span) != word {
        return None;
    }
    let upper = word.chars().all(|letter| letter.is_ascii_uppercase());
    let text = if upper { safe.to_ascii_uppercase() } else { safe.to_owned() };
    Some(Fix {
        title: format!("write `{text}`"),
        safety: if tls_only && OVER_TLS.contains(&safe) { Safety::Safe } else { Safety::Unsafe },
        edits: vec![Edit { span, text }],
    })
}
