//! The Markdown of the rules' pages as blocks: headings, paragraphs, items of lists, tables and code.

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    /// The title of the page.
    Title(&'a str),
    /// The heading of a section.
    Heading(&'a str),
    /// A paragraph.
    Paragraph(String),
    /// An item of a list: its mark and its text.
    Item(&'a str, String),
    /// The rows of a table, its head first.
    Table(Vec<Vec<String>>),
    /// Lines of code as they stand.
    Code(Vec<&'a str>),
}

/// The blocks of a text in their order.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut in_code = false;
    // Whether the next line goes on with the last block.
    let mut open = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            open = false;
            if in_code {
                blocks.push(Block::Code(Vec::new()));
            }
        } else if in_code {
            if let Some(Block::Code(lines)) = blocks.last_mut() {
                lines.push(line);
            }
        } else {
            open = read(line, open, &mut blocks);
        }
    }
    blocks
}

/// Reads a line outside code; whether the next one may go on with it.
fn read<'a>(line: &'a str, open: bool, blocks: &mut Vec<Block<'a>>) -> bool {
    if let Some(title) = line.strip_prefix("# ") {
        blocks.push(Block::Title(title));
        return false;
    }
    if line.starts_with('#') {
        blocks.push(Block::Heading(line.trim_start_matches(['#', ' '])));
        return false;
    }
    if line.trim().is_empty() {
        return false;
    }
    if let Some(row) = line.strip_prefix('|') {
        table_row(row, open, blocks);
    } else if let Some((mark, text)) = item(line) {
        blocks.push(Block::Item(mark, inline(text)));
    } else {
        match blocks.last_mut().filter(|_| open) {
            Some(Block::Paragraph(text) | Block::Item(_, text)) => {
                text.push(' ');
                text.push_str(&inline(line.trim()));
            }
            _ => blocks.push(Block::Paragraph(inline(line))),
        }
    }
    true
}

fn table_row(row: &str, open: bool, blocks: &mut Vec<Block<'_>>) {
    let cells = row.trim_end().trim_end_matches('|').split(" | ");
    let cells: Vec<String> = cells.map(|cell| inline(cell.trim())).collect();
    if row.chars().all(|one| matches!(one, '-' | '|' | ' ' | ':')) {
        return;
    }
    match blocks.last_mut().filter(|_| open) {
        Some(Block::Table(rows)) => rows.push(cells),
        _ => blocks.push(Block::Table(vec![cells])),
    }
}

/// The mark of a list and what stands behind it.
fn item(line: &str) -> Option<(&str, &str)> {
    let (mark, text) = line.split_once(' ')?;
    let number = mark.strip_suffix('.').filter(|digits| !digits.is_empty());
    let numbered = number.is_some_and(|digits| digits.bytes().all(|one| one.is_ascii_digit()));
    (mark == "-" || numbered).then_some((mark, text))
}

/// The text without the signs for bold letters, and of links only the words; code keeps its signs.
fn inline(text: &str) -> String {
    let text = text.replace("**", "");
    let (mut shown, mut rest) = (String::new(), text.as_str());
    while let Some((before, after)) = rest.split_once("](") {
        let link = before.rsplit_once('[').zip(after.split_once(')'));
        let Some(((outside, words), (_, behind))) = link else { break };
        shown.push_str(outside);
        shown.push_str(words);
        rest = behind;
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks, inline};

    #[test]
    fn lines_are_joined_and_lists_and_tables_are_not() {
        let text = "# T\n\nOne\ntwo.\n\n## H\n1. **a**: b\n   c\n2. d\n\n| x | y |\n| --- | --- |\n| `1` | 2 |\nEnd\n";
        let expected = [
            Block::Title("T"),
            Block::Paragraph("One two.".to_owned()),
            Block::Heading("H"),
            Block::Item("1.", "a: b c".to_owned()),
            Block::Item("2.", "d".to_owned()),
            Block::Table(vec![
                vec!["x".to_owned(), "y".to_owned()],
                vec!["`1`".to_owned(), "2".to_owned()],
            ]),
            Block::Paragraph("End".to_owned()),
        ];
        assert_eq!(blocks(text), expected);
        assert_eq!(blocks("```yaml\n# a\n\n- b\n```\n"), [Block::Code(vec!["# a", "", "- b"])]);
    }

    #[test]
    fn links_are_their_words() {
        assert_eq!(inline("see [the **list**](a.md), or [that](b)"), "see the list, or that");
        assert_eq!(inline("`a[0](b` and ]( and ["), "`a[0](b` and ]( and [");
    }
}
