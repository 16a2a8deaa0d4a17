//! Connections and flows: statements read with the grammar and written out into single connections.

use super::build::Building;
use super::grammar::{self, End, Statement};
use super::keys::{CONNECTION, FLOW, has};
use super::reader::{Pair, list_of};
use super::said::{BlueprintConnection, BlueprintFlow, BlueprintStatement, Target};
use super::value::Properties;
use crate::catalog::{self, Carrier};
use crate::source::{Span, Spanned};
use crate::syntax::{INVALID_CONNECTION, LIMIT_EXCEEDED, NodeId, Style, Value};

/// The most single connections of a blueprint.
const MAX_CONNECTIONS: usize = 20_000;

impl Building<'_> {
    /// Reads `flows`.
    pub(super) fn flows(&mut self, id: NodeId) {
        if !self.mapping(id, "flows", "flows: `id: {title, steps}`") {
            return;
        }
        for (key, value) in self.reader.pairs(id) {
            self.flow(key, value);
        }
    }

    fn flow(&mut self, id: Spanned<String>, node: NodeId) {
        let at = self.said.flows.len();
        let span = id.span.to(self.reader.tree.span(node));
        self.said.flows.push(BlueprintFlow {
            id,
            span,
            title: None,
            style: None,
            steps: Vec::new(),
        });
        let first = self.said.connections.len();
        if let Value::Sequence(_) = self.reader.tree.node(node).value {
            self.reader.wrong_type(node, "flows", "a mapping `{title, steps}` for each flow");
            self.statements(node, Some(at));
        } else if self.mapping(node, "flows", "`{title, steps}` for each flow") {
            for (key, value) in self.reader.known_pairs(node, FLOW, "a flow") {
                match key.value.as_str() {
                    "title" => self.said.flows[at].title = self.reader.text(value, "title"),
                    "style" => self.said.flows[at].style = self.reader.word(value, "style"),
                    _ => self.statements(value, Some(at)),
                }
            }
        }
        self.said.flows[at].steps = (first..self.said.connections.len()).collect();
    }

    /// Reads a list of connections.
    pub(super) fn statements(&mut self, id: NodeId, flow: Option<usize>) {
        let tree = self.reader.tree;
        let key = if flow.is_some() { "steps" } else { "connections" };
        match &tree.node(id).value {
            Value::Sequence(items) => items.iter().for_each(|&item| self.item(item, flow)),
            Value::Scalar(text, Style::Plain) if text.is_empty() => {}
            _ => {
                self.reader.wrong_type(id, key, "a list: begin each connection with `- `");
                self.item(id, flow);
            }
        }
    }

    fn item(&mut self, id: NodeId, flow: Option<usize>) {
        let tree = self.reader.tree;
        match &tree.node(id).value {
            Value::Mapping(_) => {
                for (key, value) in self.reader.pairs(id) {
                    self.statement(&key, Some(value), flow);
                }
            }
            Value::Scalar(text, _) if !tree.is_null(id) => {
                self.statement(&Spanned::new(text.clone(), tree.span(id)), None, flow);
            }
            _ => {
                let what = self.reader.kind_of(id);
                let problem = INVALID_CONNECTION
                    .at(tree.span(id), format!("a connection is expected, not {what}"));
                self.reader.problems.push(problem.help("write `a -> b`"));
            }
        }
    }

    fn statement(&mut self, key: &Spanned<String>, value: Option<NodeId>, flow: Option<usize>) {
        let parsed = grammar::parse(&key.value);
        if !self.report_flaws(key, &parsed) {
            return;
        }
        let span = value.map_or(key.span, |value| key.span.to(self.reader.tree.span(value)));
        let index = self.said.statements.len();
        let first = self.said.connections.len();
        self.expand(key, &parsed, index);
        self.said.statements.push(BlueprintStatement {
            key: key.span,
            span,
            flow,
            label: None,
            kind: None,
            data: None,
            properties: Properties::default(),
            connections: first..self.said.connections.len(),
        });
        if let Some(value) = value {
            self.attributes(index, value);
        }
    }

    /// Reports what is wrong with a statement; `false` when it is no statement at all.
    fn report_flaws(&mut self, key: &Spanned<String>, parsed: &Statement) -> bool {
        let whole = parsed.arrows.is_empty();
        let attribute = has(CONNECTION, &key.value)
            || catalog::property(&key.value, Carrier::Connection).is_some();
        if whole && attribute {
            let message = format!("`{}` is not a connection", key.value);
            let problem = INVALID_CONNECTION.at(key.span, message);
            self.reader.problems.push(problem.help("write attributes as `a -> b: {label: …}`"));
            return false;
        }
        for flaw in &parsed.flaws {
            let span = self.reader.part(key.span, &key.value, flaw.at.from, flaw.at.to);
            let problem = INVALID_CONNECTION.at(span, flaw.message.clone());
            let word = key.value.get(flaw.at.from..flaw.at.to).unwrap_or_default();
            let help = if word.contains(['[', ',']) {
                "write several ends with `&` between them: `a -> b & c`"
            } else {
                "write `a -> b`, `a ~> b` or `a <-> b`, with ids as ends"
            };
            self.reader.problems.push(problem.help(help));
        }
        if whole && parsed.flaws.is_empty() {
            let problem = INVALID_CONNECTION.at(key.span, format!("`{}` has no arrow", key.value));
            self.reader.problems.push(problem.help(format!("write `{} -> …`", key.value)));
        }
        !whole
    }

    /// Writes the statement out into single connections.
    fn expand(&mut self, key: &Spanned<String>, parsed: &Statement, statement: usize) {
        for (hop, (&arrow, sides)) in parsed.arrows.iter().zip(parsed.groups.windows(2)).enumerate()
        {
            for &from in &sides[0] {
                for &to in &sides[1] {
                    let (from, to) = (self.end(key, from), self.end(key, to));
                    if from.value == to.value {
                        self.report_loop(&from, &to);
                    } else if self.said.connections.len() < MAX_CONNECTIONS {
                        self.said.connections.push(BlueprintConnection {
                            from,
                            to,
                            arrow,
                            statement,
                            hop,
                        });
                    } else {
                        return self.report_many(key.span);
                    }
                }
            }
        }
    }

    fn end(&self, key: &Spanned<String>, end: End) -> Spanned<String> {
        let id = key.value.get(end.from..end.to).unwrap_or("").to_owned();
        Spanned::new(id, self.reader.part(key.span, &key.value, end.from, end.to))
    }

    fn report_loop(&mut self, from: &Spanned<String>, to: &Spanned<String>) {
        let message = format!("a connection from `{}` to itself", from.value);
        let problem = INVALID_CONNECTION
            .at(to.span, message)
            .label(from.span, "it begins here")
            .subjects([&from.value]);
        self.reader
            .problems
            .push(problem.help("name the component at the other end, or remove the connection"));
    }

    fn report_many(&mut self, span: Span) {
        let message = format!("the blueprint has more than {MAX_CONNECTIONS} connections");
        if !std::mem::replace(&mut self.full, true) {
            self.reader.problems.push(LIMIT_EXCEEDED.at(span, message).help("split the blueprint"));
        }
    }

    fn attributes(&mut self, statement: usize, id: NodeId) {
        let tree = self.reader.tree;
        match &tree.node(id).value {
            Value::Mapping(_) => {
                for pair in self.reader.pairs(id) {
                    self.attribute(statement, pair);
                }
            }
            Value::Scalar(..) if tree.is_null(id) => {}
            Value::Scalar(..) => self.said.statements[statement].label = self.reader.scalar(id),
            Value::Sequence(_) => {
                let names: Vec<&str> = CONNECTION.iter().map(|key| key.name).collect();
                let problem = INVALID_CONNECTION
                    .at(tree.span(id), "a connection takes a label or attributes, not a list");
                self.reader.problems.push(problem.help(list_of("attributes are", &names)));
            }
        }
    }

    fn attribute(&mut self, statement: usize, (key, value): Pair) {
        let (said, reader) = (&mut self.said.statements[statement], &mut self.reader);
        match key.value.as_str() {
            "label" => said.label = reader.text(value, "label"),
            "kind" => said.kind = reader.word(value, "kind"),
            "data" => said.data = Some(reader.words(value, "data")),
            "ignore" => {
                self.said.suppressions.extend(reader.ignore(value, Target::Statement(statement)));
            }
            _ => reader.add_property(
                &mut said.properties,
                Carrier::Connection,
                CONNECTION,
                (key, value),
            ),
        }
    }
}
