//! `--fix`, `--unsafe-fixes`, `--diff`: what becomes of the fixes of a check.

use super::failure::Failure;
use super::output::{self, Existing, Output};
use super::screen::Screen;
use crate::diagnostic::Safety;
use crate::report::{Report, visible, visible_line};
use crate::secrets;
use clap::Args;
use owo_colors::Style;
use similar::TextDiff;
use std::path::{Path, PathBuf};

/// The heading of the options about fixes.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub(super) struct Fixing {
    /// Apply the safe fixes: spelling, ids, impossible values, acceptances that nothing needs
    #[arg(long)]
    pub(super) fix: bool,
    /// With `--fix`, apply the unsafe fixes too, which change what the blueprint claims; alone, count them
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what `--fix` would change and change nothing; fails when there is something
    #[arg(long)]
    pub(super) diff: bool,
}

impl Fixing {
    /// The least safe fixes to apply; none when findings are only to be reported.
    pub(super) fn most(self) -> Option<Safety> {
        let most = if self.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        (self.fix || self.diff).then_some(most)
    }

    /// Lets the summary say what was fixed, and with which options there would be more.
    pub(super) fn announce(self, report: &mut Report<'_>, fixed: usize) {
        report.fixed = fixed;
        (report.fix_option, report.unsafe_option) = match (self.fix, self.unsafe_fixes) {
            (false, false) => (Some("--fix"), None),
            (false, true) => (None, Some("--fix --unsafe-fixes")),
            (true, false) => (None, Some("--unsafe-fixes")),
            (true, true) => (None, None),
        };
    }
}

/// A text that is to take the place of another.
#[derive(Debug)]
pub(super) struct Change {
    /// Path of the file; `-` is standard input, whose new text goes to standard output.
    pub(super) path: PathBuf,
    /// Its name in messages.
    pub(super) name: String,
    /// The bytes as they are.
    pub(super) before: Vec<u8>,
    /// The text as it shall be, without a byte order mark.
    pub(super) after: String,
    /// How many findings that settles.
    pub(super) fixed: usize,
}

const MARK: &[u8] = "\u{feff}".as_bytes();

impl Change {
    fn text_before(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.before.strip_prefix(MARK).unwrap_or(&self.before))
    }

    /// Whether the text is another one.
    pub(super) fn is_needed(&self) -> bool {
        self.text_before() != self.after
    }

    /// A byte order mark stays.
    fn bytes(&self) -> Vec<u8> {
        let mark = if self.before.starts_with(MARK) { MARK } else { &[] };
        [mark, self.after.as_bytes()].concat()
    }

    fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// Writes every changed text over its file, or nothing when one cannot be written. The text of standard input goes to
/// standard output, changed or not.
pub(super) fn write(changes: &[Change]) -> Result<(), Failure> {
    let needed = changes.iter().filter(|change| !change.is_stdin() && change.is_needed());
    needed.clone().try_for_each(|change| output::vet_one(&change.path, Existing::Replace))?;
    let outputs: Vec<Output> = changes
        .iter()
        .filter(|change| change.is_stdin() || change.is_needed())
        .map(|change| Output { path: change.path.clone(), bytes: change.bytes() })
        .collect();
    output::write(&outputs)
}

/// Shows the differences on standard output; says whether there are any.
pub(super) fn show(changes: &[Change], screen: &Screen) -> Result<bool, Failure> {
    let needed: Vec<&Change> = changes.iter().filter(|change| change.is_needed()).collect();
    let text: String = needed.iter().map(|change| difference(change, screen)).collect();
    screen.print(&text)?;
    Ok(!needed.is_empty())
}

fn difference(change: &Change, screen: &Screen) -> String {
    // With the byte order mark, so that other tools can apply it.
    let (before, after) = (String::from_utf8_lossy(&change.before), change.bytes());
    let after = String::from_utf8_lossy(&after);
    let difference = TextDiff::from_lines(before.as_ref(), after.as_ref());
    let mut name = visible_line(&change.name).into_owned();
    if name.contains(' ') {
        // A tab ends a name with blanks.
        name.push('\t');
    }
    let text = difference.unified_diff().context_radius(3).header(&name, &name).to_string();
    text.split_inclusive('\n').map(|line| coloured(line, screen)).collect()
}

fn coloured(line: &str, screen: &Screen) -> String {
    let text = line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line);
    let end = &line[text.len()..];
    // What is piped goes to a tool that applies it; secrets go nowhere.
    let text = if screen.terminal { visible(text) } else { secrets::masked(text) };
    let style = match text.as_bytes().first() {
        Some(b'+') => Style::new().green(),
        Some(b'-') => Style::new().red(),
        Some(b'@') => Style::new().cyan(),
        _ => return format!("{text}{end}"),
    };
    screen.paint(&text, style) + end
}
