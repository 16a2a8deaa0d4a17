//! What the terminal can show, and writing to it.

use super::failure::Failure;
use crate::report::{Look, visible};
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use owo_colors::{OwoColorize, Style};
use std::io::{IsTerminal, Write};

/// Columns when the output goes into no terminal.
const PIPE_WIDTH: usize = 100;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless `NO_COLOR` or `CLICOLOR=0` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl When {
    pub(super) const fn for_clap(self) -> clap::ColorChoice {
        match self {
            Self::Auto => clap::ColorChoice::Auto,
            Self::Always => clap::ColorChoice::Always,
            Self::Never => clap::ColorChoice::Never,
        }
    }

    fn allows(self, automatic: ColorChoice) -> bool {
        match self {
            Self::Auto => automatic != ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Standard output and standard error as they are in this run.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    /// How standard output may look.
    pub(super) look: Look,
    /// How standard error may look.
    pub(super) error_look: Look,
    /// Whether standard output is a terminal.
    pub(super) terminal: bool,
    /// Whether only findings and errors are wanted.
    pub(super) quiet: bool,
    /// The configuration that was read and the options it added, such as `--logo=logo.svg`.
    pub(super) configured: Option<(String, Vec<String>)>,
}

impl Screen {
    /// The screen of a run that is not quiet.
    pub(super) fn new(when: When) -> Self {
        let out = std::io::stdout();
        let colours = when.allows(AutoStream::choice(&out));
        let terminal = out.is_terminal();
        let base = Some(env!("CARGO_PKG_REPOSITORY")).filter(|base| !base.is_empty());
        let links =
            base.filter(|_| colours && terminal && supports_hyperlinks::supports_hyperlinks());
        let look = Look {
            colours,
            unicode: supports_unicode::on(supports_unicode::Stream::Stdout),
            links: links.map(|base| format!("{base}/blob/main/docs/rules")),
            width: width(),
        };
        let error_look = Look {
            colours: when.allows(AutoStream::choice(&std::io::stderr())),
            unicode: supports_unicode::on(supports_unicode::Stream::Stderr),
            links: None,
            width: look.width,
        };
        Self { look, error_look, terminal, quiet: false, configured: None }
    }

    /// Writes to standard output.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        // Escape codes are in the text only when they are wanted; the stream translates them for old consoles.
        let choice = if self.look.colours { ColorChoice::Always } else { ColorChoice::AlwaysAnsi };
        let mut out = AutoStream::new(std::io::stdout().lock(), choice);
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::stream)
    }

    /// Writes bytes to standard output as they are.
    pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::stream)
    }

    /// Writes to standard error; when even that fails there is nobody to tell.
    pub(super) fn complain(&self, text: &str) {
        let choice =
            if self.error_look.colours { ColorChoice::Always } else { ColorChoice::AlwaysAnsi };
        let _ = AutoStream::new(std::io::stderr().lock(), choice).write_all(text.as_bytes());
    }

    /// Says a failure on standard error.
    pub(super) fn fail(&self, failure: &Failure) {
        let fact = failure.fact();
        if fact.is_empty() {
            return;
        }
        let word = self.error_word("error:", Style::new().red().bold());
        let mut lines = vec![format!("{word} {}\n", visible(&fact))];
        if let Some(help) = failure.help() {
            let word = self.error_word("help:", Style::new().cyan());
            lines.push(format!("  {word} {}\n", visible(help)));
        }
        if let Some(origin) = self.origin(&fact) {
            let word = self.error_word("note:", Style::new().cyan());
            lines.push(format!("  {word} {}\n", visible(&origin)));
        }
        self.complain(&lines.concat());
    }

    /// Says on standard error what will not be as it was wished, and what will be done.
    pub(super) fn warn(&self, fact: &str, help: &str) {
        let word = self.error_word("warning:", Style::new().yellow().bold());
        let further = self.error_word("help:", Style::new().cyan());
        self.complain(&format!("{word} {}\n  {further} {}\n", visible(fact), visible(help)));
    }

    /// Tells what was done on standard error, unless silence is wanted.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.complain(&format!("{}\n", visible(text)));
        }
    }

    /// Where a mistake comes from whose fact names a value of the configuration.
    fn origin(&self, fact: &str) -> Option<String> {
        let (file, options) = self.configured.as_ref()?;
        let named = |value: &str| fact.contains(&format!("`{value}`"));
        let key = options.iter().find_map(|option| {
            let (key, value) = option.strip_prefix("--")?.split_once('=')?;
            let part = value.split_once(['=', ':', '#']).map(|(one, two)| [one, two]);
            (named(value) || part.is_some_and(|both| both.into_iter().any(named))).then_some(key)
        })?;
        Some(format!("`{key}` is set in `{file}`"))
    }

    fn error_word(&self, word: &str, style: Style) -> String {
        if self.error_look.colours { word.style(style).to_string() } else { word.to_owned() }
    }

    /// `text` in `style` where colours are allowed on standard output.
    pub(super) fn paint(&self, text: &str, style: Style) -> String {
        if self.look.colours { text.style(style).to_string() } else { text.to_owned() }
    }
}

/// `COLUMNS` before the terminal's own word, so that scripts and tests can choose.
fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.filter(|&columns| columns > 0).or_else(terminal).unwrap_or(PIPE_WIDTH)
}
