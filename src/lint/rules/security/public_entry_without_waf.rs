//! SEC007: a way in from the internet that no web firewall stands before.

use crate::{
    blueprint::Users,
    catalog::{Provider, Trait},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        entry::{self, Reach},
    },
    model::{By, ComponentId, Cover},
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC007",
    name: "public-entry-without-waf",
    summary: "the internet reaches an entry that no web firewall covers",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC007.md"),
    check,
};

const FIREWALL: &str = "web-firewall";

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.organisation_provides(FIREWALL) {
        return;
    }
    for id in context.component_ids() {
        let open = entry::is_public(context, id)
            && entry::reach(context, id) == Reach::Direct
            && context.said(id).properties.bool("origin-restricted") != Some(true);
        if open {
            findings.extend(judge(context, id));
        }
    }
}

fn judge(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let component = context.component(id);
    let cover = context.cover(FIREWALL, id);
    // Of a service that the catalogue does not know, nobody can say that no firewall fits it.
    let attachable = component.service.is_none() || component.traits.has(Trait::WafAttachable);
    let found = match cover {
        Cover::Unknown => return None,
        Cover::Yes { .. } if attachable => return None,
        Cover::Yes { by: By::Component(by), .. } if is_foreign(context, by) => return None,
        _ if attachable => {
            let found = worse(context, absent(context, id, cover));
            return context.absence(FIREWALL, cover, found.subjects([&component.id]));
        }
        _ => not_attachable(context, id, cover),
    };
    Some(worse(context, found).subjects([&component.id]))
}

fn absent(context: &Context<'_>, id: ComponentId, cover: Cover) -> Diagnostic {
    let name = &context.component(id).id;
    let found = match cover {
        Cover::Denied(span) => context.finding(
            span,
            format!("`{name}` is reached from the internet and is said to have no web firewall"),
        ),
        _ => context.finding(
            context.component(id).key,
            format!("`{name}` is reached from the internet and no web firewall covers it"),
        ),
    };
    context.advise(FIREWALL, id).on(found)
}

fn not_attachable(context: &Context<'_>, id: ComponentId, cover: Cover) -> Diagnostic {
    let component = context.component(id);
    let name = &component.id;
    let fact =
        format!("`{name}` is reached from the internet and AWS WAF cannot be attached to it");
    let found = match cover {
        Cover::Yes { by: By::Itself(span), .. } => {
            context.finding(span, fact).confidence(Confidence::High)
        }
        Cover::Yes { by: By::Component(by), confidence: Confidence::High } => context
            .finding(component.key, fact)
            .confidence(Confidence::High)
            .label(context.component(by).key, "said to cover it"),
        Cover::No if !context.models_home_of(FIREWALL) => {
            context.finding(component.key, fact).confidence(Confidence::Low)
        }
        _ => context.finding(component.key, fact),
    };
    found.help(detour(context, name))
}

/// How to bring a firewall before an entry that takes none: through a network of delivery that does.
fn detour(context: &Context<'_>, name: &str) -> String {
    let cdn = context.with_trait(Trait::Cdn).find(|&id| {
        context.component(id).traits.has(Trait::WafAttachable) && !is_foreign(context, id)
    });
    let front = match cdn {
        Some(cdn) if context.cover(FIREWALL, cdn).is_yes() => {
            format!("lead its callers through `{}`", context.component(cdn).id)
        }
        Some(cdn) => format!(
            "lead its callers through `{}`, {}\n",
            context.component(cdn).id,
            context.advise(FIREWALL, cdn).lines
        ),
        None => "put CloudFront with AWS WAF in front of it".to_owned(),
    };
    format!("{front}, and let nothing else in to `{name}`:\n\norigin-restricted: true")
}

fn is_foreign(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).service.is_none_or(|service| service.provider != Provider::Aws)
}

/// An error where anybody may come in earnest.
fn worse(context: &Context<'_>, found: Diagnostic) -> Diagnostic {
    let users = context.said.context.users.as_ref().map(|said| said.value);
    let everybody = context.is_prod() && users == Some(Users::Public);
    if everybody { found.severity(Severity::Error) } else { found }
}
