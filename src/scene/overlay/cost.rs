//! The overlay `cost`: by what a service is billed, as the catalogue says it; no sums, which nobody could check.

use super::{Form, Lens, Mark, Overlay, Tag};
use crate::{
    catalog::{Provider, Service, Trait},
    model::{ComponentId, Model},
    scene::colour::Rgb,
};

/// By what a service is chiefly billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Factor {
    /// By the hour while it exists, used or not.
    AlwaysOn,
    /// By the time that it runs.
    Time,
    Token,
    Use,
    Volume,
    User,
    Free,
    Other,
}

const FACTORS: [(Factor, Rgb, Form, &str, &str); 8] = [
    (
        Factor::AlwaysOn,
        Rgb(0xD1, 0x32, 0x12),
        Form::Cross,
        "always on",
        "Always on: by the hour, used or not",
    ),
    (Factor::Time, Rgb(0xC2, 0x5A, 0x00), Form::Square, "by time", "By the time that it runs"),
    (Factor::Token, Rgb(0x01, 0x80, 0x6B), Form::Disc, "by token", "By token, in and out"),
    (
        Factor::Use,
        Rgb(0x00, 0x6C, 0xB0),
        Form::Diamond,
        "by request",
        "By request, message, page or the like",
    ),
    (
        Factor::Volume,
        Rgb(0x3B, 0x7D, 0x23),
        Form::Triangle,
        "by volume",
        "By volume stored or moved",
    ),
    (Factor::User, Rgb(0x7B, 0x3F, 0xB5), Form::Square, "by user", "By user and month"),
    (Factor::Free, Rgb(0x54, 0x64, 0x74), Form::Ring, "no fee", "No fee of its own"),
    (Factor::Other, Rgb(0x54, 0x64, 0x74), Form::Disc, "by use", "By use, in its own way"),
];

pub(super) fn lens(model: &Model) -> Lens {
    let factors: Vec<Option<Factor>> =
        model.component_ids().map(|id| factor_of(model, id)).collect();
    let used: Vec<_> = FACTORS.into_iter().filter(|row| factors.contains(&Some(row.0))).collect();
    let tag = |factor: &Option<Factor>| {
        let mark = used.iter().position(|row| Some(row.0) == *factor)?;
        Some(Tag { mark, words: used[mark].3.to_owned() })
    };
    Lens {
        overlay: Overlay::Cost,
        components: factors.iter().map(tag).collect(),
        connections: vec![Vec::new(); model.connections.len()],
        marks: used
            .iter()
            .map(|&(_, colour, form, short, words)| Mark::new(colour, form, short, words))
            .collect(),
    }
}

/// The factor of a component: what its blueprint says of its capacity, else how its service is billed.
fn factor_of(model: &Model, id: ComponentId) -> Option<Factor> {
    let service = model.component(id).service.filter(|one| one.provider == Provider::Aws)?;
    let said = |name: &str| model.said(id).properties.text(name);
    let factor = factor(service);
    Some(match (factor, said("throughput"), said("scaling")) {
        (Factor::Token, Some("provisioned" | "reserved"), _) => Factor::AlwaysOn,
        (Factor::AlwaysOn, _, Some("scale-to-zero" | "serverless")) => Factor::Time,
        _ => factor,
    })
}

/// Words of time that passes only while a job, a build or a session runs.
const RUNS: [&str; 12] = [
    "dpu",
    "job",
    "build",
    "session",
    "processing",
    "training",
    "attendee",
    "minute",
    "second",
    "used",
    "gpu",
    "action",
];
const TIME: [&str; 5] = ["vcpu", "hour", "minute", "gb-second", "instance second"];
const FREE: [&str; 7] =
    ["no fee", "no charge", "free", "not billed", "mostly no fee", "console free", "standard free"];
const VOLUME: [&str; 4] = ["per gb", "per tb", "gb", "data"];
const USE: [&str; 31] = [
    "request",
    "call",
    "message",
    "event",
    "transition",
    "quer",
    "page",
    "image",
    "character",
    "item",
    "check",
    "operation",
    "document",
    "mail",
    "object",
    "record",
    "trace",
    "finding",
    "assessment",
    "sample",
    "text unit",
    "run",
    "key-month",
    "secret-month",
    "rule",
    "acl",
    "alarm",
    "metric",
    "million",
    "unit",
    "resource",
];

/// What the catalogue's words on pricing come to: the factor that is named first of the weightiest kind.
fn factor(service: &Service) -> Factor {
    let words = service.pricing.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let starts = |list: &[&str]| list.iter().any(|word| words.starts_with(word));
    let counted = words.strip_prefix("per ").is_some_and(|rest| {
        USE.iter().any(|word| rest.starts_with(word)) && !rest.starts_with("unit")
    });
    if service.traits.has(Trait::HostedEndpoint) {
        Factor::AlwaysOn
    } else if starts(&FREE) && !has(&["hours"]) {
        Factor::Free
    } else if has(&["token"]) {
        Factor::Token
    } else if counted {
        Factor::Use
    } else if has(&["hour"]) && !has(&RUNS) {
        Factor::AlwaysOn
    } else if has(&TIME) && !has(&["per request", "per transition"]) {
        Factor::Time
    } else if has(&["user"]) {
        Factor::User
    } else if starts(&VOLUME) {
        Factor::Volume
    } else if has(&USE) {
        Factor::Use
    } else if has(&["gb", "storage"]) {
        Factor::Volume
    } else {
        Factor::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn well_known_services_are_billed_as_everybody_knows() {
        for (id, expected) in [
            ("bedrock", Factor::Token),
            ("lambda", Factor::Use),
            ("api-gateway", Factor::Use),
            ("s3", Factor::Volume),
            ("opensearch", Factor::AlwaysOn),
            ("opensearch-serverless", Factor::AlwaysOn),
            ("sagemaker-endpoint", Factor::AlwaysOn),
            ("ec2", Factor::AlwaysOn),
            ("kendra", Factor::AlwaysOn),
            ("nat-gateway", Factor::AlwaysOn),
            ("vpc-endpoint", Factor::AlwaysOn),
            ("iam", Factor::Free),
            ("glue", Factor::Time),
            ("q-business", Factor::User),
            ("kms", Factor::Use),
            ("rekognition", Factor::Use),
            ("bedrock-data-automation", Factor::Use),
            ("api-gateway-websocket", Factor::Use),
            ("step-functions", Factor::Use),
            ("privatelink", Factor::AlwaysOn),
            ("aurora-pgvector", Factor::AlwaysOn),
            ("shield-advanced", Factor::AlwaysOn),
            ("clean-rooms", Factor::Time),
            ("transcribe", Factor::Time),
            ("bedrock-cross-region-inference", Factor::Token),
            ("bedrock-prompt-caching", Factor::Token),
            ("budgets", Factor::Free),
            ("cognito", Factor::User),
            ("athena", Factor::Volume),
        ] {
            let service = catalog::by_id(id).unwrap_or_else(|| panic!("there is no `{id}`"));
            assert_eq!(factor(service), expected, "{id}: {}", service.pricing);
        }
    }

    #[test]
    fn nearly_every_service_of_aws_has_a_factor() {
        let ours = catalog::services().iter().filter(|one| one.provider == Provider::Aws);
        let odd: Vec<&str> =
            ours.filter(|one| factor(one) == Factor::Other).map(|one| one.pricing).collect();
        assert!(odd.len() <= 14, "{odd:?}");
    }
}
