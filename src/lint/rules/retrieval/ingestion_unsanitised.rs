//! RAG005: content that anybody may have written gets into an index unchecked.

use super::index::{head, indices};
use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        content::{self, is_cleaned, notifies_only},
        entry,
    },
    model::{ComponentId, Path, Step},
};

pub(crate) const RULE: Rule = Rule {
    code: "RAG005",
    name: "ingestion-unsanitised",
    summary: "content from the web, mail or uploads reaches an index without a check",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &["SEC014"],
    page: include_str!("../../../../docs/rules/RAG005.md"),
    check,
};

const PEOPLE: Traits = Traits::of(&[Trait::Person, Trait::Client]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let indices = indices(context);
    if indices.is_empty() {
        return;
    }
    let uploads = uploads(context);
    let mut starts: Vec<ComponentId> =
        context.component_ids().filter(|&id| brings_strangers(context, id)).collect();
    starts.extend(uploads.iter().map(|(_, step)| step.to));
    let stops = |id| is_checked(context, id) || leads_nowhere(context, id);
    let walk = content::walk(context.model, &starts, stops, |by| is_cleaned(context, by));
    for index in indices {
        let checked = index.iter().any(|&id| is_checked(context, id));
        let filled = index.iter().find_map(|&id| {
            walk.path(id).filter(|path| path.steps.last().is_some_and(|step| fills(context, *step)))
        });
        if let (Some(path), false) = (filled, checked) {
            findings.push(finding(context, head(context, &index), &from_person(path, &uploads)));
        }
    }
}

/// What the web, mail and uploads bring.
fn brings_strangers(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).traits.has(Trait::UntrustedContent)
        || entry::word(context, id, "purpose") == Some("uploads")
}

/// Where people or what runs on their side hand in files, each with who does.
fn uploads(context: &Context<'_>) -> Vec<(ComponentId, Step)> {
    let mut found = Vec::new();
    for from in context.component_ids() {
        let traits = context.component(from).traits;
        if !traits.any(PEOPLE)
            || traits.has(Trait::HumanReview)
            || entry::is_run_by_us(context, from)
        {
            continue;
        }
        for step in context.outgoing(from) {
            let store = context.component(step.to).traits.has(Trait::Store);
            let moves = store && context.connection(step.by).kind == ConnectionKind::Data;
            if (moves && !notifies_only(context, step.by)) || carries_files(context, step) {
                found.push((from, step));
            }
        }
    }
    found.retain(|(_, step)| !is_cleaned(context, step.by));
    found
}

fn carries_files(context: &Context<'_>, step: Step) -> bool {
    let said = context.statement(step.by).properties.find("carries");
    let files = ["document", "file", "image", "audio"];
    said.is_some_and(|said| said.words().iter().any(|word| files.contains(&word.value)))
}

/// Whether content is scanned or cleaned there.
fn is_checked(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let says =
        |name| context.prop(id, name).is_some_and(|said| said.value != PropValue::Bool(false));
    traits.any(Traits::of(&[Trait::Redactor, Trait::MalwareScanner, Trait::HumanReview]))
        || ["redacts", "guardrail"].into_iter().any(says)
        || ["malware-scan", "redaction"].iter().any(|one| context.cover(one, id).is_yes())
}

/// What goes to an engine or an agent is asked about, not filed; what it answers is a matter of its guardrail.
fn leads_nowhere(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).traits.any(Traits::of(&[Trait::Generative, Trait::Agent]))
}

fn fills(context: &Context<'_>, step: Step) -> bool {
    let query = context.connection(step.by).kind == ConnectionKind::Query;
    // Read back from what the index itself fetches: the site that it crawls.
    let fetched = !context.members(context.connection(step.by).to).contains(&step.to);
    !query || fetched
}

/// With the person in front who handed it in.
fn from_person(path: Path, uploads: &[(ComponentId, Step)]) -> Path {
    match uploads.iter().find(|(_, step)| step.to == path.start) {
        Some(&(from, step)) => {
            let mut steps = vec![step];
            steps.extend(path.steps);
            Path { start: from, steps }
        }
        None => path,
    }
}

fn finding(context: &Context<'_>, index: ComponentId, path: &Path) -> Diagnostic {
    let (index, source) = (context.component(index), context.component(path.start));
    let message = format!("content from `{}` reaches `{}` unchecked", source.id, index.id);
    let last = path.steps.last().map_or(index.key, |step| context.connection_span(step.by));
    let middle = path.components().nth(1).unwrap_or(path.start);
    let place = &context.component(middle).id;
    let found = context
        .finding(last, message)
        .label(index.key, "its passages reach the prompts")
        .subjects([&index.id, &source.id])
        .help(format!(
            "scan or clean the content before it is indexed, and say where: `malware-scan: true` or `redacts: true` on a component on the way (`{place}`), or on a connection:\n\n- {}: {{validated: true}}",
            path.steps.last().map_or(String::new(), |step| context.connection_name(step.by))
        ));
    context.along(path, found)
}
