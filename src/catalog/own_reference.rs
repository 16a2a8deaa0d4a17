//! A user's own reference architecture: the same form as `data/references/aws-genai.yaml`, read from a parsed tree.

use super::reference::{COLOURS, Expectation, Layer, PATTERNS, Place, Reference, Text};
use super::{capabilities, capability, service, services, suggest_service};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::suggest;
use crate::syntax::{self, NodeId, Problem, Tree, Value};
use std::borrow::Cow;

const TOP: [&str; 4] = ["id", "title", "description", "layers"];
const LAYER: [&str; 9] =
    ["id", "title", "purpose", "place", "colour", "required-by", "default", "expects", "reaches"];
const EXPECTATION: [&str; 3] = ["capability", "severity", "pedantic"];

/// Reads the reference architecture that stands in `tree`; `path` becomes its id.
///
/// All problems are returned with their places. There is no reference without at least one usable layer.
pub fn reference_from_yaml(path: &str, tree: &Tree) -> (Option<Reference>, Vec<Diagnostic>) {
    let mut reader = Reader { tree, problems: Vec::new() };
    let reference = tree.root().and_then(|root| reader.reference(path, root));
    (reference, reader.problems)
}

struct Reader<'a> {
    tree: &'a Tree,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn reference(&mut self, path: &str, root: NodeId) -> Option<Reference> {
        self.keys(root, &TOP)?;
        let layers: Vec<Layer> = match self.tree.get(root, "layers") {
            Some(list) => self.layers(list),
            None => Vec::new(),
        };
        if layers.is_empty() {
            self.report(&syntax::MISSING_KEY, self.tree.span(root), "no layer is described")
                .help("list them under `layers`, each with `id`, `title` and `place`");
            return None;
        }
        Some(Reference {
            id: Cow::Owned(path.to_owned()),
            title: self.text_or(root, "title", path),
            description: self.text_or(root, "description", ""),
            layers: layers.into(),
        })
    }

    fn layers(&mut self, list: NodeId) -> Vec<Layer> {
        let items = self.tree.items(list);
        if items.is_empty() {
            self.report(
                &syntax::WRONG_TYPE,
                self.tree.span(list),
                "`layers` is not a list of layers",
            );
        }
        let ids: Vec<&str> =
            items.iter().filter_map(|&item| self.tree.text(self.tree.get(item, "id")?)).collect();
        let mut layers: Vec<Layer> = Vec::new();
        for &item in items {
            let Some(layer) = self.layer(item, &ids) else { continue };
            if layers.iter().any(|known| known.id == layer.id) {
                let message = format!("the layer `{}` stands twice", layer.id);
                self.report(&syntax::DUPLICATE_ID, self.tree.span(item), message);
            } else {
                layers.push(layer);
            }
        }
        layers
    }

    fn layer(&mut self, node: NodeId, ids: &[&str]) -> Option<Layer> {
        self.keys(node, &LAYER)?;
        let Some(id) = self.text(node, "id") else {
            self.report(&syntax::MISSING_KEY, self.tree.span(node), "a layer without `id`");
            return None;
        };
        let place = match self.word(node, "place", &["band", "rail"]) {
            Some("rail") => Place::Rail,
            _ => Place::Band,
        };
        Some(Layer {
            title: self.text_or(node, "title", &id),
            purpose: self.text_or(node, "purpose", ""),
            place,
            colour: self.word(node, "colour", &COLOURS).unwrap_or(COLOURS[0]).to_owned().into(),
            required_by: self.words(node, "required-by", &PATTERNS).into(),
            default_service: self.default_service(node),
            expects: self.expectations(node).into(),
            reaches: self.words(node, "reaches", ids).into(),
            id,
        })
    }

    fn default_service(&mut self, node: NodeId) -> Text {
        let Some(word) = self.text(node, "default") else { return Cow::Borrowed("") };
        if let Some(found) = service(&word) {
            return Cow::Borrowed(found.service.id);
        }
        let near = suggest_service(&word).first().map(|service| service.id);
        let span = self.place_of(node, "default");
        let found = self.report(
            &syntax::UNKNOWN_VALUE,
            span,
            format!("`{word}` is no service of the catalogue"),
        );
        if let Some(near) = near {
            found.help(format!("did you mean `{near}`?"));
        }
        Cow::Borrowed("")
    }

    fn expectations(&mut self, node: NodeId) -> Vec<Expectation> {
        let Some(list) = self.tree.get(node, "expects") else { return Vec::new() };
        let items = self.tree.items(list);
        if items.is_empty() && !self.tree.is_null(list) {
            self.report(&syntax::WRONG_TYPE, self.tree.span(list), "`expects` is not a list");
        }
        items.iter().filter_map(|&item| self.expectation(item)).collect()
    }

    fn expectation(&mut self, item: NodeId) -> Option<Expectation> {
        self.keys(item, &EXPECTATION)?;
        let known: Vec<&str> = capabilities().iter().map(|row| row.id).collect();
        let word = self.word(item, "capability", &known)?;
        let id = capabilities()[capability(word)?].id;
        let severity = match self.word(item, "severity", &["info", "warning", "error"]) {
            Some("error") => Severity::Error,
            Some("info") => Severity::Info,
            _ => Severity::Warning,
        };
        let pedantic = self.word(item, "pedantic", &["true", "false"]) == Some("true");
        Some(Expectation { capability: Cow::Borrowed(id), severity, pedantic })
    }

    /// Reports keys that are not `known`; nothing when the node is no mapping.
    fn keys(&mut self, node: NodeId, known: &[&str]) -> Option<()> {
        let Value::Mapping(entries) = &self.tree.node(node).value else {
            self.report(&syntax::WRONG_TYPE, self.tree.span(node), "not a mapping");
            return None;
        };
        for entry in entries {
            let key = self.tree.text(entry.key).unwrap_or("");
            if !known.contains(&key) && !key.starts_with("x-") {
                let span = self.tree.span(entry.key);
                self.unknown(
                    &syntax::UNKNOWN_KEY,
                    span,
                    (&format!("unknown key `{key}`"), key),
                    known,
                );
            }
        }
        Some(())
    }

    fn text(&mut self, node: NodeId, key: &str) -> Option<Text> {
        let value = self.tree.get(node, key)?;
        match self.tree.text(value) {
            Some(text) if !text.is_empty() => Some(Cow::Owned(text.to_owned())),
            _ => {
                let message = format!("`{key}` is not a text");
                self.report(&syntax::WRONG_TYPE, self.tree.span(value), message);
                None
            }
        }
    }

    fn text_or(&mut self, node: NodeId, key: &str, otherwise: &str) -> Text {
        self.text(node, key).unwrap_or_else(|| Cow::Owned(otherwise.to_owned()))
    }

    fn word(&mut self, node: NodeId, key: &str, known: &[&str]) -> Option<&'a str> {
        let value = self.tree.get(node, key)?;
        self.known_word(value, key, known)
    }

    fn words(&mut self, node: NodeId, key: &str, known: &[&str]) -> Vec<Text> {
        let Some(value) = self.tree.get(node, key) else { return Vec::new() };
        let items = match &self.tree.node(value).value {
            Value::Sequence(items) => items.clone(),
            _ => vec![value],
        };
        let words = items.into_iter().filter_map(|item| self.known_word(item, key, known));
        words.map(|word| Cow::Owned(word.to_owned())).collect()
    }

    fn known_word(&mut self, value: NodeId, key: &str, known: &[&str]) -> Option<&'a str> {
        let word = self.tree.text(value).unwrap_or("");
        if known.contains(&word) {
            return Some(word);
        }
        let message = format!("`{word}` is no value of `{key}`");
        self.unknown(&syntax::UNKNOWN_VALUE, self.tree.span(value), (&message, word), known);
        None
    }

    fn unknown(&mut self, what: &Problem, span: Span, said: (&str, &str), known: &[&str]) {
        let (message, word) = said;
        let help = match suggest::nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of: {}", known.join(", ")),
        };
        self.report(what, span, message).help(help);
    }

    fn place_of(&self, node: NodeId, key: &str) -> Span {
        self.tree.span(self.tree.get(node, key).unwrap_or(node))
    }

    /// Adds a problem; the answer can still be given its help.
    fn report(&mut self, what: &Problem, span: Span, message: impl Into<String>) -> Report<'_> {
        self.problems.push(what.at(span, message));
        Report(self.problems.last_mut())
    }
}

/// The problem reported last.
struct Report<'a>(Option<&'a mut Diagnostic>);

impl Report<'_> {
    fn help(self, help: impl Into<String>) {
        if let Some(problem) = self.0 {
            problem.help = Some(help.into());
        }
    }
}

/// Whether some service of the catalogue may live in a layer called `id`.
///
/// A reference of one's own may have layers of which the catalogue knows nothing; no service is wrong there.
pub fn knows_layer(id: &str) -> bool {
    services().iter().any(|service| service.layers.contains(&id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::reference_from_yaml;
    use crate::catalog::{Place, Reference, reference};
    use crate::diagnostic::Severity;
    use crate::source::Source;
    use crate::syntax::parse;

    fn read(text: &str) -> (Option<Reference>, Vec<String>) {
        let source = Source::new("own.yaml", text);
        let (reference, problems) = reference_from_yaml("own.yaml", &parse(&source).tree);
        let line = |span| source.slice(span).to_owned();
        let told = problems.iter().map(|problem| {
            let help = problem.help.as_deref().unwrap_or("");
            format!("{}: {} ({help})", line(problem.primary.span), problem.message)
        });
        (reference, told.collect())
    }

    #[test]
    fn reads_the_built_in_reference_to_the_same() {
        let (own, problems) = read(include_str!("data/references/aws-genai.yaml"));
        assert_eq!(problems, Vec::<String>::new());
        let (own, built_in) = (own.unwrap(), reference("aws-genai").unwrap());
        assert_eq!(own.layers, built_in.layers);
        assert_eq!((own.id.as_ref(), &own.title), ("own.yaml", &built_in.title));
    }

    #[test]
    fn resolves_names_and_fills_in_what_is_not_said() {
        let text = "layers:\n- {id: brain, default: Amazon Bedrock, place: rail, expects: [{capability: guardrail}]}\n";
        let (own, problems) = read(text);
        assert_eq!(problems, Vec::<String>::new());
        let own = own.unwrap();
        let (_, layer) = own.layer("brain").unwrap();
        assert_eq!((layer.title.as_ref(), layer.place), ("brain", Place::Rail));
        assert_eq!(layer.default_service, "bedrock");
        assert_eq!(layer.expects[0].severity, Severity::Warning);
    }

    #[test]
    fn reports_every_problem_at_its_place() {
        let text = "titel: Own\nlayers:\n- {id: a, place: bnad, default: bedrok, reaches: [b, c]}\n- {id: b, expects: \
            [{capability: gardrail}, 3]}\n- {id: b}\n- {title: nameless}\n";
        let (own, problems) = read(text);
        assert_eq!(own.unwrap().layers.len(), 2);
        assert_eq!(
            problems,
            [
                "titel: unknown key `titel` (did you mean `title`?)",
                "bnad: `bnad` is no value of `place` (did you mean `band`?)",
                "bedrok: `bedrok` is no service of the catalogue (did you mean `bedrock`?)",
                "c: `c` is no value of `reaches` (one of: a, b, b)",
                "gardrail: `gardrail` is no value of `capability` (did you mean `guardrail`?)",
                "3: not a mapping ()",
                "{id: b}: the layer `b` stands twice ()",
                "{title: nameless}: a layer without `id` ()",
            ]
        );
    }

    #[test]
    fn gives_nothing_without_a_layer() {
        for text in ["", "layers: 3\n", "- a\n", "layers: []\n", "title: x\n", "layers: {a: b}\n"] {
            let (own, problems) = read(text);
            assert_eq!(own, None, "{text}");
            assert!(text.is_empty() || !problems.is_empty(), "{text}");
        }
    }
}
