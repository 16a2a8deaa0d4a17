//! SEC003: permissions that name a whole service, or everything.

use crate::{
    catalog::Provider,
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::ComponentId,
    source::Spanned,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC003",
    name: "wildcard-permissions",
    summary: "`permissions` names every action of a service, or an all-embracing policy",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC003.md"),
    check,
};

/// How far a permission reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach<'a> {
    /// Every action of every service.
    Everything,
    /// Every action of one service.
    Service(&'a str),
    /// A managed policy that embraces a whole service or more.
    Policy(&'a str),
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(said) = context.model.said(id).properties.find("permissions") else { continue };
        let words = said.words();
        let mut wide: Vec<(Spanned<&str>, Reach<'_>)> = words
            .into_iter()
            .filter_map(|word| reach(word.value).map(|reach| (word, reach)))
            .collect();
        // The widest one speaks for all.
        wide.sort_by_key(|(_, reach)| *reach != Reach::Everything);
        if !wide.is_empty() {
            findings.push(finding(context, id, &wide));
        }
    }
}

/// How far `word` reaches, when it is too far.
fn reach(word: &str) -> Option<Reach<'_>> {
    let word = word.trim();
    let wild = |text: &str| text.contains('*') && text.chars().all(|one| matches!(one, '*' | '?'));
    // The last part of an ARN is the policy's name.
    let policy = word.rsplit('/').next().unwrap_or(word);
    let ends = |end: &str| {
        let at = policy.len().checked_sub(end.len());
        at.and_then(|at| policy.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    match word.split_once(':') {
        None if wild(word) => Some(Reach::Everything),
        _ if ends("FullAccess") || ends("AdministratorAccess") || ends("PowerUserAccess") => {
            Some(Reach::Policy(policy))
        }
        Some((service, action)) if wild(action) => {
            Some(if wild(service) { Reach::Everything } else { Reach::Service(service) })
        }
        _ => None,
    }
}

fn is_aws(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).service.is_some_and(|service| service.provider == Provider::Aws)
}

fn finding(
    context: &Context<'_>,
    id: ComponentId,
    wide: &[(Spanned<&str>, Reach<'_>)],
) -> Diagnostic {
    let name = &context.component(id).id;
    let (first, reach) = (&wide[0].0, wide[0].1);
    let message = match reach {
        Reach::Everything => format!("`{name}` may do everything: `{}`", first.value),
        Reach::Service(service) => {
            format!("`{name}` may do every action of `{service}`: `{}`", first.value)
        }
        Reach::Policy(policy) => format!("`{name}` has the all-embracing policy `{policy}`"),
    };
    let mut targets: Vec<ComponentId> = context
        .runtime_steps(id)
        .into_iter()
        .map(|step| step.to)
        .filter(|&to| is_aws(context, to))
        .collect();
    targets.sort();
    targets.dedup();
    let advice = "list the actions that it needs, like `dynamodb:GetItem`";
    let help = if targets.is_empty() {
        advice.to_owned()
    } else {
        format!("{advice}; its connections lead to {}", views::names(context, &targets))
    };
    let found = context.finding(first.span, message).help(help).subjects([name]);
    wide[1..].iter().fold(found, |found, (word, _)| found.label(word.span, "and this"))
}

#[cfg(test)]
mod tests {
    use super::{Reach, reach};

    #[test]
    fn only_whole_services_and_more_are_too_wide() {
        for (word, wanted) in [
            ("*", Some(Reach::Everything)),
            ("*:*", Some(Reach::Everything)),
            ("s3:*", Some(Reach::Service("s3"))),
            ("bedrock:**", Some(Reach::Service("bedrock"))),
            ("AdministratorAccess", Some(Reach::Policy("AdministratorAccess"))),
            (
                "arn:aws:iam::aws:policy/AmazonS3FullAccess",
                Some(Reach::Policy("AmazonS3FullAccess")),
            ),
            ("AWSLambda_FullAccess", Some(Reach::Policy("AWSLambda_FullAccess"))),
            ("bedrock:InvokeModel*", None),
            ("s3:Get*", None),
            ("aoss:APIAccessAll", None),
            ("s3:?", None),
            ("", None),
        ] {
            assert_eq!(reach(word), wanted, "{word}");
        }
    }
}
