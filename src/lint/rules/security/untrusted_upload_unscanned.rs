//! SEC014: files from outside that reach an engine or an index through a store that nothing scans for malware.

use crate::{
    blueprint::ConnectionKind,
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, views},
    model::{ComponentId, ConnectionId, Cover, Path, Step, Zone},
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SEC014",
    name: "untrusted-upload-unscanned",
    summary: "files from outside reach an engine or an index and nothing scans them for malware",
    severity: Severity::Warning,
    kind: Kind::Absence,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SEC014.md"),
    check,
};

const SCAN: &str = "malware-scan";
const OUTSIDE: Traits = Traits::of(&[Trait::Person, Trait::Client, Trait::UntrustedContent]);
/// The organisation's own documents, wherever they lie.
const TRUSTED: Traits = Traits::of(&[Trait::DataSource, Trait::OnPremises]);
const READERS: Traits =
    Traits::of(&[Trait::Generative, Trait::Agent, Trait::Vector, Trait::Retriever]);
/// What passes a request on as it came.
const FRONTS: Traits = Traits::of(&[Trait::Gateway, Trait::Cdn, Trait::LoadBalancer]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let sources: Vec<ComponentId> =
        context.component_ids().filter(|&id| is_untrusted(context, id)).collect();
    let reached = views::walk(context.model, &sources, |at| carried_on(context, at));
    for store in context.with_trait(Trait::Store) {
        let uploads = context.said(store).properties.text("purpose") == Some("uploads");
        // A store for uploads may leave out how they come in.
        let alone = uploads.then(|| Path { start: store, steps: Vec::new() });
        if let Some(upload) = reached.path(store).or(alone) {
            findings.extend(judge(context, &upload, store));
        }
    }
}

fn is_untrusted(context: &Context<'_>, id: ComponentId) -> bool {
    let one = context.component(id);
    let person = one.traits.any(OUTSIDE) || matches!(one.zone, Zone::Outside | Zone::ThirdParty);
    person && !one.traits.any(TRUSTED) && !one.traits.has(Trait::Store)
}

/// Where files go from `at`, up to the first store.
fn carried_on(context: &Context<'_>, at: ComponentId) -> Vec<Step> {
    if context.component(at).traits.has(Trait::Store) {
        return Vec::new();
    }
    let steps = context.runtime_steps(at).into_iter();
    steps.filter(|&step| brings_files(context, at, step)).collect()
}

/// Whether files pass over `step` from `at`, to which they came.
fn brings_files(context: &Context<'_>, at: ComponentId, step: Step) -> bool {
    let store = context.component(step.to).traits.has(Trait::Store);
    let bucket = context.component(step.to).traits.has(Trait::ObjectStore);
    let effects = words(context, step.by, "effect");
    if store && !effects.is_empty() && !effects.contains(&"write") {
        return false;
    }
    if let Some(files) = carries_files(context, step.by) {
        return files;
    }
    if is_untrusted(context, at) {
        // What a person sends to a table is a record; `kind: data` makes it a document.
        let said = context.statement(step.by).kind.is_some();
        let data = context.connection(step.by).kind == ConnectionKind::Data;
        return data && store && (bucket || said);
    }
    // Behind the first connection, which said that it carries files.
    bucket || effects.contains(&"write") || context.component(at).traits.any(FRONTS)
}

/// Whether a connection carries files, when it says what it carries.
fn carries_files(context: &Context<'_>, by: ConnectionId) -> Option<bool> {
    let carried = words(context, by, "carries");
    let file = |word: &&str| matches!(*word, "document" | "file" | "image" | "audio");
    (!carried.is_empty()).then(|| carried.iter().any(file))
}

fn words<'a>(context: &'a Context<'_>, by: ConnectionId, name: &str) -> Vec<&'a str> {
    let said = context.statement(by).properties.find(name);
    said.map_or_else(Vec::new, |said| said.words().into_iter().map(|word| word.value).collect())
}

fn judge(context: &Context<'_>, upload: &Path, store: ComponentId) -> Option<Diagnostic> {
    let onward = read(context, upload, store)?;
    let whole = Path {
        start: upload.start,
        steps: upload.steps.iter().chain(&onward.steps).copied().collect(),
    };
    let covers: Vec<Cover> = whole
        .components()
        .filter(|&id| !is_untrusted(context, id))
        .map(|id| context.cover(SCAN, id))
        .collect();
    if covers.iter().any(|cover| cover.is_yes()) {
        return None;
    }
    let planned = covers.iter().find(|cover| matches!(cover, Cover::Planned(_)));
    let cover = planned.copied().unwrap_or_else(|| context.cover(SCAN, store));
    context.absence(SCAN, cover, finding(context, upload, &whole, store))
}

/// The shortest way from the store to an engine or an index that reads it: with its content, or back to whoever asks it.
fn read(context: &Context<'_>, upload: &Path, store: ComponentId) -> Option<Path> {
    let used: Vec<ConnectionId> = upload.steps.iter().map(|step| step.by).collect();
    let next = |at: ComponentId| -> Vec<Step> {
        let mut steps = context.runtime_steps(at);
        if context.component(at).traits.has(Trait::Store) {
            steps.extend(context.incoming(at).into_iter().filter(|step| {
                let effects = words(context, step.by, "effect");
                context.connection(step.by).kind == ConnectionKind::Query
                    && (effects.is_empty() || effects.contains(&"read"))
            }));
        }
        steps.retain(|step| !used.contains(&step.by) && !is_untrusted(context, step.to));
        steps
    };
    views::nearest(store, next, |id| context.component(id).traits.any(READERS))
}

fn finding(context: &Context<'_>, upload: &Path, whole: &Path, store: ComponentId) -> Diagnostic {
    let name = |id: ComponentId| context.component(id).id.as_str();
    let end = whole.components().last().unwrap_or(store);
    let message = match upload.steps.first() {
        Some(_) => format!(
            "files from `{}` reach `{}` through `{}` and nothing scans them for malware",
            name(upload.start),
            name(end),
            name(store)
        ),
        None => format!(
            "uploads in `{}` reach `{}` and nothing scans them for malware",
            name(store),
            name(end)
        ),
    };
    let found = context.finding(place(context, upload), message).subjects([
        name(store),
        name(whole.start),
        name(end),
    ]);
    let advice = context.advise(SCAN, store).or(name(store), "malware-scan: true");
    context.along(whole, advice.on(found))
}

/// What says that files come in: the content of the first connection, the connection, or the purpose of the store.
fn place(context: &Context<'_>, upload: &Path) -> Span {
    let Some(step) = upload.steps.first() else {
        let said = context.prop(upload.start, "purpose");
        return said.map_or(context.component(upload.start).key, |said| said.span);
    };
    let said = context.connection_prop(step.by, "carries");
    said.map_or_else(|| context.connection_span(step.by), |said| said.span)
}
