//! STR002: a way from people or a user interface to an engine that passes no API.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Place, Trait, Traits},
    diagnostic::{Diagnostic, Edit, Fix, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::{ComponentId, End, Path, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "STR002",
    name: "engine-bypasses-api-layer",
    summary: "a user interface or a person reaches an engine past the API",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/STR002.md"),
    check,
};

const ENGINE: Traits = Traits::of(&[Trait::Generative, Trait::Agent]);
const USER: Traits = Traits::of(&[Trait::Person, Trait::Client]);
const API: Traits = Traits::of(&[Trait::Gateway, Trait::LoadBalancer]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if context.said.context.not_applicable.iter().any(|(layer, _)| layer.value == "api") {
        return;
    }
    let starts: Vec<ComponentId> =
        context.component_ids().filter(|&id| is_start(context, id)).collect();
    // Only engines that can be reached are worth the search for the way, and a few ways show the flaw.
    let reached = context.reach(&starts, |at| next(context, at));
    let engines =
        context.component_ids().filter(|&id| reached[id.0 as usize] && is_engine(context, id));
    for engine in engines.take(MOST_WAYS) {
        if let Some(path) = context.path(&starts, |at| next(context, at), |id| id == engine) {
            findings.push(finding(context, &path, engine));
        }
    }
}

/// How many engines are shown with the way to them.
const MOST_WAYS: usize = 100;

fn is_engine(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    traits.any(ENGINE) && !traits.has(Trait::NativeFrontend)
}

fn is_api(context: &Context<'_>, id: ComponentId) -> bool {
    context.in_layer(id, "api") || context.component(id).traits.any(API)
}

/// A person who reviews is a part of the application, not its user.
fn is_start(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let user = context.in_layer(id, "frontend") || traits.any(USER);
    user && !traits.has(Trait::HumanReview) && !is_engine(context, id) && !is_api(context, id)
}

/// Steps that a caller waits for; from a user interface straight to an engine, any step but one that moves data.
fn next(context: &Context<'_>, at: ComponentId) -> Vec<Step> {
    if is_engine(context, at) || context.component(at).traits.has(Trait::NativeFrontend) {
        return Vec::new();
    }
    let mut steps = context.outgoing(at);
    let back = context.incoming(at).into_iter();
    steps.extend(back.filter(|step| context.connection(step.by).both));
    steps.retain(|step| {
        let waits = match context.connection(step.by).kind {
            ConnectionKind::Request
            | ConnectionKind::Query
            | ConnectionKind::Tool
            | ConnectionKind::Response => true,
            ConnectionKind::Event => is_engine(context, step.to) && is_start(context, at),
            ConnectionKind::Data | ConnectionKind::Ingest => false,
        };
        waits && !is_api(context, step.to)
    });
    steps
}

fn finding(context: &Context<'_>, path: &Path, engine: ComponentId) -> Diagnostic {
    let (start, end) = (context.component(path.start), context.component(engine));
    let last = path.steps.last().map_or(end.key, |step| context.connection_span(step.by));
    let message = format!("`{}` reaches the engine `{}` past the api layer", start.id, end.id);
    let found =
        context.finding(last, message).label(end.key, "the engine").subjects([&end.id, &start.id]);
    let mut found = context.along(path, found);
    if is_signed(context, path) {
        found.severity = Severity::Warning;
    }
    if !context.models_layer("api") {
        // Then this is what the missing layer leads to, and no second finding.
        found.subjects.push("api".to_owned());
    }
    let apis: Vec<&str> = context
        .component_ids()
        .filter(|&id| is_api(context, id) && context.layer(id).place != Place::Rail)
        .map(|id| context.component(id).id.as_str())
        .collect();
    found.help = Some(match apis.first() {
        Some(api) => format!(
            "lead the call through the api layer, which authenticates and throttles it:\n\n- {} -> {api}\n- {api} -> {}",
            start.id, end.id
        ),
        None => {
            "add an api layer that authenticates and throttles the calls, and lead them through it"
                .to_owned()
        }
    });
    if let ([api], [step]) = (apis.as_slice(), path.steps.as_slice()) {
        found.fix = lead_through(context, *step, api);
    }
    found
}

/// Whether IAM authenticates the call that reaches the engine: then only the limits of the API are passed by.
fn is_signed(context: &Context<'_>, path: &Path) -> bool {
    let auth = |step: &Step| context.statement(step.by).properties.text("auth");
    path.steps.last().and_then(auth).is_some_and(|word| matches!(word, "iam" | "sigv4"))
}

/// Leads a connection of one single step through the only API, or ends it there where the way on is drawn already.
fn lead_through(context: &Context<'_>, step: Step, api: &str) -> Option<Fix> {
    let connection = context.connection(step.by);
    let (from, to) = (connection.from, connection.to);
    if context.statement(step.by).connections.len() != 1 || connection.both {
        return None;
    }
    let (End::Component(start), End::Component(engine), Some(by)) = (from, to, context.find(api))
    else {
        return None;
    };
    // Drawn twice, as in a flow, it would have to be mended twice.
    if context.outgoing(start).iter().filter(|step| step.to == engine).count() > 1 {
        return None;
    }
    let known = context.outgoing(by).iter().any(|step| step.to == engine);
    let name = context.connection_name(step.by);
    if known {
        return context.write_id(connection.to_span, api, format!("lead `{name}` to `{api}`"));
    }
    let fix =
        context.write_id(connection.to_span, api, format!("lead `{name}` through `{api}`"))?;
    let edits = fix.edits.into_iter().map(|edit| Edit {
        text: format!("{} -> {}", edit.text, context.component(engine).id),
        ..edit
    });
    Some(Fix { edits: edits.collect(), ..fix })
}
