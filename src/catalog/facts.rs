//! Facts with a date: the rows of `data/facts.yaml`. A fact that is missing says nothing.

use super::generated::{ELIGIBILITY, GEOGRAPHIES, LIMITS, MODELS, REGIONS};

/// The Regions where a service runs.
#[derive(Debug, PartialEq, Eq)]
pub struct ServiceRegions {
    /// Id of the service.
    pub service: &'static str,
    /// Codes of the Regions, sorted.
    pub regions: &'static [&'static str],
    /// Where the fact was read.
    pub source: &'static str,
    /// ISO date when it was checked.
    pub checked: &'static str,
}

/// Whether a compliance programme covers a service.
#[derive(Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// Id of the service.
    pub service: &'static str,
    /// The framework, a word of `context.frameworks`.
    pub framework: &'static str,
    /// Whether it is covered.
    pub eligible: bool,
    /// What of it is not covered; empty when all is.
    pub except: &'static str,
    /// Where the fact was read.
    pub source: &'static str,
    /// ISO date when it was checked.
    pub checked: &'static str,
    /// Whether it was read where somebody quotes AWS, and not at AWS itself.
    pub quoted: bool,
}

/// How long an entry waits for an answer.
#[derive(Debug, PartialEq, Eq)]
pub struct CallLimit {
    /// Id of the service.
    pub service: &'static str,
    /// Seconds.
    pub seconds: u32,
    /// Whether a quota increase can lengthen it.
    pub raisable: bool,
    /// What to know.
    pub note: &'static str,
    /// Where the fact was read.
    pub source: &'static str,
    /// ISO date when it was checked.
    pub checked: &'static str,
    /// Whether it was read where somebody quotes AWS, and not at AWS itself.
    pub quoted: bool,
}

/// The end of a model version.
#[derive(Debug, PartialEq, Eq)]
pub struct ModelEnd {
    /// The model id without the geography of an inference profile.
    pub model: &'static str,
    /// Name.
    pub name: &'static str,
    /// ISO date from which requests fail.
    pub ends: &'static str,
    /// Where the fact was read.
    pub source: &'static str,
    /// ISO date when it was checked.
    pub checked: &'static str,
    /// Whether it was read where somebody quotes AWS, and not at AWS itself.
    pub quoted: bool,
}

/// The Regions of a geography.
#[derive(Debug, PartialEq, Eq)]
pub struct Geography {
    /// The word of `context.residency` and of `inference-profile`.
    pub id: &'static str,
    /// Name, as it stands in a sentence.
    pub title: &'static str,
    /// Codes of its Regions, sorted.
    pub regions: &'static [&'static str],
    /// Where the fact was read.
    pub source: &'static str,
    /// ISO date when it was checked.
    pub checked: &'static str,
}

/// How a message speaks of the day and the way a fact was checked.
pub fn provenance(checked: &str, quoted: bool) -> String {
    let how = if quoted { ", second-hand" } else { "" };
    format!("checked {checked}{how}")
}

/// Where the service with this id runs, when it is known.
pub fn regions_of(service: &str) -> Option<&'static ServiceRegions> {
    REGIONS.iter().find(|row| row.service == service)
}

/// Whether the framework covers the service with this id, when it is known.
pub fn eligibility(service: &str, framework: &str) -> Option<&'static Eligibility> {
    ELIGIBILITY.iter().find(|row| row.service == service && row.framework == framework)
}

/// How long the service with this id waits for an answer, when it is known.
pub fn call_limit(service: &str) -> Option<&'static CallLimit> {
    LIMITS.iter().find(|row| row.service == service)
}

/// The end of a model, when it is known. The id may begin with the geography of an inference profile.
pub fn model_end(model: &str) -> Option<&'static ModelEnd> {
    MODELS.iter().find(|row| {
        let rest = model.strip_suffix(row.model);
        rest.is_some_and(|geography| geography.is_empty() || geography.ends_with('.'))
    })
}

/// The geography with this id, when it is known.
pub fn geography(id: &str) -> Option<&'static Geography> {
    GEOGRAPHIES.iter().find(|row| row.id == id)
}

/// All geographies, in the order of the data.
pub fn geographies() -> &'static [Geography] {
    &GEOGRAPHIES
}

/// Whether the word has the form of the code of a Region: `eu-central-1`, `us-gov-west-1`.
pub fn is_region_code(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let Some((last, names)) = parts.split_last() else { return false };
    let letters =
        |part: &&str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_lowercase());
    names.len() >= 2
        && names.iter().all(letters)
        && last.len() == 1
        && last.bytes().all(|one| one.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{call_limit, eligibility, geography, model_end, regions_of};

    #[test]
    fn finds_what_is_known_and_nothing_else() {
        assert!(regions_of("bedrock-knowledge-bases").is_some_and(|row| row.regions.len() > 10));
        assert!(regions_of("s3").is_none());
        assert!(eligibility("bedrock", "hipaa").is_some_and(|row| row.eligible));
        assert!(eligibility("bedrock", "pci").is_none());
        assert_eq!(call_limit("api-gateway").map(|row| row.seconds), Some(29));
        assert!(geography("eu").is_some_and(|row| !row.regions.contains(&"eu-west-2")));
    }

    #[test]
    fn knows_a_model_behind_an_inference_profile() {
        let id = "anthropic.claude-3-7-sonnet-20250219-v1:0";
        assert_eq!(model_end(id), model_end(&format!("eu.{id}")));
        assert!(model_end(id).is_some());
        assert!(model_end(&format!("not{id}")).is_none());
        assert!(model_end("anthropic.claude-sonnet-4-5-20250929-v1:0").is_none());
    }
}
