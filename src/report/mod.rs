//! Findings → text for people or programs.

mod change;
mod hidden;
mod markup;
mod order;
mod place;
mod statistics;
mod styles;
mod summary;
mod visible;

pub use change::{
    CHANGE_STYLES, ChangeReport, ChangeStyle, Percent, Side, change_style, headline, inventory,
    markdown,
};
pub use hidden::{Hidden, Why, fingerprints};
pub use markup::{code as markdown_code, text as markdown_text};
pub use order::in_order;
pub use styles::REPORTERS;
pub use summary::{Count, Counts, by_rule, counts, summary};
pub use visible::{visible, visible_line};

use crate::diagnostic::Diagnostic;
use crate::lint::Score;
use crate::source::Source;

/// A way to write a report: a file of `styles/`.
#[derive(Debug)]
pub struct Reporter {
    /// The word of `--format`.
    pub id: &'static str,
    /// What it is good for, a few words.
    pub summary: &'static str,
    /// Appends the report to the text.
    pub write: fn(&Report<'_>, &mut String),
    /// Its parts, where the whole is no more than these: then files can be written at the same time.
    pub parts: Option<&'static Parts>,
}

/// A report as the texts of its files, one after the other, and an end.
#[derive(Debug)]
pub struct Parts {
    /// Appends what there is to say of one file.
    pub file: fn(&Report<'_>, &FileReport, &mut String),
    /// Appends what stands after all files.
    pub end: fn(&Report<'_>, &mut String),
}

impl Parts {
    fn write(&self, report: &Report<'_>, out: &mut String) {
        for file in report.files {
            (self.file)(report, file, out);
        }
        (self.end)(report, out);
    }
}

/// What was found in one file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// Name and text; the text is empty when the file could not be read.
    pub source: Source,
    /// The findings, in any order.
    pub findings: Vec<Diagnostic>,
    /// Why the file could not be read.
    pub unreadable: Option<Unreadable>,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The fact, lower case and without full stop.
    pub reason: String,
    /// What to do.
    pub help: Option<String>,
}

impl Unreadable {
    /// The fact, beside a mention of the file by `name`: it is not named again.
    pub fn fact(&self, name: &str) -> String {
        match self.reason.strip_prefix(&format!("`{name}` is ")) {
            Some(rest) => format!("it is {rest}"),
            None => self.reason.clone(),
        }
    }
}

/// Whether single findings or their numbers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Every finding.
    #[default]
    Findings,
    /// How often each rule fired.
    Statistics,
    /// How well the blueprints do by each benefit.
    Benefits,
}

/// How a report ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Closing {
    /// With a line that says how much was found.
    #[default]
    Summary,
    /// With the last finding.
    Nothing,
}

/// What the reader's screen can show.
#[derive(Clone, Debug)]
pub struct Look {
    /// Whether ANSI colours are wanted.
    pub colours: bool,
    /// Whether lines and marks may be other characters than ASCII.
    pub unicode: bool,
    /// Where the rule pages are (`{base}/CODE.md`) when the screen can show links.
    pub links: Option<String>,
    /// Columns.
    pub width: usize,
}

impl Default for Look {
    /// The plain look of a pipe: no colours, no links, 100 columns.
    fn default() -> Self {
        Self { colours: false, unicode: true, links: None, width: 100 }
    }
}

/// Everything that a reporter needs.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// One entry a file, in the order of the output.
    pub files: &'a [FileReport],
    /// Findings or numbers.
    pub detail: Detail,
    /// What the last line is, in the styles for people.
    pub closing: Closing,
    /// How it may look.
    pub look: Look,
    /// The option that applies safe fixes, where there is one: the summary names it.
    pub fix_option: Option<&'static str>,
    /// The options that apply unsafe fixes too, where the summary is to name them.
    pub unsafe_option: Option<&'static str>,
    /// How many findings were fixed before the report was written.
    pub fixed: usize,
    /// How well the blueprints do by each benefit, where that is wanted.
    pub scores: Vec<Score>,
    /// The findings that are not among those of the files.
    pub hidden: Vec<Hidden>,
    /// Whether the styles for programs list those too, marked as what they are.
    pub listing: Listing,
    /// Further parts of the summary: "3 in the baseline".
    pub remarks: Vec<String>,
    /// How much was found, where `files` no longer hold it.
    pub counts: Option<Counts>,
    /// Where the rule pages are (`{base}/CODE.md`), for the styles whose readers can follow links.
    pub pages: Option<String>,
}

/// Which findings the styles for programs list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// Those to act on.
    #[default]
    Open,
    /// The hidden ones too.
    All,
}

impl<'a> Report<'a> {
    /// A plain report of every finding in `files`.
    pub fn new(files: &'a [FileReport]) -> Self {
        Self {
            files,
            detail: Detail::Findings,
            closing: Closing::Summary,
            look: Look::default(),
            fix_option: None,
            unsafe_option: None,
            fixed: 0,
            scores: Vec::new(),
            hidden: Vec::new(),
            listing: Listing::Open,
            remarks: Vec::new(),
            counts: None,
            pages: pages(),
        }
    }
}

/// Where the rule pages of this version are, when the package says where it lives.
fn pages() -> Option<String> {
    let base = env!("CARGO_PKG_REPOSITORY");
    (!base.is_empty()).then(|| format!("{base}/blob/main/docs/rules"))
}

/// The reporter called `id`.
pub fn find(id: &str) -> Option<&'static Reporter> {
    REPORTERS.iter().find(|reporter| reporter.id == id)
}

#[cfg(test)]
mod tests;
