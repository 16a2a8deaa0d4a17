//! What findings advise: which lines to add so that somebody provides a capability.

use super::context::Context;
use crate::{
    catalog,
    diagnostic::{Diagnostic, Fix},
    model::ComponentId,
};

/// Lines that settle an absence.
#[derive(Clone, Debug)]
pub(crate) struct Advice {
    /// The words of the help.
    pub(crate) lines: String,
    /// The unsafe fix that adds the part as planned, where a part is missing.
    pub(crate) fix: Option<Fix>,
}

/// Longer lists are not written out for each finding.
const MOST_WRITTEN: usize = 20;

impl Context<'_> {
    /// How to have `id` covered: widen the scope of a provider that leaves it out, or add one.
    pub(crate) fn advise(&self, capability: &str, id: ComponentId) -> Advice {
        let id = &self.component(id).id;
        let scoped = self.providers(capability).iter().find_map(|&by| {
            let words = self.said(by).covers.as_ref()?;
            if words.len() > MOST_WRITTEN {
                return Some(format!("add `{id}` to `covers` of `{}`", self.component(by).id));
            }
            let mut ids: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
            ids.push(id);
            Some(format!("widen `{}`:\n\ncovers: [{}]", self.component(by).id, ids.join(", ")))
        });
        match scoped {
            Some(lines) => Advice { lines, fix: None },
            None => self.add(capability, ["covers: [", id, "]"].concat()),
        }
    }
    /// How to have the whole blueprint covered, where nobody provides the capability.
    pub(crate) fn advise_all(&self, capability: &str) -> Advice {
        self.add(capability, String::new())
    }
    fn add(&self, capability: &str, keys: String) -> Advice {
        let Some(at) = catalog::capability(capability) else {
            return Advice { lines: format!("add what provides `{capability}`"), fix: None };
        };
        let row = &catalog::capabilities()[at];
        let part = self.part(row.home, row.default_service, keys);
        let name =
            catalog::by_id(row.default_service).map_or(row.default_service, |service| service.name);
        let lines = ["add ", name, " (`", row.default_service, "`):\n\n", &part.lines()].concat();
        Advice { lines, fix: self.plan(&part) }
    }
}

impl Advice {
    /// The finding with this help and fix.
    pub(crate) fn on(self, mut finding: Diagnostic) -> Diagnostic {
        finding.fix = self.fix;
        finding.help(self.lines)
    }
    /// The same with another way to settle it: what to say of the component, in one line of YAML.
    #[must_use]
    pub(crate) fn or(mut self, id: &str, line: &str) -> Self {
        for part in ["\n\nor say on `", id, "`:\n\n", line] {
            self.lines.push_str(part);
        }
        self
    }
}
