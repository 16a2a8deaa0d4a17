//! A page of explanation: headings, paragraphs, facts and Markdown, fitted to the terminal.

use crate::cli::screen::Screen;
use crate::cli::table::wrap;
use owo_colors::Style;

/// Wider lines of prose are hard to read.
const MOST_WIDTH: usize = 90;
/// Width of the names of facts.
const LABEL_WIDTH: usize = 14;

/// A page in the making.
#[derive(Debug)]
pub(super) struct Page<'a> {
    screen: &'a Screen,
    out: String,
    width: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(screen: &'a Screen) -> Self {
        Self { screen, out: String::new(), width: screen.look.width.clamp(30, MOST_WIDTH) }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Begins a page, apart from the one before.
    pub(super) fn title(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(&self.screen.paint(text, Style::new().bold()));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.gap();
        for line in wrap(text, self.width) {
            self.line(&line);
        }
    }

    /// A named fact; nothing when there is nothing to say.
    pub(super) fn fact(&mut self, label: &str, text: &str) {
        let room = self.width.saturating_sub(LABEL_WIDTH + 2).max(16);
        for (index, line) in wrap(text, room).iter().filter(|line| !line.is_empty()).enumerate() {
            let label = if index == 0 { label } else { "" };
            let label = self.screen.paint(&format!("{label:<LABEL_WIDTH$}"), Style::new().dimmed());
            self.line(&format!("  {label}{line}"));
        }
    }

    /// A named fact of several items, one a line.
    pub(super) fn facts(&mut self, label: &str, items: &[&str]) {
        for (index, item) in items.iter().enumerate() {
            self.fact(if index == 0 { label } else { "" }, item);
        }
    }

    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// Headings, paragraphs, lists and code blocks of Markdown.
    pub(super) fn markdown(&mut self, text: &str) {
        let mut paragraph = String::new();
        let mut in_code = false;
        for line in text.lines() {
            if line.trim_start().starts_with("```") {
                self.flush(&mut paragraph);
                self.gap();
                in_code = !in_code;
            } else if in_code {
                self.line(&format!("    {line}"));
            } else if let Some(title) = line.strip_prefix("# ") {
                self.flush(&mut paragraph);
                self.title(title);
                self.gap();
            } else if line.starts_with('#') {
                self.flush(&mut paragraph);
                self.gap();
                self.line(
                    &self.screen.paint(line.trim_start_matches(['#', ' ']), Style::new().bold()),
                );
            } else if line.trim().is_empty() {
                self.flush(&mut paragraph);
            } else {
                if line.starts_with("- ") || line.starts_with('|') {
                    self.flush(&mut paragraph);
                }
                paragraph.push(' ');
                paragraph.push_str(line);
            }
        }
        self.flush(&mut paragraph);
    }

    fn flush(&mut self, paragraph: &mut String) {
        let text = std::mem::take(paragraph);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let item = text.starts_with("- ");
        let follows_item = self.out.lines().last().is_some_and(|line| line.starts_with("- "));
        let follows_heading = self.out.ends_with('\n') && !self.out.ends_with("\n\n") && !item;
        let joins = follows_heading || (item && follows_item);
        if !joins {
            self.gap();
        }
        for (index, line) in wrap(text, self.width.saturating_sub(2)).iter().enumerate() {
            self.line(&format!("{}{line}", if item && index > 0 { "  " } else { "" }));
        }
    }
}
