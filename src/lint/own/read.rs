//! Reading a rule file: every fault is a problem at its exact place.

mod yaml;

use super::message::Template;
use super::place;
use super::problems::{EXPRESSION, LIMIT, NAME, SHAPE, TAKEN};
use super::vocabulary::{self as class, CLASSES};
use super::{Example, OwnRule, Shape};
use crate::catalog;
use crate::cel::{Fault, FaultKind, Program, Type, Variable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Benefit, Gate, RULES, find_rule};
use crate::source::{Source, Span, Spanned};
use crate::suggest;
use crate::syntax::{self, NodeId, Tree, Value};

const TOP: &[&str] = &["rules"];
const RULE: &[&str] = &[
    "code", "name", "summary", "severity", "benefit", "when", "for", "where", "assert", "path",
    "require", "message", "help", "docs", "tests",
];
const PATH: &[&str] = &["from", "to", "must-pass"];
const REQUIRE: &[&str] = &["cover", "for", "by"];
const TESTS: &[&str] = &["ok", "bad"];
const EACH: &[&str] = &["component", "connection", "group", "blueprint"];
const SEVERITIES: &[&str] = &["info", "warning", "error"];
const GATES: &[(&str, Gate)] = &[
    ("always", Gate::Always),
    ("not-demo", Gate::NotDemo),
    ("not-dev", Gate::NotDev),
    ("prod", Gate::Prod),
    ("pedantic", Gate::Pedantic),
];

/// Beginnings of codes that are not for own rules.
const RESERVED: &[&str] = &["BPT", "CFG", "RUL"];

/// Adds the rules of a file to those of the files before it, and gives everything that is wrong with it. A rule with a
/// fault is left out.
pub fn read(source: &Source, rules: &mut Vec<OwnRule>) -> Vec<Diagnostic> {
    let parsed = syntax::parse(source);
    let mut reader = Reader { source, tree: &parsed.tree, problems: parsed.diagnostics };
    let root = parsed.tree.root();
    if let Some(root) = root {
        reader.keys(root, TOP, "a rule file");
    }
    if let Some(list) = root.and_then(|root| parsed.tree.get(root, "rules")) {
        reader.rules(list, rules);
    } else if reader.problems.is_empty() {
        let start = root.map_or(0, |root| parsed.tree.span(root).start);
        let found = syntax::MISSING_KEY.at(Span::new(start, start), "the file has no `rules`");
        reader.problems.push(found.help("begin with `rules:` and a list of rules"));
    }
    reader.problems
}

/// A shape, the variables of its message, and the fields that are known to be said where that is filled.
type Shaped = (Shape, Vec<Variable>, Vec<(String, String)>);

struct Reader<'a> {
    source: &'a Source,
    tree: &'a Tree,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn rules(&mut self, list: NodeId, rules: &mut Vec<OwnRule>) {
        if self.tree.items(list).is_empty() {
            let found =
                syntax::WRONG_TYPE.at(self.tree.span(list), "`rules` is not a list of rules");
            self.problems.push(found);
        }
        for &item in self.tree.items(list) {
            if rules.len() == super::MAX_RULES {
                let message = format!("there are more than {} rules", super::MAX_RULES);
                self.problems.push(LIMIT.at(self.tree.span(item), message));
                return;
            }
            let before = self.problems.len();
            let rule = self.rule(item, rules);
            if self.problems.len() == before {
                rules.extend(rule);
            }
        }
    }

    fn rule(&mut self, node: NodeId, others: &[OwnRule]) -> Option<OwnRule> {
        self.keys(node, RULE, "a rule");
        let code = self.required(node, "code", "a rule");
        let name = self.required(node, "name", "a rule");
        let shape = self.shape(node);
        let (severity, gate, benefit) = self.words(node);
        if let Some(code) = &code {
            self.code(code, others);
        }
        if let Some(name) = &name {
            self.name(name, others);
        }
        let (code, name) = (code?, name?);
        let (shape, variables, asked) = shape?;
        let message = self.message(node, &variables, &asked);
        let summary = self.text(node, "summary").map(|said| said.value);
        Some(OwnRule {
            summary: summary.unwrap_or_else(|| name.value.replace('-', " ")),
            severity,
            benefit,
            gate,
            help: self.text(node, "help").map(|said| said.value),
            docs: self.docs(node),
            examples: self.examples(node),
            file: self.source.name().to_owned(),
            span: self.tree.span(node),
            text: self.source.slice(self.tree.span(node)).to_owned(),
            code: code.value,
            name: name.value,
            shape,
            message,
        })
    }

    /// How bad a finding is, when the rule runs and what it is good for.
    fn words(&mut self, node: NodeId) -> (Severity, Gate, Benefit) {
        let severity = match self.word(node, "severity", SEVERITIES) {
            Some("info") => Severity::Info,
            Some("error") => Severity::Error,
            _ => Severity::Warning,
        };
        let gates: Vec<&str> = GATES.iter().map(|(word, _)| *word).collect();
        let gate = self.word(node, "when", &gates);
        let gate = GATES.iter().find(|(word, _)| Some(*word) == gate);
        let benefits: Vec<&str> = Benefit::ALL.iter().map(|one| one.as_str()).collect();
        let benefit = self.word(node, "benefit", &benefits);
        let benefit = Benefit::ALL.iter().find(|one| Some(one.as_str()) == benefit);
        (
            severity,
            gate.map_or(Gate::Always, |(_, gate)| *gate),
            benefit.copied().unwrap_or(Benefit::Responsibility),
        )
    }

    /// A code is some capital letters and at least three digits, and nobody else's.
    fn code(&mut self, code: &Spanned<String>, others: &[OwnRule]) {
        let letters = code.value.trim_end_matches(|one: char| one.is_ascii_digit());
        let digits = code.value.len() - letters.len();
        let good = letters.bytes().all(|one| one.is_ascii_uppercase())
            && (2..=12).contains(&letters.len())
            && (3..=5).contains(&digits);
        if !good {
            let found = syntax::UNKNOWN_VALUE
                .at(code.span, format!("`{}` is no code of a rule", code.value));
            self.problems.push(
                found.help(
                    "write two to twelve capital letters and three to five digits: `ACME001`",
                ),
            );
            return;
        }
        let prefix = |own: &str| own.trim_end_matches(|one: char| one.is_ascii_digit()) == letters;
        if RESERVED.contains(&letters) || RULES.iter().any(|rule| prefix(rule.code)) {
            let found =
                TAKEN.at(code.span, format!("codes that begin with `{letters}` are built in"));
            self.problems.push(found.help("begin with letters of your own: `ACME001`"));
        } else if let Some(other) = others.iter().find(|other| other.code == code.value) {
            self.taken(code, other);
        }
    }

    fn name(&mut self, name: &Spanned<String>, others: &[OwnRule]) {
        let letter = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-';
        let ends = |text: &str| text.starts_with('-') || text.ends_with('-');
        if name.value.is_empty()
            || !name.value.chars().all(letter)
            || ends(&name.value)
            || name.value == "all"
        {
            let found = syntax::UNKNOWN_VALUE
                .at(name.span, format!("`{}` is no name of a rule", name.value));
            self.problems
                .push(found.help("write small letters, digits and `-`: `pii-stays-in-eu`"));
        } else if find_rule(&name.value).is_some() {
            let found = TAKEN.at(name.span, format!("a built-in rule is called `{}`", name.value));
            self.problems.push(found);
        } else if let Some(other) = others.iter().find(|other| other.name == name.value) {
            self.taken(name, other);
        }
    }

    fn taken(&mut self, word: &Spanned<String>, other: &OwnRule) {
        let found = TAKEN.at(word.span, format!("another rule is called `{}`", word.value));
        let here = other.file == self.source.name();
        self.problems.push(if here {
            found.label(other.span, "this one")
        } else {
            found.help(format!("it stands in `{}`", other.file))
        });
    }

    fn shape(&mut self, node: NodeId) -> Option<Shaped> {
        let said = ["assert", "path", "require"].map(|key| self.tree.get(node, key));
        let stray = match said {
            [Some(_), None, None] => None,
            [None, Some(_), None] | [None, None, Some(_)] => {
                ["for", "where"].into_iter().find(|key| self.tree.get(node, key).is_some())
            }
            // A misspelt `assert` is one mistake and not two.
            [None, None, None] if self.has_unknown_key(node) => return None,
            _ => {
                let found = SHAPE.at(self.tree.span(node), "the rule has not exactly one shape");
                self.problems.push(found.help("write `for` and `assert`, or `path`, or `require`"));
                return None;
            }
        };
        if let Some(key) = stray {
            let found = SHAPE.at(self.key(node, key), format!("`{key}` goes with `assert` only"));
            self.problems.push(found);
        }
        match said {
            [Some(_), ..] => self.each(node),
            [_, Some(path), _] => self.path(path),
            [.., require] => self.require(require?),
        }
    }

    /// Whether a key of the mapping was found to be none.
    fn has_unknown_key(&self, node: NodeId) -> bool {
        let whole = self.tree.span(node);
        self.problems.iter().any(|one| {
            let at = one.primary.span;
            one.code == syntax::UNKNOWN_KEY.code && whole.start <= at.start && at.end <= whole.end
        })
    }

    fn each(&mut self, node: NodeId) -> Option<Shaped> {
        if self.tree.get(node, "for").is_none() {
            let found = SHAPE.at(self.key(node, "assert"), "the rule does not say what it is for");
            self.problems
                .push(found.help("add `for: component` (or connection, group, blueprint)"));
        }
        let class = match self.word(node, "for", EACH) {
            Some("connection") => class::CONNECTION,
            Some("group") => class::GROUP,
            Some("blueprint") => class::BLUEPRINT,
            _ => class::COMPONENT,
        };
        let variables = variables(&[("self", class)]);
        let when = self.expression(node, "where", &variables, &[]);
        let mut asked = when.as_ref().map_or_else(Vec::new, |when| when.asked().to_vec());
        let assert = self.expression(node, "assert", &variables, &asked)?;
        asked.extend(assert.asked().iter().cloned());
        Some((Shape::Each { class, when, assert }, variables, asked))
    }

    fn path(&mut self, node: NodeId) -> Option<Shaped> {
        self.keys(node, PATH, "`path`");
        let about = variables(&[("self", class::COMPONENT)]);
        let from = self.condition(node, "from", &about, "`path`");
        let to = self.condition(node, "to", &about, "`path`");
        let past = self.expression(node, "must-pass", &about, &[]);
        let variables = variables(&[("from", class::COMPONENT), ("to", class::COMPONENT)]);
        Some((Shape::Path { from: from?, to: to?, past }, variables, Vec::new()))
    }

    fn require(&mut self, node: NodeId) -> Option<Shaped> {
        self.keys(node, REQUIRE, "`require`");
        let variables = variables(&[("self", class::COMPONENT)]);
        let capability = self.required(node, "cover", "`require`");
        let needs = self.condition(node, "for", &variables, "`require`");
        let by = self.expression(node, "by", &variables, &[]);
        let (capability, needs) = (capability?, needs?);
        if self.tree.get(node, "by").is_none() && catalog::capability(&capability.value).is_none() {
            let known = catalog::capabilities().iter().map(|one| one.id);
            let help = match suggest::nearest(&capability.value, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "say with `by` which components provide it: `by: \"'kill-switch' in self.tags\"`".to_owned(),
            };
            let fact = format!("there is no capability `{}`", capability.value);
            self.problems.push(NAME.at(capability.span, fact).help(help));
        }
        let asked = needs.asked().to_vec();
        Some((Shape::Cover { capability: capability.value, by, needs }, variables, asked))
    }

    fn message(
        &mut self,
        node: NodeId,
        variables: &[Variable],
        asked: &[(String, String)],
    ) -> Option<Template> {
        let said = self.text(node, "message")?;
        match Template::compile(&said.value, CLASSES, variables, asked) {
            Ok(template) => Some(template),
            Err(faults) => {
                self.faults(&said, faults);
                None
            }
        }
    }

    fn docs(&mut self, node: NodeId) -> Option<String> {
        let said = self.text(node, "docs")?;
        let good = ["https://", "http://"].iter().any(|scheme| said.value.starts_with(scheme));
        if !good || said.value.contains(|one: char| one.is_whitespace() || one.is_control()) {
            let found = syntax::UNKNOWN_VALUE.at(said.span, "`docs` is not a web address");
            self.problems.push(found.help("begin it with `https://`"));
        }
        Some(said.value)
    }

    fn examples(&mut self, node: NodeId) -> Vec<Example> {
        let Some(tests) = self.tree.get(node, "tests") else { return Vec::new() };
        self.keys(tests, TESTS, "`tests`");
        let mut examples = Vec::new();
        for (key, bad) in [("bad", true), ("ok", false)] {
            let Some(list) = self.tree.get(tests, key) else { continue };
            let items = match &self.tree.node(list).value {
                Value::Sequence(items) => items.clone(),
                _ => vec![list],
            };
            for item in items {
                let span = self.tree.span(item);
                let text = self.tree.text(item).filter(|text| !text.trim().is_empty());
                if text.is_none() {
                    let fact = format!("`{key}` takes files, or blueprints in blocks (`|`)");
                    self.problems.push(syntax::WRONG_TYPE.at(span, fact));
                }
                examples.extend(text.map(|text| Example { bad, text: text.to_owned(), span }));
            }
        }
        examples
    }

    fn condition(
        &mut self,
        node: NodeId,
        key: &str,
        variables: &[Variable],
        part: &str,
    ) -> Option<Program> {
        self.required(node, key, part)?;
        self.expression(node, key, variables, &[])
    }

    /// The condition under `key`, when it is said.
    fn expression(
        &mut self,
        node: NodeId,
        key: &str,
        variables: &[Variable],
        asked: &[(String, String)],
    ) -> Option<Program> {
        let said = self.text(node, key)?;
        match Program::compile(&said.value, CLASSES, variables, asked) {
            Ok(program) if matches!(program.result(), Type::Bool | Type::Any) => Some(program),
            Ok(_) => {
                let found = EXPRESSION.at(said.span, format!("`{key}` is no condition"));
                self.problems
                    .push(found.help("compare it with something: it must be true or false"));
                None
            }
            Err(faults) => {
                self.faults(&said, faults);
                None
            }
        }
    }

    fn faults(&mut self, said: &Spanned<String>, faults: Vec<Fault>) {
        for fault in faults {
            let problem = match fault.kind {
                FaultKind::Expression => &EXPRESSION,
                FaultKind::Name => &NAME,
                FaultKind::Limit => &LIMIT,
            };
            let span = place::within(self.source, said.span, &said.value, fault.span);
            let found = problem.at(span, fault.message);
            self.problems.push(match fault.help {
                Some(help) => found.help(help),
                None => found,
            });
        }
    }
}

/// The variables of an expression: its own, then the blueprint and its context.
fn variables(own: &[(&'static str, usize)]) -> Vec<Variable> {
    let more = [("blueprint", class::BLUEPRINT), ("context", class::CONTEXT)];
    own.iter().copied().chain(more).map(|(name, class)| (name, Type::Object(class))).collect()
}
