//! SEC008: an API on the internet that nobody is said to authenticate callers of.

use crate::{
    blueprint::PropValue,
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        entry::{self, Reach},
    },
    model::{ComponentId, ConnectionId},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC008",
    name: "public-api-without-auth",
    summary: "the internet reaches an API and nothing says how its callers are authenticated",
    severity: Severity::Error,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC008.md"),
    check,
};

const AUTHENTICATION: &str = "authentication";
const IDENTITY: Traits = Traits::of(&[Trait::IdentityProvider, Trait::Authorizer]);
/// Parts that hand on what their own callers send.
const HANDS_ON: Traits = Traits::of(&[
    Trait::Cdn,
    Trait::Client,
    Trait::LoadBalancer,
    Trait::NetworkPart,
    Trait::CrossCutting,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let asked = is_api(context, id)
            && entry::is_public(context, id)
            && entry::reach(context, id) != Reach::Inside
            && context.prop(id, "public-reason").is_none();
        if asked {
            findings.extend(judge(context, id));
        }
    }
}

/// What delivers pages and files is no API, nor is a server of the user interface.
fn is_api(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let behind_a_page = context.in_layer(id, "frontend")
        && (!traits.has(Trait::Gateway) || traits.has(Trait::LoadBalancer));
    !traits.has(Trait::Cdn) && !behind_a_page
}

fn judge(context: &Context<'_>, id: ComponentId) -> Option<Diagnostic> {
    let component = context.component(id);
    let name = &component.id;
    if let Some(span) = denial(context, id) {
        let fact = format!("`{name}` is reached from the internet and authenticates nobody");
        let found = context.finding(span, fact).confidence(Confidence::High);
        return Some(found.help(help(context, id)).subjects([name]));
    }
    let cover = context.cover(AUTHENTICATION, id);
    if cover.is_yes() || is_authenticated(context, id) {
        return None;
    }
    let fact = format!(
        "`{name}` is reached from the internet and nothing says how it authenticates callers"
    );
    let found = context.finding(component.key, fact).help(help(context, id)).subjects([name]);
    context.absence(AUTHENTICATION, cover, found)
}

/// Where it is written that nobody is authenticated.
fn denial(context: &Context<'_>, id: ComponentId) -> Option<Span> {
    let said = context.prop(id, "auth")?;
    let denies = match &said.value {
        PropValue::Bool(said) => !said,
        PropValue::Text(word) => word == "none",
        _ => false,
    };
    denies.then_some(said.span)
}

fn is_authenticated(context: &Context<'_>, id: ComponentId) -> bool {
    let identity = |one: ComponentId| context.component(one).traits.any(IDENTITY);
    let neighbours = context.neighbours(id);
    neighbours.iter().any(|step| identity(step.to))
        || context.outgoing(id).iter().any(|step| only_asks_identity(context, step.to))
        || asks_behind(context, id)
        || all_callers_prove_themselves(context, id, &mut vec![false; context.components.len()])
}

/// Whether it is a load balancer that only hands on to servers that all say how they authenticate callers.
fn asks_behind(context: &Context<'_>, id: ComponentId) -> bool {
    let targets = context.runtime_steps(id);
    context.component(id).traits.has(Trait::LoadBalancer)
        && !targets.is_empty()
        && targets.iter().all(|step| {
            context.prop(step.to, "auth").is_some() && denial(context, step.to).is_none()
        })
}

/// A function that calls nothing but an identity provider is an authoriser.
fn only_asks_identity(context: &Context<'_>, id: ComponentId) -> bool {
    let calls = context.runtime_steps(id);
    context.component(id).traits.has(Trait::Compute)
        && !calls.is_empty()
        && calls.iter().all(|step| context.component(step.to).traits.any(IDENTITY))
}

/// Whether every connection from outside says how the caller proves who it is, here or before the parts that only
/// hand on.
fn all_callers_prove_themselves(
    context: &Context<'_>,
    id: ComponentId,
    seen: &mut Vec<bool>,
) -> bool {
    if std::mem::replace(&mut seen[id.0 as usize], true) {
        return true;
    }
    let mut callers = entry::callers(context, id);
    callers.retain(|step| {
        let traits = context.component(step.to).traits;
        entry::is_outside(context, step.to) || traits.any(HANDS_ON)
    });
    !callers.is_empty()
        && callers.iter().all(|step| {
            says_auth(context, step.by)
                || (context.component(step.to).traits.any(HANDS_ON)
                    && all_callers_prove_themselves(context, step.to, seen))
        })
}

fn says_auth(context: &Context<'_>, by: ConnectionId) -> bool {
    context.connection_prop(by, "auth").is_some_and(|said| match &said.value {
        PropValue::Text(word) => word != "none",
        PropValue::Bool(said) => *said,
        _ => true,
    })
}

fn help(context: &Context<'_>, id: ComponentId) -> String {
    let name = &context.component(id).id;
    let provider = context
        .providers(AUTHENTICATION)
        .first()
        .map_or("cognito", |&by| context.component(by).id.as_str());
    format!(
        "say on `{name}` how callers prove who they are:\n\nauth: {provider}\n\nor why it is open to \
         everybody:\n\npublic-reason: …"
    )
}
