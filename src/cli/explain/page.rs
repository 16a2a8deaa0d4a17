//! A page of explanation: headings, paragraphs, facts and Markdown, fitted to the terminal.

use super::markdown::{Block, blocks};
use crate::cli::screen::Screen;
use crate::cli::table::wrap;
use owo_colors::Style;
use unicode_width::UnicodeWidthStr;

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

    /// Markdown, fitted to the terminal.
    pub(super) fn markdown(&mut self, text: &str) {
        let mut before: Option<Block<'_>> = None;
        for block in blocks(text) {
            let joins = matches!(
                (&before, &block),
                (Some(Block::Heading(_)), Block::Paragraph(_) | Block::Item(..))
                    | (Some(Block::Item(..)), Block::Item(..))
            );
            if !joins {
                self.gap();
            }
            self.block(&block);
            before = Some(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Title(text) | Block::Heading(text) => {
                self.line(&self.screen.paint(text, Style::new().bold()));
            }
            Block::Paragraph(text) => self.lines(text, "", self.width),
            Block::Item(mark, text) => self.lines(text, &format!("{mark} "), self.width),
            Block::Table(rows) => self.table(rows),
            Block::Code(lines) => lines.iter().for_each(|line| self.line(&format!("    {line}"))),
        }
    }

    /// Wrapped text behind a mark, with its further lines below its first word.
    fn lines(&mut self, text: &str, mark: &str, width: usize) {
        let indent = mark.width();
        for (index, line) in wrap(text, width.saturating_sub(indent)).iter().enumerate() {
            let before = if index == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{before}{line}"));
        }
    }

    /// Rows whose last column wraps.
    fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(1);
        let widest = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max()
        };
        let widths: Vec<usize> = (0..columns).map(|at| widest(at).unwrap_or(0)).collect();
        for row in rows {
            let mut mark = String::from("  ");
            for (cell, width) in row.iter().zip(&widths) {
                mark.push_str(cell);
                mark.push_str(&" ".repeat(width - cell.width() + 2));
            }
            let last = row.get(columns).map_or("", String::as_str);
            self.lines(last, &mark, self.width.max(mark.width() + 16));
        }
    }
}
