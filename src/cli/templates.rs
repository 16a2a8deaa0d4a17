//! The reference blueprints that `new` hands out, by theme.

use crate::source::Source;
use crate::syntax::{self, Tree};

/// One reference blueprint.
#[derive(Debug)]
pub(super) struct Template {
    /// Its name, and that of its file.
    pub(super) name: &'static str,
    /// One of [`THEMES`].
    pub(super) theme: &'static str,
    /// What it shows, in a line.
    pub(super) shows: &'static str,
    /// The file.
    pub(super) text: &'static str,
}

/// The groups of the list, in its order.
pub(super) const THEMES: &[&str] = &[
    "First steps",
    "Search and chat",
    "Agents",
    "Speech and calls",
    "Documents and media",
    "Platforms",
    "Models",
    "Networks and Regions",
];

/// Every file of `blueprints`, sorted by name.
pub(super) const TEMPLATES: &[Template] = &[
    template(
        "agent-assistant",
        "Agents",
        "one agent whose tools pay money, with a person's approval",
        include_str!("../../blueprints/agent-assistant.yaml"),
    ),
    template(
        "batch-inference",
        "Models",
        "millions of prompts overnight, at the batch price",
        include_str!("../../blueprints/batch-inference.yaml"),
    ),
    template(
        "call-summarisation",
        "Speech and calls",
        "finished calls to redacted text to notes in the CRM",
        include_str!("../../blueprints/call-summarisation.yaml"),
    ),
    template(
        "code-assistant",
        "Agents",
        "a coding agent for developers, with usage per team",
        include_str!("../../blueprints/code-assistant.yaml"),
    ),
    template(
        "company-assistant",
        "Search and chat",
        "Amazon Quick over company files, nothing built",
        include_str!("../../blueprints/company-assistant.yaml"),
    ),
    template(
        "contact-centre",
        "Speech and calls",
        "Amazon Connect with self-service and help for agents",
        include_str!("../../blueprints/contact-centre.yaml"),
    ),
    template(
        "content-moderation",
        "Documents and media",
        "uploads judged by rules, model and people",
        include_str!("../../blueprints/content-moderation.yaml"),
    ),
    template(
        "document-processing",
        "Documents and media",
        "scans to checked records: queue, workflow, clerk",
        include_str!("../../blueprints/document-processing.yaml"),
    ),
    template(
        "fine-tuning-pipeline",
        "Models",
        "from checked data to an approved custom model",
        include_str!("../../blueprints/fine-tuning-pipeline.yaml"),
    ),
    template(
        "guardrails-service",
        "Platforms",
        "one screening API for every model in the company",
        include_str!("../../blueprints/guardrails-service.yaml"),
    ),
    template(
        "human-review",
        "Documents and media",
        "doubtful answers wait for a person, without A2I",
        include_str!("../../blueprints/human-review.yaml"),
    ),
    template(
        "image-generation",
        "Documents and media",
        "pictures as jobs, screened before and after the model",
        include_str!("../../blueprints/image-generation.yaml"),
    ),
    template(
        "jumpstart-endpoint",
        "Models",
        "an open model on your own instances, with SageMaker JumpStart",
        include_str!("../../blueprints/jumpstart-endpoint.yaml"),
    ),
    template(
        "live-call-analytics",
        "Speech and calls",
        "words, mood and answers while the call runs: streams",
        include_str!("../../blueprints/live-call-analytics.yaml"),
    ),
    template(
        "llm-gateway",
        "Platforms",
        "one door to models of several providers, in containers",
        include_str!("../../blueprints/llm-gateway.yaml"),
    ),
    template(
        "multi-agent",
        "Agents",
        "supervisor, analyst and operator, each with a role of its own",
        include_str!("../../blueprints/multi-agent.yaml"),
    ),
    template(
        "multi-region",
        "Networks and Regions",
        "two Regions that both answer, with copies of the index",
        include_str!("../../blueprints/multi-region.yaml"),
    ),
    template(
        "multi-tenant-gateway",
        "Platforms",
        "models for the customers of a SaaS, counted per tenant",
        include_str!("../../blueprints/multi-tenant-gateway.yaml"),
    ),
    template(
        "personalised-marketing",
        "Documents and media",
        "one text per customer segment, released by a person",
        include_str!("../../blueprints/personalised-marketing.yaml"),
    ),
    template(
        "private-vpc-only",
        "Networks and Regions",
        "no internet at all: private lines and endpoints",
        include_str!("../../blueprints/private-vpc-only.yaml"),
    ),
    template(
        "rag-chatbot",
        "Search and chat",
        "answers from one's own documents, serverless",
        include_str!("../../blueprints/rag-chatbot.yaml"),
    ),
    template(
        "rag-chatbot-kendra",
        "Search and chat",
        "Lex and Kendra, for those who have them; what replaces them",
        include_str!("../../blueprints/rag-chatbot-kendra.yaml"),
    ),
    template(
        "rag-chatbot-managed",
        "Search and chat",
        "as one begins today: a managed knowledge base, nothing sized",
        include_str!("../../blueprints/rag-chatbot-managed.yaml"),
    ),
    template(
        "semantic-search",
        "Search and chat",
        "a shop's search by meaning, with a cache in front",
        include_str!("../../blueprints/semantic-search.yaml"),
    ),
    template(
        "study-notes-sample",
        "First steps",
        "the sample of a set of exam notes, with what it leaves open",
        include_str!("../../blueprints/study-notes-sample.yaml"),
    ),
    template(
        "text-to-sql",
        "Search and chat",
        "questions about a data lake, as SQL that is checked first",
        include_str!("../../blueprints/text-to-sql.yaml"),
    ),
    template(
        "translation-pipeline",
        "Documents and media",
        "machine translation with a score and a second opinion",
        include_str!("../../blueprints/translation-pipeline.yaml"),
    ),
    template(
        "voice-assistant",
        "Speech and calls",
        "hands-free questions with Lex and Polly",
        include_str!("../../blueprints/voice-assistant.yaml"),
    ),
];

const fn template(
    name: &'static str,
    theme: &'static str,
    shows: &'static str,
    text: &'static str,
) -> Template {
    Template { name, theme, shows, text }
}

impl Template {
    /// The text under a key at the top of the blueprint, in one line.
    pub(super) fn said(&self, key: &str) -> String {
        let tree = self.tree();
        let text = value(&tree, key).and_then(|node| tree.text(node)).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A word of `context`.
    pub(super) fn context(&self, key: &str) -> String {
        let tree = self.tree();
        let context = value(&tree, "context").and_then(|node| tree.get(node, key));
        context.and_then(|node| tree.text(node)).unwrap_or_default().to_owned()
    }

    /// The names of its sources.
    pub(super) fn sources(&self) -> Vec<String> {
        let tree = self.tree();
        let items = value(&tree, "sources").map(|node| tree.items(node)).unwrap_or_default();
        items.iter().filter_map(|&item| tree.text(item)).map(str::to_owned).collect()
    }

    fn tree(&self) -> Tree {
        syntax::parse(&Source::new(self.name, self.text)).tree
    }
}

fn value(tree: &Tree, key: &str) -> Option<syntax::NodeId> {
    tree.get(tree.root()?, key)
}

#[cfg(test)]
mod tests {
    use super::{TEMPLATES, THEMES};

    #[test]
    fn every_template_says_what_it_is() {
        assert!(TEMPLATES.is_sorted_by_key(|one| one.name));
        for one in TEMPLATES {
            assert!(THEMES.contains(&one.theme), "{}: no theme {}", one.name, one.theme);
            for key in ["name", "description"] {
                assert!(!one.said(key).is_empty(), "{}: no {key}", one.name);
            }
            assert!(one.shows.len() <= 64, "{}: {} letters", one.name, one.shows.len());
        }
    }
}
