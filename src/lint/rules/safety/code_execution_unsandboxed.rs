//! SAF011: code that an agent wrote, run by something that is no sandbox.

use super::agent::calls;
use crate::{
    catalog::{Trait, Traits},
    diagnostic::{Diagnostic, Severity},
    lint::{Context, Gate, Kind, Rule, content},
    model::{ComponentId, Model, Path},
};

pub(crate) const RULE: Rule = Rule {
    code: "SAF011",
    name: "code-execution-unsandboxed",
    summary: "an agent executes code in a component that is no sandbox",
    severity: Severity::Error,
    kind: Kind::Forbidden,
    gate: Gate::Always,
    superseded_by: &[],
    page: include_str!("../../../../docs/rules/SAF011.md"),
    check,
};

/// To execute there means something else: to start a workflow, to run a statement of SQL, to ask another agent.
const OTHERWISE: Traits = Traits::of(&[
    Trait::Workflow,
    Trait::Interpreter,
    Trait::Store,
    Trait::Agent,
    Trait::Generative,
    Trait::Queue,
    Trait::Topic,
    Trait::EventBus,
    Trait::Stream,
    Trait::Scheduler,
    Trait::Person,
    Trait::HumanReview,
]);

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut told = vec![false; context.connections.len()];
    for path in calls(context) {
        let Some(&step) = path.steps.last() else { continue };
        let executes = content::effects(context, step.by).contains(&"execute");
        // A gateway only passes the call on; what it calls is judged.
        let passes = super::agent::is_tool_gateway(context, step.to);
        if executes
            && !passes
            && runs_code(context, step.to)
            && !is_sandbox(context, step.to)
            && !std::mem::replace(&mut told[step.by.0 as usize], true)
        {
            findings.push(finding(context, step.to, &path));
        }
    }
}

/// Whether `effect: execute` means there that code is run.
pub(super) fn runs_code(model: &Model, id: ComponentId) -> bool {
    let one = model.component(id);
    // Of a service that the catalogue does not know, nobody can say what it does; that it is not known is found.
    let known = one.service.is_some() || !one.traits.is_empty() || is_custom(&one.word.value);
    known && !one.traits.any(OTHERWISE)
}

fn is_custom(word: &str) -> bool {
    word.trim().eq_ignore_ascii_case("custom")
}

/// Whether it isolates what it runs.
pub(super) fn is_sandbox(model: &Model, id: ComponentId) -> bool {
    let said = model.said(id).properties.bool("sandbox");
    said.unwrap_or_else(|| model.component(id).traits.has(Trait::Sandbox))
}

fn finding(context: &Context<'_>, runner: ComponentId, path: &Path) -> Diagnostic {
    let (agent, runner) = (context.component(path.start), context.component(runner));
    let message = format!("`{}` executes code in `{}`, which is no sandbox", agent.id, runner.id);
    let place = path.steps.last().map_or(runner.key, |step| context.connection_span(step.by));
    let found = context
        .finding(place, message)
        .label(runner.key, "runs the code")
        .subjects([&agent.id, &runner.id])
        .help(format!(
            "run it where nothing else is within reach, such as the AgentCore Code Interpreter, and say on `{}`:\n\nsandbox: true\n\nor say with `effect` what the call does, where it runs no code of the agent",
            runner.id
        ));
    context.along(path, found)
}
