//! `context`: what the rules may assume.

use super::build::Building;
use super::keys::CONTEXT;
use super::reader::{Reader, number};
use super::said::BlueprintContext;
use crate::catalog;
use crate::diagnostic::Severity;
use crate::source::Spanned;
use crate::suggest;
use crate::syntax::{MISSING_KEY, NodeId, UNKNOWN_LAYER, UNKNOWN_VALUE, WRONG_TYPE};

/// Frameworks that rules know; any other word is kept unless it is nearly one of these.
pub(super) const FRAMEWORKS: &[&str] = &[
    "hipaa",
    "gdpr",
    "soc2",
    "pci",
    "iso27001",
    "iso42001",
    "fedramp",
    "ccpa",
    "eu-ai-act",
    "nist-ai-rmf",
];

impl Building<'_> {
    /// Reads `context`.
    pub(super) fn context(&mut self, id: NodeId) {
        if !self.mapping(id, "context", "keys such as `environment: prod`") {
            return;
        }
        let mut said = BlueprintContext {
            span: Some(self.reader.tree.span(id)),
            extra: self.reader.extras(id),
            ..BlueprintContext::default()
        };
        for (key, value) in self.reader.known_pairs(id, CONTEXT, "`context`") {
            self.reader.context_key(&mut said, &key.value, value);
        }
        self.said.context = said;
    }
}

impl Reader<'_> {
    fn context_key(&mut self, said: &mut BlueprintContext, key: &str, value: NodeId) {
        match key {
            "environment" => said.environment = self.word(value, key),
            "pattern" => said.pattern = self.word(value, key),
            "risk" => said.risk = self.word(value, key),
            "users" => said.users = self.word(value, key),
            "tenancy" => said.tenancy = self.word(value, key),
            "residency" => said.residency = self.residency(value),
            "frameworks" => said.frameworks = self.frameworks(value),
            "availability" => said.availability = self.percent(value),
            "traffic" => said.traffic = self.word(value, key),
            "org-controls" => said.org_controls = self.capabilities(value),
            "existing-customer" => said.existing_customer = self.services(value),
            _ => said.not_applicable = self.reasons(value),
        }
    }

    fn residency(&mut self, id: NodeId) -> Vec<Spanned<String>> {
        let mut places = self.texts(id, "residency");
        places.retain(|place| {
            let good = place.value.len() >= 2
                && place
                    .value
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if !good {
                let problem = UNKNOWN_VALUE
                    .at(place.span, format!("`{}` is no Region and no geography", place.value));
                self.problems.push(
                    problem
                        .help("write a Region such as `eu-central-1` or a geography such as `eu`"),
                );
            }
            good && self.is_place(place)
        });
        places
    }

    /// Whether the word may stand: it is known, or has the form of a Region, or is nothing like a word that is known.
    fn is_place(&mut self, place: &Spanned<String>) -> bool {
        let word = place.value.as_str();
        let rows = catalog::geographies();
        let regions = rows.iter().flat_map(|row| row.regions.iter().copied());
        let known: Vec<&str> = rows.iter().map(|row| row.id).chain(regions).collect();
        if catalog::is_region_code(word) || known.contains(&word) {
            return true;
        }
        if suggest::nearest(word, known.iter().copied()).is_some() {
            let fact = format!("`{word}` is no Region and no geography");
            self.unknown(&UNKNOWN_VALUE, place, fact, &known);
            return false;
        }
        let fact = format!("no geography `{word}` is known, so nothing is held against it");
        let ids: Vec<&str> = rows.iter().map(|row| row.id).collect();
        let problem = UNKNOWN_VALUE.at(place.span, fact).severity(Severity::Warning);
        let help = format!(
            "list its Regions, such as `eu-central-1`, or write one of: {}",
            ids.join(", ")
        );
        self.problems.push(problem.help(help));
        true
    }

    fn frameworks(&mut self, id: NodeId) -> Vec<Spanned<String>> {
        let mut words = self.texts(id, "frameworks");
        words.retain(|word| {
            let known = FRAMEWORKS.contains(&word.value.as_str());
            let near = suggest::nearest(&word.value, FRAMEWORKS.iter().copied());
            if !known && near.is_some() {
                self.unknown(
                    &UNKNOWN_VALUE,
                    word,
                    format!("`frameworks` cannot be `{}`", word.value),
                    FRAMEWORKS,
                );
            }
            known || near.is_none()
        });
        words
    }

    fn percent(&mut self, id: NodeId) -> Option<Spanned<f64>> {
        let said = self.plain(id).and_then(number);
        if let Some(percent) = said.filter(|percent| *percent > 0.0 && *percent <= 100.0) {
            return Some(Spanned::new(percent, self.tree.span(id)));
        }
        if said.is_some() {
            let problem = UNKNOWN_VALUE
                .at(self.tree.span(id), "`availability` is over 0 and at most 100 percent");
            self.problems.push(problem.help("write for instance `99.9`"));
        } else {
            self.wrong_type(id, "availability", "a number of percent");
        }
        None
    }

    fn capabilities(&mut self, id: NodeId) -> Vec<Spanned<String>> {
        let mut words = self.texts(id, "org-controls");
        words.retain(|word| {
            let good = catalog::capability(&word.value).is_some();
            if !good {
                let known: Vec<&str> = catalog::capabilities().iter().map(|one| one.id).collect();
                self.unknown(
                    &UNKNOWN_VALUE,
                    word,
                    format!("there is no capability `{}`", word.value),
                    &known,
                );
            }
            good
        });
        words
    }

    fn services(&mut self, id: NodeId) -> Vec<Spanned<String>> {
        let mut words = self.texts(id, "existing-customer");
        words.retain(|word| {
            let good = catalog::service(&word.value).is_some();
            if !good {
                let problem =
                    UNKNOWN_VALUE.at(word.span, format!("there is no service `{}`", word.value));
                let near = catalog::suggest_service(&word.value)
                    .first()
                    .map(|near| format!("did you mean `{}`?", near.id));
                let help = near.unwrap_or_else(|| {
                    "name a service of the catalogue: `cyanotype services`".to_owned()
                });
                self.problems.push(problem.help(help));
            }
            good
        });
        words
    }

    fn reasons(&mut self, id: NodeId) -> Vec<(Spanned<String>, Spanned<String>)> {
        if self.tree.entries(id).is_empty() && !self.tree.is_null(id) {
            self.problems
                .push(WRONG_TYPE.at(self.tree.span(id), "`not-applicable` takes `layer: reason`"));
        }
        let mut reasons = Vec::new();
        for (layer, value) in self.pairs(id) {
            let reference = self.reference;
            if reference.layer(&layer.value).is_none() {
                let known: Vec<&str> =
                    reference.layers.iter().map(|layer| layer.id.as_ref()).collect();
                let message = format!("`{}` is no layer of `{}`", layer.value, reference.id);
                self.unknown(&UNKNOWN_LAYER, &layer, message, &known);
            } else if let Some(reason) = self.scalar(value) {
                reasons.push((layer, reason));
            } else {
                let problem = MISSING_KEY
                    .at(layer.span, format!("no reason why `{}` is left out", layer.value));
                self.problems
                    .push(problem.help(format!("write `{}: why it is not needed`", layer.value)));
            }
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_text;

    #[test]
    fn places_of_residency_are_known_or_told_to_be_unknown() {
        let (_, read) = read_text(
            "name: x\ncontext:\n  residency: [eu, eu-central-1, mx-central-1, europa, eu-central1, germany]\n",
        );
        let told: Vec<String> = read
            .diagnostics
            .iter()
            .filter(|one| one.code == "BPT006")
            .map(|one| format!("{} {}", one.severity.as_str(), one.message))
            .collect();
        assert_eq!(
            told,
            [
                "error `europa` is no Region and no geography",
                "error `eu-central1` is no Region and no geography",
                "warning no geography `germany` is known, so nothing is held against it",
            ]
        );
        let kept: Vec<&str> =
            read.blueprint.context.residency.iter().map(|one| one.value.as_str()).collect();
        assert_eq!(kept, ["eu", "eu-central-1", "mx-central-1", "germany"]);
    }
}
