//! SAF004: an engine that may know personal data answers users, and no filter looks at its answers.

use super::{
    engine_without_guardrail::tree,
    pii_into_prompt::{arrivals, called, prompted},
};
use crate::{
    catalog::{Trait, Traits},
    diagnostic::{Confidence, Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule, entry,
        guard::{Guard, guard, masking},
        memo::Arrival,
    },
    model::{ComponentId, Path},
};
use std::cell::OnceCell;

pub(crate) const RULE: Rule = Rule {
    code: "SAF004",
    name: "pii-in-response",
    summary: "an engine that receives personal data answers users without a filter on its answers",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &["SAF001", "SAF003"],
    page: include_str!("../../../../docs/rules/SAF004.md"),
    check,
};

const USERS: Traits = Traits::of(&[Trait::Person, Trait::Client]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let engines = prompted(context);
    let users: Vec<ComponentId> = context
        .component_ids()
        .filter(|&id| {
            let traits = context.component(id).traits;
            traits.any(USERS)
                && !traits.has(Trait::HumanReview)
                && !entry::is_run_by_us(context, id)
        })
        .collect();
    let people: Vec<ComponentId> = users
        .iter()
        .copied()
        .filter(|&id| context.component(id).traits.has(Trait::Person))
        .collect();
    let open = vec![false; engines.len()];
    let (from_people, from_users) =
        (tree(context.model, &people, &open, engines), tree(context.model, &users, &open, engines));
    let filters: Vec<OnceCell<bool>> = vec![OnceCell::new(); engines.len()];
    let is_filter =
        |id: ComponentId| *filters[id.0 as usize].get_or_init(|| filters_answers(context, id));
    for arrival in arrivals(context) {
        // The person in front of the interface, where one is drawn.
        let asked = from_people.path(arrival.engine);
        if let Some(path) = asked.or_else(|| from_users.path(arrival.engine))
            && !path.components().any(is_filter)
        {
            findings.push(judge(context, arrival, &path));
        }
    }
}

/// Whether personal data is taken out of answers that pass there.
fn filters_answers(context: &Context<'_>, id: ComponentId) -> bool {
    guard(context, id, "pii", "output") == Guard::Filters
        || context.said(id).properties.bool("redacts") == Some(true)
}

fn judge(context: &Context<'_>, arrival: &Arrival, asked: &Path) -> Diagnostic {
    let engine = context.component(arrival.engine);
    let own = guard(context, arrival.engine, "pii", "output");
    let data = called(&arrival.classes);
    let user = &context.component(asked.start).id;
    let message = format!(
        "`{}` knows {data} and answers `{user}`, and no filter looks for it in the answers",
        engine.id
    );
    let place = match own {
        Guard::Lacks(span) => span,
        _ => engine.key,
    };
    let found = context.finding(place, message).subjects([&engine.id]).help(format!(
        "let the guardrail mask what the asker may not see, on `{}`:\n\n{}",
        engine.id,
        masking(context, arrival.engine)
    ));
    let found = context.along(asked, found);
    let sure = match own {
        Guard::NotSaid => Confidence::Low,
        Guard::Lacks(_) if !arrival.screened => Confidence::High,
        _ if arrival.screened => Confidence::Low,
        _ => Confidence::Medium,
    };
    found.confidence(sure)
}
