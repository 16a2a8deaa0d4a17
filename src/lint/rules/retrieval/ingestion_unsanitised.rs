//! RAG005: content that anybody may have written gets into an index unchecked.

use super::index::{head, indices};
use crate::{
    blueprint::{ConnectionKind, PropValue},
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        content::{self, Content, is_cleaned, notifies_only},
        entry,
    },
    model::{Component, ComponentId, Path, Step},
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
    if starts.is_empty() {
        return;
    }
    let walk = |stops: &dyn Fn(ComponentId) -> bool| {
        let ends = |id| stops(id) || leads_nowhere(context, id);
        content::walk(context.model, &starts, ends, |by| is_cleaned(context, by))
    };
    let is_read = |id| is_cleaner(context, id);
    let is_checked = |id| is_read(id) || is_scanned(context, id);
    let (unchecked, unread) = (walk(&is_checked), walk(&is_read));
    for index in indices {
        let filled = |walk: &Content, stops: &dyn Fn(ComponentId) -> bool| {
            let way = index.iter().find_map(|&id| {
                walk.path(id)
                    .filter(|path| path.steps.last().is_some_and(|step| fills(context, *step)))
            });
            way.filter(|_| !index.iter().any(|&id| stops(id)))
        };
        if let Some(path) = filled(&unchecked, &is_checked) {
            findings.push(finding(context, head(context, &index), &from_person(path, &uploads)));
        } else if let Some(path) = filled(&unread, &is_read) {
            let path = from_person(path, &uploads);
            findings.push(scanned_only(context, head(context, &index), &path));
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

/// Whether somebody looks there at what the content says: cleans it, screens it or reads it.
fn is_cleaner(context: &Context<'_>, id: ComponentId) -> bool {
    let traits = context.component(id).traits;
    let says =
        |name| context.prop(id, name).is_some_and(|said| said.value != PropValue::Bool(false));
    traits.any(Traits::of(&[Trait::Redactor, Trait::HumanReview]))
        || ["redacts", "guardrail"].into_iter().any(says)
        || context.cover("redaction", id).is_yes()
}

/// Whether files are scanned there, which finds programs and no sentences.
fn is_scanned(context: &Context<'_>, id: ComponentId) -> bool {
    context.component(id).traits.has(Trait::MalwareScanner)
        || context.cover("malware-scan", id).is_yes()
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
    let middle = path.components().nth(1).unwrap_or(path.start);
    let place = &context.component(middle).id;
    let help = format!(
        "clean or check what it says before it is indexed, and say where: `redacts: true` on a component on the way (`{place}`), `guardrail: true` on code or a gateway there, or on a connection:{}",
        validated(context, path)
    );
    along(context, index, path, message).help(help)
}

/// For an index behind a malware scan only.
fn scanned_only(context: &Context<'_>, index: ComponentId, path: &Path) -> Diagnostic {
    let (index, source) = (context.component(index), context.component(path.start));
    let message = format!(
        "content from `{}` reaches `{}` scanned for malware only: nobody checks what it says",
        source.id, index.id
    );
    let help = format!(
        "look for instructions to the model before it is indexed, for instance with the prompt-attack filter of a guardrail, and say so on a connection:{}",
        validated(context, path)
    );
    along(context, index, path, message).severity(Severity::Info).help(help)
}

fn validated(context: &Context<'_>, path: &Path) -> String {
    let last = path.steps.last();
    let name = last.map_or(String::new(), |step| context.connection_name(step.by));
    format!("\n\n- {name}: {{validated: true}}")
}

fn along(context: &Context<'_>, index: &Component, path: &Path, message: String) -> Diagnostic {
    let source = context.component(path.start);
    let last = path.steps.last().map_or(index.key, |step| context.connection_span(step.by));
    let found = context
        .finding(last, message)
        .label(index.key, "its passages reach the prompts")
        .subjects([&index.id, &source.id]);
    context.along(path, found)
}
