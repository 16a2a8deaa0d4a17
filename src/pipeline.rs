//! The whole way, without input and output: a source → findings, a model → pictures.

use crate::blueprint;
use crate::catalog::{self, Reference};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Ran, Settings, Suppressed};
use crate::model::Model;
#[cfg(feature = "shape")]
use crate::render::{self, Letters};
use crate::render::{Format, Picture, RenderError};
use crate::scene;
use crate::source::{Source, Spanned};
use crate::suggest;
use crate::syntax::{
    self, LIMIT_EXCEEDED, SYNTAX_ERROR, Tree, UNKNOWN_LAYER, UNKNOWN_VALUE, Value,
};
use std::borrow::Cow;

mod change;
mod compare;
mod fix;
mod format;

pub use change::draw_change;
pub use compare::{Compared, compare, nothing};
pub use fix::{Applied, Fixed, fix};
pub use format::{Unformatted, format};

/// A blueprint that was judged.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What it means; also of a half-finished blueprint. `None` when the text is no mapping at all.
    pub model: Option<Model>,
    /// Problems of reading and findings of rules.
    pub findings: Vec<Diagnostic>,
    /// Findings that the author accepts.
    pub suppressed: Vec<Suppressed>,
    /// The rules that ran.
    pub ran: Vec<Ran>,
    /// The file of the user's own reference architecture and its problems, when it has any.
    pub reference: Option<(Source, Vec<Diagnostic>)>,
}

impl Checked {
    /// How many findings are as bad as `severity`, those in the reference architecture's file included.
    pub fn count(&self, severity: Severity) -> usize {
        let elsewhere = self.reference.iter().flat_map(|(_, findings)| findings);
        self.findings.iter().chain(elsewhere).filter(|one| one.severity == severity).count()
    }
    /// The errors that would make a picture wrong: what cannot be read, and words and ids that name nothing.
    pub fn misread(&self) -> impl Iterator<Item = &Diagnostic> {
        let elsewhere = self.reference.iter().flat_map(|(_, findings)| findings);
        let all = self.findings.iter().chain(elsewhere);
        all.filter(|one| one.severity == Severity::Error && misleads(&one.code))
    }
}

/// Whether an error of this code is about what the blueprint says, not about the architecture: then a picture would
/// show something else than its author means.
pub fn misleads(code: &str) -> bool {
    code.starts_with("BPT") || matches!(code, "STR006" | "STR009" | "STR010")
}

/// Reads, resolves and lints a blueprint. Never stops at a problem; a text without a mapping is not linted, because
/// every rule would only say that everything is missing.
///
/// `fetch` gets the text behind the path of a user's own reference architecture, or says why it cannot.
pub fn check(
    source: &Source,
    settings: &Settings,
    fetch: impl Fn(&str) -> Result<Source, String>,
) -> Checked {
    let parsed = syntax::parse(source);
    let mut findings = parsed.diagnostics;
    let (reference, elsewhere) = match reference(&parsed.tree, fetch) {
        Ok(found) => found,
        Err(problem) => {
            findings.push(*problem);
            (Cow::Borrowed(usual()), None)
        }
    };
    let read = blueprint::read(source, &parsed.tree, &reference);
    findings.extend(read.diagnostics);
    let mut checked = Checked { findings, reference: elsewhere, ..Checked::default() };
    if is_mapping(&parsed.tree) {
        let built = Model::build(read.blueprint, reference);
        let mut outcome = lint::run(&built.model, source, settings);
        if checked.findings.iter().any(hides_text) {
            let absent = |code: &str| settings.kind_of(code) == Some(lint::Kind::Absence);
            outcome.findings.retain(|one| !absent(&one.code));
        }
        checked.findings.extend(built.diagnostics);
        checked.findings.extend(outcome.findings);
        checked.suppressed = outcome.suppressed;
        checked.ran = outcome.ran;
        checked.model = Some(built.model);
    }
    checked
}

/// Whether part of the text could not be read: then what a rule misses may stand there.
fn hides_text(problem: &Diagnostic) -> bool {
    [SYNTAX_ERROR.code, LIMIT_EXCEEDED.code, UNKNOWN_LAYER.code].contains(&&*problem.code)
}

fn is_mapping(tree: &Tree) -> bool {
    tree.root().is_some_and(|root| matches!(tree.node(root).value, Value::Mapping(_)))
}

/// The reference architecture that a blueprint is held against when it names none.
fn usual() -> &'static Reference {
    &catalog::references()[0]
}

type Found = (Cow<'static, Reference>, Option<(Source, Vec<Diagnostic>)>);

/// The reference architecture that the blueprint names: a built-in one, or the one in a file of the user.
fn reference(
    tree: &Tree,
    fetch: impl Fn(&str) -> Result<Source, String>,
) -> Result<Found, Box<Diagnostic>> {
    let Some(said) = blueprint::reference_of(tree) else {
        return Ok((Cow::Borrowed(usual()), None));
    };
    if let Some(known) = catalog::reference(&said.value) {
        return Ok((Cow::Borrowed(known), None));
    }
    if !said.value.contains(['/', '\\', '.']) {
        return Err(unknown_reference(&said));
    }
    let source = fetch(&said.value).map_err(|reason| {
        let fact = format!("the reference architecture `{}` cannot be read: {reason}", said.value);
        let problem = UNKNOWN_VALUE.at(said.span, fact);
        Box::new(problem.help("the path is relative to this file"))
    })?;
    let parsed = syntax::parse(&source);
    let (own, problems) = catalog::reference_from_yaml(&said.value, &parsed.tree);
    let problems: Vec<Diagnostic> = parsed.diagnostics.into_iter().chain(problems).collect();
    let elsewhere = (!problems.is_empty()).then_some((source, problems));
    Ok((own.map_or(Cow::Borrowed(usual()), Cow::Owned), elsewhere))
}

fn unknown_reference(said: &Spanned<String>) -> Box<Diagnostic> {
    let ids: Vec<&str> = catalog::references().iter().map(|one| &*one.id).collect();
    let known = || {
        format!("built in: {}; a file is named by its path, such as `./ours.yaml`", ids.join(", "))
    };
    let near = suggest::nearest(&said.value, ids.iter().copied());
    let help = near.map_or_else(known, |near| format!("did you mean `{near}`?"));
    let fact = format!("there is no reference architecture `{}`", said.value);
    Box::new(UNKNOWN_VALUE.at(said.span, fact).help(help))
}

/// What was drawn.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The bytes of each format.
    pub files: Vec<Vec<u8>>,
    /// The letters that stay boxes in a format that draws letters itself, because no font at hand has them.
    pub lacking: Vec<char>,
}

/// Draws one picture in each of `formats`, laid out once.
///
/// # Errors
/// When the chosen engine cannot draw it, or a format cannot hold it.
pub fn draw(
    model: &Model,
    options: &scene::Options,
    formats: &[&Format],
) -> Result<Drawn, RenderError> {
    let picture = Picture::new(model, options);
    let files = formats.iter().map(|format| (format.render)(&picture)).collect::<Result<_, _>>()?;
    #[cfg(feature = "shape")]
    let lacking = if formats.iter().any(|format| format.letters == Letters::Drawn) {
        render::lacking(&picture)?.into_iter().collect()
    } else {
        Vec::new()
    };
    #[cfg(not(feature = "shape"))]
    let lacking = Vec::new();
    Ok(Drawn { files, lacking })
}
