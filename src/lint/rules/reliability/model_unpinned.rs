//! REL010: a model that changes or ends without anybody's doing.

use crate::{
    blueprint::PropValue,
    catalog::{self, ModelEnd, Trait},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule},
    model::ComponentId,
    source::Spanned,
};

pub(crate) const RULE: Rule = Rule {
    code: "REL010",
    name: "model-unpinned",
    summary: "a model id names no version, or a version that ends",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/REL010.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(said) = context.prop(id, "model") else { continue };
        let Some(word) = said.value.as_text() else { continue };
        if let Some(end) = catalog::model_end(word) {
            findings.push(ended(context, id, said, end));
        } else if !is_pinned(word) && !is_own(context, id) {
            findings.push(unpinned(context, id, said, word));
        }
    }
}

/// Sizes of models in whose names the number before the size is a generation, of which there are several versions:
/// `claude-3-sonnet` is no version, `claude-3-sonnet-20240229` and `claude-sonnet-4-5` are.
const SIZES: &[(&str, &[&str])] =
    &[("claude", &["haiku", "sonnet", "opus"]), ("nova", &["micro", "lite", "pro", "premier"])];

/// Whether the id names one version: a part of it is a number or `v` and a number, behind the size where there is one,
/// and none is `latest`. An ARN names one thing.
fn is_pinned(model: &str) -> bool {
    if model.starts_with("arn:") {
        return !model.ends_with("latest");
    }
    let model = model.to_ascii_lowercase();
    let parts: Vec<&str> = model.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let sizes = SIZES.iter().filter(|(family, _)| parts.contains(family));
    let is_size = |part: &&str| sizes.clone().any(|(_, sizes)| sizes.contains(part));
    let behind = parts.iter().position(is_size).map_or(0, |at| at + 1);
    // `gpt-4` is a generation too; its versions are days. The open models of that name are versions by name.
    let least = if parts.contains(&"gpt") && !parts.contains(&"oss") { 4 } else { 1 };
    let number = |part: &&str| {
        let digits = part.strip_prefix('v').unwrap_or(part);
        digits.len() >= least && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    parts[behind..].iter().any(number) && !parts.contains(&"latest")
}

/// Whether the model is the user's own, under a name that they chose.
fn is_own(context: &Context<'_>, id: ComponentId) -> bool {
    let source = context.said(id).properties.text("model-source");
    matches!(source, Some("custom" | "import")) || context.prop(id, "registry").is_some()
}

fn unpinned(
    context: &Context<'_>,
    id: ComponentId,
    said: &Spanned<PropValue>,
    word: &str,
) -> Diagnostic {
    let fact = format!("`{word}` names no version of the model");
    context
        .finding(said.span, fact)
        .help(format!(
            "write the whole id, with its version, as its maker lists it, for instance:\n\nmodel: {}",
            example(context, id)
        ))
        .subjects([&context.component(id).id])
}

/// A pinned id of the kind that the component takes.
fn example(context: &Context<'_>, id: ComponentId) -> &'static str {
    let traits = context.component(id).traits;
    if traits.has(Trait::ThirdParty) {
        "gpt-4o-2024-08-06"
    } else if traits.has(Trait::HostedEndpoint) {
        "meta-llama/Llama-3.1-8B-Instruct"
    } else if traits.has(Trait::Embedding) {
        "amazon.titan-embed-text-v2:0"
    } else {
        "anthropic.claude-sonnet-4-5-20250929-v1:0"
    }
}

fn ended(
    context: &Context<'_>,
    id: ComponentId,
    said: &Spanned<PropValue>,
    end: &ModelEnd,
) -> Diagnostic {
    let past = context.today.is_empty() || end.ends <= context.today;
    let (severity, fact) = if past {
        (Severity::Error, format!("{} is no longer offered since {}", end.name, end.ends))
    } else {
        (Severity::Warning, format!("{} is offered until {} only", end.name, end.ends))
    };
    context
        .finding(said.span, fact)
        .severity(severity)
        .help(format!(
            "move to a model that is active, and test the prompts again ({}: Amazon Bedrock's page on the model lifecycle \
             has the day)",
            catalog::provenance(end.checked, end.quoted)
        ))
        .subjects([&context.component(id).id])
}

#[cfg(test)]
mod tests {
    use super::is_pinned;

    #[test]
    fn tells_versions_from_families() {
        for model in [
            "anthropic.claude-sonnet-4-5-20250929-v1:0",
            "anthropic.claude-sonnet-4-6",
            "anthropic.claude-3-haiku-20240307-v1:0",
            "anthropic.claude-v2:1",
            "amazon.nova-2-lite-v1:0",
            "gpt-4o-2024-08-06",
            "openai.gpt-oss-120b-1:0",
            "eu.amazon.nova-pro-v1:0",
            "amazon.titan-embed-text-v2:0",
            "mistralai/Mistral-7B-Instruct-v0.3",
            "arn:aws:bedrock:eu-central-1:111122223333:imported-model/abc",
        ] {
            assert!(is_pinned(model), "{model}");
        }
        for model in [
            "claude",
            "anthropic.claude-sonnet",
            "claude-3-sonnet",
            "anthropic.claude-3-5-haiku",
            "nova-pro",
            "nova-2-lite",
            "gpt-4o",
            "gpt-4",
            "gpt-4.1",
            "meta.llama3",
            "claude-3-5-sonnet-latest",
        ] {
            assert!(!is_pinned(model), "{model}");
        }
    }
}
