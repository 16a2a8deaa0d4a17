//! One blueprint written in many ways that say the same.

use cyanotype::{
    source::Source,
    syntax::{self, NodeId, Style, Tree, Value},
};

/// The text in every way that it can be written in, each with the name of the way.
pub(crate) fn of(text: &str) -> Vec<(&'static str, String)> {
    let tree = syntax::parse(&Source::new("a.yaml", text)).tree;
    let Some(root) = tree.root() else { return Vec::new() };
    let print = |form: Form| {
        let mut printer =
            Printer { tree: &tree, form, seen: Vec::new(), anchors: 0, text: String::new() };
        printer.block(root, 0);
        printer.text
    };
    let usual = Form::default();
    let mut flow =
        Printer { tree: &tree, form: usual, seen: Vec::new(), anchors: 0, text: String::new() };
    flow.flow(root);
    let one_line = flow.text;
    let printed = [
        ("blocks", print(usual)),
        ("quoted keys", print(Form { keys: Quotes::Double, ..usual })),
        ("quoted values", print(Form { values: Quotes::Single, ..usual })),
        ("values as lines", print(Form { values: Quotes::Lines, ..usual })),
        ("anchors", print(Form { anchors: true, ..usual })),
        ("aliases", print(Form { aliases: true, ..usual })),
        ("components in braces", print(Form { braces_below: 2, ..usual })),
        ("layers in braces", print(Form { braces_below: 1, ..usual })),
        ("braces over lines", print(Form { braces_below: 2, broken: true, ..usual })),
        ("all in braces", format!("{one_line}\n")),
        ("all in braces, with an end", format!("---\n{one_line} # so\n...\n")),
    ];
    let changed = [
        ("as it is", text.to_owned()),
        ("windows lines", text.replace('\n', "\r\n")),
        ("no last line end", text.trim_end().to_owned()),
        ("comments behind", behind(text, "  # note")),
        ("comments behind tabs", behind(text, "\t# note\t")),
        ("comments between", between(text)),
        ("marks around", format!("--- # so\n{text}...\n# after\n")),
        ("a comment at the end", format!("{}\n  # the end", text.trim_end())),
        ("indented", indented(text, |depth| depth + 2)),
        ("wide", indented(text, |depth| 2 * depth)),
        ("blank lines around", format!("\n\n{}\n\n\n", text.trim_end())),
    ];
    let all = changed.into_iter().chain(printed);
    all.filter(|(_, form)| says_the_same(&tree, form)).collect()
}

fn says_the_same(tree: &Tree, text: &str) -> bool {
    let parsed = syntax::parse(&Source::new("a.yaml", text));
    let known = parsed.diagnostics.is_empty();
    known
        && tree
            .root()
            .zip(parsed.tree.root())
            .is_some_and(|(one, other)| meaning(tree, one) == meaning(&parsed.tree, other))
}

/// What a node says, whatever it looks like.
pub(crate) fn meaning(tree: &Tree, id: NodeId) -> String {
    match &tree.node(id).value {
        Value::Scalar(text, _) => format!("{:?}", text.trim_end()),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(|&item| meaning(tree, item)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Mapping(entries) => {
            let entry = |one: &syntax::Entry| {
                format!("{}:{}", meaning(tree, one.key), meaning(tree, one.value))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}

/// A comment behind every line that has none.
fn behind(text: &str, comment: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| match line {
        _ if line.is_empty() || line.contains('#') => format!("{line}\n"),
        _ => format!("{line}{comment} {at}\n"),
    });
    lines.collect()
}

/// Comments above every line, below it and deeper than it, and blank lines.
fn between(text: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| {
        let indent = &line[..line.len() - line.trim_start().len()];
        if line.trim_start().starts_with('#') {
            return format!("{line}\n");
        }
        format!("\n{indent}# above {at}\n{line}\n{indent}    # below {at}\n")
    });
    lines.collect()
}

fn indented(text: &str, change: impl Fn(usize) -> usize) -> String {
    let lines = text.lines().map(|line| {
        let rest = line.trim_start();
        if rest.is_empty() {
            return "\n".to_owned();
        }
        format!("{}{rest}\n", " ".repeat(change(line.len() - rest.len())))
    });
    lines.collect()
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Quotes {
    #[default]
    None,
    Single,
    Double,
    Lines,
}

#[derive(Clone, Copy, Default)]
struct Form {
    keys: Quotes,
    values: Quotes,
    /// Whether every value has an anchor.
    anchors: bool,
    /// Whether a text that stood before is an alias.
    aliases: bool,
    /// From which depth on mappings stand in braces; never with 0.
    braces_below: usize,
    /// Whether each entry in braces has a line of its own, with a comment.
    broken: bool,
}

struct Printer<'a> {
    tree: &'a Tree,
    form: Form,
    seen: Vec<&'a str>,
    anchors: usize,
    text: String,
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn is_bare(text: &str) -> bool {
    let plain = |one: char| one.is_alphanumeric() || "-_./ ~<>&".contains(one);
    text.starts_with(char::is_alphanumeric) && text.chars().all(plain) && text.trim() == text
}

impl<'a> Printer<'a> {
    fn key(&mut self, id: NodeId) {
        let text = self.tree.text(id).unwrap_or("");
        let text = match self.form.keys {
            Quotes::Double => quoted(text),
            _ if is_bare(text) => text.to_owned(),
            _ => quoted(text),
        };
        self.text.push_str(&text);
    }

    /// The scalar on one line.
    fn scalar(&mut self, id: NodeId) {
        let Value::Scalar(text, style) = &self.tree.node(id).value else { return };
        let text: &'a str = text;
        let word = *style == Style::Plain
            && text.parse::<f64>().is_err()
            && !["true", "false", "", "null", "~"].contains(&text);
        if self.form.aliases && word && is_bare(text) && !text.contains(' ') {
            if let Some(at) = self.seen.iter().position(|one| *one == text) {
                self.text.push_str(&format!("*w{at} "));
                return;
            }
            self.text.push_str(&format!("&w{} ", self.seen.len()));
            self.seen.push(text);
        }
        let shown = match self.form.values {
            Quotes::Single if word => format!("'{}'", text.replace('\'', "''")),
            _ if *style == Style::Plain && (!word || is_bare(text)) => text.to_owned(),
            _ => quoted(text),
        };
        self.text.push_str(&shown);
    }

    fn flow(&mut self, id: NodeId) {
        match &self.tree.node(id).value {
            Value::Scalar(..) => self.scalar(id),
            Value::Sequence(items) => {
                self.text.push('[');
                for (at, &item) in items.iter().enumerate() {
                    self.text.push_str(if at > 0 { ", " } else { "" });
                    self.flow(item);
                }
                self.text.push(']');
            }
            Value::Mapping(entries) => {
                self.text.push('{');
                for (at, entry) in entries.iter().enumerate() {
                    self.text.push_str(if at > 0 { ", " } else { "" });
                    self.key(entry.key);
                    self.text.push_str(": ");
                    self.flow(entry.value);
                }
                self.text.push('}');
            }
        }
    }

    /// A mapping in braces, each entry on a line of its own.
    fn broken(&mut self, id: NodeId, depth: usize) {
        let indent = "  ".repeat(depth + 1);
        self.text.push_str("{ # begin\n");
        for (at, entry) in self.tree.entries(id).iter().enumerate() {
            self.text.push_str(&indent);
            self.key(entry.key);
            self.text.push_str(": ");
            self.flow(entry.value);
            self.text.push_str(&format!(", # entry {at}\n"));
        }
        self.text.push_str(&indent);
        self.text.push_str("}\n");
    }

    fn block(&mut self, id: NodeId, depth: usize) {
        let indent = "  ".repeat(depth);
        let pairs: Vec<(Option<NodeId>, NodeId)> = match &self.tree.node(id).value {
            Value::Mapping(entries) => {
                entries.iter().map(|one| (Some(one.key), one.value)).collect()
            }
            Value::Sequence(items) => items.iter().map(|&item| (None, item)).collect(),
            Value::Scalar(..) => return,
        };
        for (key, value) in pairs {
            self.text.push_str(&indent);
            if let Some(key) = key {
                self.key(key);
                self.text.push_str(": ");
            } else {
                self.text.push_str("- ");
            }
            self.value(value, depth, key.is_some());
        }
    }

    fn value(&mut self, id: NodeId, depth: usize, of_key: bool) {
        if self.form.anchors {
            self.anchors += 1;
            self.text.push_str(&format!("&a{} ", self.anchors));
        }
        let below = self.form.braces_below;
        let empty = self.tree.entries(id).is_empty() && self.tree.items(id).is_empty();
        match &self.tree.node(id).value {
            Value::Scalar(text, Style::Plain)
                if self.form.values == Quotes::Lines
                    && of_key
                    && is_bare(text)
                    && text.parse::<f64>().is_err()
                    && !["true", "false"].contains(&text.as_str()) =>
            {
                self.text.push_str(&format!("|-\n{}{text}\n", "  ".repeat(depth + 1)));
            }
            Value::Scalar(..) => {
                self.scalar(id);
                self.text.push('\n');
            }
            Value::Mapping(_) if self.form.broken && depth + 1 >= below && of_key && !empty => {
                self.broken(id, depth);
            }
            _ if empty || !of_key || (below > 0 && depth + 1 >= below) => {
                self.flow(id);
                self.text.push('\n');
            }
            _ => {
                self.text.push('\n');
                self.block(id, depth + 1);
            }
        }
    }
}
