//! What decides about costs and changed: services that are billed, and words that a price depends on. No sums: a
//! blueprint says how an application is built, not how much it is used.

use super::{Change, Kind, Part};
use crate::{
    catalog::{self, Provider, StudyKind},
    model::Model,
};

/// A cost factor that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Factor {
    /// What became of it.
    pub kind: Kind,
    /// The id of the component, the group or the key.
    pub id: String,
    /// What changed, for people.
    pub fact: String,
    /// Which trade-off of the study notes it touches, where one is known.
    pub matter: Option<&'static str>,
}

/// The properties that a price depends on, each with the trade-off that it touches.
const PRICED: &[(&str, &str)] = &[
    ("backup", "availability-and-redundancy"),
    ("embedding-model", "token-based-pricing"),
    ("fallback", "availability-and-redundancy"),
    ("inference-profile", "regional-coverage"),
    ("instances", "provisioned-capacity"),
    ("invocation-logging", "token-based-pricing"),
    ("max-iterations", "token-based-pricing"),
    ("max-tokens", "token-based-pricing"),
    ("model", "token-based-pricing"),
    ("multi-az", "availability-and-redundancy"),
    ("pitr", "availability-and-redundancy"),
    ("region", "regional-coverage"),
    ("regions", "availability-and-redundancy"),
    ("replica-of", "availability-and-redundancy"),
    ("retention-days", ""),
    ("retries", ""),
    ("scaling", "provisioned-capacity"),
    ("throughput", "provisioned-capacity"),
    ("tier", "responsiveness-vs-cost"),
    ("timeout", ""),
    ("token-budget", "token-based-pricing"),
    ("zones", "availability-and-redundancy"),
];

fn matter(id: &str) -> Option<&'static str> {
    catalog::study_item(id).filter(|item| item.kind == StudyKind::Cost).map(|item| item.title)
}

/// The factors that changed.
pub(super) fn factors(old: &Model, new: &Model, change: &Change) -> Vec<Factor> {
    let mut out = Vec::new();
    for part in &change.components {
        match (part.kind, part.old, part.new) {
            (Kind::Added, _, Some(at)) => out.extend(billed(new, part, at)),
            (Kind::Removed, Some(at), _) => out.extend(billed(old, part, at)),
            _ => {
                let service = part.differences.iter().filter(|one| one.name == "service");
                out.extend(service.map(|one| worded(part, &one.name, (&one.old, &one.new), None)));
                out.extend(words(part));
            }
        }
    }
    out.extend(change.groups.iter().flat_map(words));
    for one in change.about.iter().filter(|one| one.name.starts_with("workload.")) {
        let part = Part::new(Kind::Changed, "workload", String::new());
        out.push(worded(&part, &one.name, (&one.old, &one.new), None));
    }
    out
}

/// What the catalogue says of the price of services that cost nothing.
const FREE: &[&str] = &["free software", "no fee", "not billed by AWS"];

/// A component of a service that AWS bills.
fn billed(model: &Model, part: &Part, at: usize) -> Option<Factor> {
    let is_billed = |service: &&catalog::Service| {
        service.provider == Provider::Aws && !FREE.contains(&service.pricing)
    };
    let service = model.components[at].service.filter(is_billed)?;
    let about = |item: &&catalog::StudyItem| {
        item.kind == StudyKind::Cost && item.services.contains(&service.id)
    };
    let matter = catalog::study().iter().find(about).map(|item| item.title);
    let fact = format!("{} {}", service.name, part.kind.as_str());
    Some(Factor { kind: part.kind, id: part.id.clone(), fact, matter })
}

fn words(part: &Part) -> impl Iterator<Item = Factor> {
    part.differences.iter().filter_map(move |one| {
        let (_, id) = PRICED.iter().find(|(name, _)| *name == one.name)?;
        Some(worded(part, &one.name, (&one.old, &one.new), matter(id)))
    })
}

fn worded(
    part: &Part,
    name: &str,
    (old, new): (&Option<String>, &Option<String>),
    matter: Option<&'static str>,
) -> Factor {
    let word = |said: &Option<String>| said.clone().unwrap_or_else(|| "not said".to_owned());
    let fact = format!("{name}: {} → {}", word(old), word(new));
    Factor { kind: Kind::Changed, id: part.id.clone(), fact, matter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Carrier;

    #[test]
    fn what_costs_nothing_is_called_so() {
        for word in FREE {
            assert!(catalog::services().iter().any(|one| one.pricing == *word), "{word}");
        }
        let iam = catalog::services().iter().find(|one| one.id == "iam").unwrap();
        assert!(FREE.contains(&iam.pricing));
    }

    #[test]
    fn what_is_priced_is_in_the_vocabulary_and_in_the_notes() {
        assert!(PRICED.is_sorted());
        for (name, id) in PRICED {
            let known = [Carrier::Component, Carrier::Group].map(|on| catalog::property(name, on));
            assert!(known.iter().any(Option::is_some), "{name}");
            assert!(id.is_empty() || matter(id).is_some(), "{id}");
        }
    }
}
