//! Text that fits the terminal: wrapped lines and tables.

use unicode_width::UnicodeWidthStr;

/// The last column of a table is not squeezed below this; a narrower terminal gets one block a row.
const LEAST_LAST_COLUMN: usize = 24;

/// Breaks `text` at blanks into lines of at most `width` columns; a longer word stays whole.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Rows whose last column wraps.
pub(super) fn text<const COLUMNS: usize>(rows: &[[String; COLUMNS]], width: usize) -> String {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell.width().max(*widest);
        }
    }
    let before: usize = widths.iter().take(COLUMNS - 1).map(|column| column + 2).sum();
    match width.checked_sub(before) {
        Some(room) if room >= LEAST_LAST_COLUMN => aligned(rows, &widths, room),
        _ => stacked(rows, width),
    }
}

fn aligned<const COLUMNS: usize>(
    rows: &[[String; COLUMNS]],
    widths: &[usize],
    room: usize,
) -> String {
    let mut out = String::new();
    for row in rows {
        let mut indent = 0;
        for (cell, column) in row.iter().zip(widths).take(COLUMNS - 1) {
            out.push_str(cell);
            out.push_str(&" ".repeat(column - cell.width() + 2));
            indent += column + 2;
        }
        let last = row.last().map(|cell| wrap(cell, room)).unwrap_or_default();
        out.push_str(&last.join(&format!("\n{}", " ".repeat(indent))));
        end_line(&mut out);
    }
    out
}

fn stacked<const COLUMNS: usize>(rows: &[[String; COLUMNS]], width: usize) -> String {
    let mut out = String::new();
    for row in rows {
        out.push_str(&row[..COLUMNS - 1].join("  "));
        end_line(&mut out);
        for line in row.last().map(|cell| wrap(cell, width.saturating_sub(4))).unwrap_or_default() {
            out.push_str("    ");
            out.push_str(&line);
            end_line(&mut out);
        }
    }
    out
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// The same rows as a Markdown table.
pub(super) fn markdown<const COLUMNS: usize>(
    heads: [&str; COLUMNS],
    rows: &[[String; COLUMNS]],
) -> String {
    markdown_of(&heads, rows)
}

/// The same for a number of columns that is known only when it runs.
pub(super) fn markdown_of<Head: AsRef<str>, Row: AsRef<[String]>>(
    heads: &[Head],
    rows: &[Row],
) -> String {
    let named: Vec<&str> = heads.iter().map(AsRef::as_ref).collect();
    let mut out = format!("| {} |\n|{}\n", named.join(" | "), " --- |".repeat(heads.len()));
    for row in rows {
        let row = row.as_ref();
        let cells: Vec<String> =
            row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        out.push_str("| ");
        out.push_str(&cells.join(" | "));
        out.push_str(" |\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{markdown, text, wrap};

    fn rows() -> Vec<[String; 2]> {
        vec![
            ["kms".to_owned(), "Makes and guards keys that encrypt data at rest".to_owned()],
            ["cloudfront".to_owned(), "CDN".to_owned()],
        ]
    }

    #[test]
    fn wide_terminals_get_columns_and_narrow_ones_blocks() {
        assert_eq!(
            text(&rows(), 42),
            "kms         Makes and guards keys that\n            encrypt data at rest\ncloudfront  CDN\n"
        );
        assert_eq!(
            text(&rows(), 30),
            "kms\n    Makes and guards keys that\n    encrypt data at rest\ncloudfront\n    CDN\n"
        );
        assert!(text(&rows(), 1).contains("    guards\n"));
    }

    #[test]
    fn markdown_cells_cannot_break_the_table() {
        let rows = [["a|b\nc".to_owned()]];
        assert_eq!(markdown(["x"], &rows), "| x |\n| --- |\n| a\\|b c |\n");
    }

    #[test]
    fn wide_letters_count_double() {
        assert_eq!(wrap("日本 日本", 5), ["日本", "日本"]);
    }
}
