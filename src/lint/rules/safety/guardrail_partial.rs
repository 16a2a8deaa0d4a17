//! SAF002: a guardrail that says what it does, and leaves out one side or the attacks.

use crate::{
    catalog::cap,
    diagnostic::{Diagnostic, Severity},
    lint::{
        Context, Gate, Kind, Rule,
        guard::{listed, mapping},
    },
    model::ComponentId,
    source::Span,
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF002",
    name: "guardrail-partial",
    summary: "a guardrail screens only one side, or lists filters without `prompt-attack`",
    severity: Severity::Warning,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF002.md"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for id in context.component_ids() {
        let Some(map) = mapping(context, id) else { continue };
        let missing: Vec<(&str, Span)> = ["input", "output"]
            .into_iter()
            .filter_map(|side| Some((side, listed(map, "apply", side).filter(|said| !said.0)?.1)))
            .collect();
        match missing.as_slice() {
            [] => {}
            [(side, span)] => findings.push(one_side(context, id, side, *span)),
            [(_, span), ..] => findings.push(no_side(context, id, *span)),
        }
        // Attacks come with the input: a guardrail of answers alone is found for that.
        let screens_input = !missing.iter().any(|(side, _)| *side == "input");
        if let (true, Some((false, span))) =
            (screens_input, listed(map, "filters", "prompt-attack"))
        {
            findings.push(no_attacks(context, id, span));
        }
    }
}

/// What messages call the guardrail: it is on a component, or one itself.
fn called(context: &Context<'_>, id: ComponentId) -> String {
    let one = context.component(id);
    if one.provides.has(cap::GUARDRAIL) {
        format!("the guardrail `{}`", one.id)
    } else {
        format!("the guardrail of `{}`", one.id)
    }
}

fn one_side(context: &Context<'_>, id: ComponentId, side: &str, span: Span) -> Diagnostic {
    let (name, guard) = (&context.component(id).id, called(context, id));
    let (what, risk) = match side {
        "input" => ("prompts", "attacks and harmful questions reach the model"),
        _ => ("answers", "harmful answers and personal data leave unseen"),
    };
    context
        .finding(span, format!("{guard} does not screen {what}"))
        .here(risk)
        .help("have it screen both, and say so:\n\napply: [input, output]")
        .subjects([name])
}

fn no_side(context: &Context<'_>, id: ComponentId, span: Span) -> Diagnostic {
    let (name, guard) = (&context.component(id).id, called(context, id));
    context
        .finding(span, format!("{guard} screens neither prompts nor answers"))
        .help("have it screen both, and say so:\n\napply: [input, output]")
        .subjects([name])
}

fn no_attacks(context: &Context<'_>, id: ComponentId, span: Span) -> Diagnostic {
    let (name, guard) = (&context.component(id).id, called(context, id));
    let map = mapping(context, id).and_then(|map| map.value.get("filters"));
    let mut words: Vec<&str> = map
        .and_then(|said| said.value.as_list())
        .unwrap_or_default()
        .iter()
        .map(|word| word.value.as_str())
        .collect();
    words.push("prompt-attack");
    context
        .finding(span, format!("{guard} has no filter against prompt attacks"))
        .help(format!(
            "switch the filter on, for questions and for retrieved text, and say so:\n\nfilters: [{}]",
            words.join(", ")
        ))
        .subjects([name])
}
