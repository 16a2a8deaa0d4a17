//! Judging a model by a rule of the user's own.

use super::vocabulary as class;
use super::world::View;
use super::{MAX_STEPS, OwnRule, Shape};
use crate::cel::{Budget, Object, Program, Stop, Value};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::lint::Context;
use crate::model::{ComponentId, Cover, GroupId, Model, Path, Step};
use crate::source::Span;
use std::collections::VecDeque;

/// Adds what `rule` finds. `context` stands for a built-in rule, whose name no finding here carries.
pub(in crate::lint) fn judge(
    rule: &OwnRule,
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let view = View::new(context);
    let budget = Budget::new(MAX_STEPS);
    let mut judging = Judging { rule, context, view: &view, budget: &budget, findings: Vec::new() };
    let done = match &rule.shape {
        Shape::Each { class, when, assert } => judging.each(*class, when.as_ref(), assert),
        Shape::Path { from, to, past } => judging.paths(from, to, past.as_ref()),
        Shape::Cover { capability, by, needs } => judging.cover(capability, by.as_ref(), needs),
    };
    let stopped = done.is_err().then(|| judging.stopped());
    findings.append(&mut judging.findings);
    findings.extend(stopped);
}

/// The budget is used up.
struct Spent;

struct Judging<'w> {
    rule: &'w OwnRule,
    context: &'w Context<'w>,
    view: &'w View<'w>,
    budget: &'w Budget,
    findings: Vec<Diagnostic>,
}

impl<'w> Judging<'w> {
    const fn model(&self) -> &'w Model {
        self.context.model
    }

    fn finding(&self, span: Span, message: String) -> Diagnostic {
        let rule = self.rule;
        let found = Diagnostic::error(rule.code.clone(), rule.name.clone(), span, message);
        let docs = rule.docs.as_ref().map(|docs| format!("see {docs}"));
        let help = [rule.help.clone(), docs].into_iter().flatten().collect::<Vec<_>>().join("; ");
        let found = if help.is_empty() { found } else { found.help(help) };
        found.severity(rule.severity)
    }

    /// The place of the whole blueprint: its name, or its beginning.
    fn top(&self) -> Span {
        let said = &self.model().said;
        let start = said.span.start;
        said.name.as_ref().map_or(Span::new(start, start), |name| name.span)
    }

    fn stopped(&self) -> Diagnostic {
        let code = &self.rule.code;
        let fact = format!("`{code}` was stopped: it takes more than {MAX_STEPS} steps here");
        Diagnostic::error(code.clone(), self.rule.name.clone(), self.top(), fact)
            .help("ask less of every component, or with a method such as `reaches`")
    }

    /// The place and the ids of a member of a class.
    fn place(&self, member: Object) -> (Span, Vec<&'w str>) {
        let model = self.model();
        let id = |id: ComponentId| model.component(id).id.as_str();
        match member.class {
            class::COMPONENT => {
                let one = model.component(ComponentId(member.at));
                (one.key, vec![&one.id])
            }
            class::CONNECTION => {
                let hop = self.view.hops[member.at as usize];
                (self.context.connection_span(hop.by), vec![id(hop.from), id(hop.to)])
            }
            class::GROUP => {
                let one = model.group(GroupId(member.at));
                (one.key, vec![&one.id])
            }
            _ => (self.top(), Vec::new()),
        }
    }

    /// What messages call a member.
    fn name(&self, member: Object) -> String {
        match (member.class, &self.place(member).1[..]) {
            (class::CONNECTION, _) => {
                self.model().connection_name(self.view.hops[member.at as usize].by)
            }
            (_, [id, ..]) => (*id).to_owned(),
            _ => "the blueprint".to_owned(),
        }
    }

    /// The values of the variables of an expression about a member.
    fn values(member: Object) -> [Value<'w>; 3] {
        let whole = |class| Value::Object(Object { class, at: 0 });
        [Value::Object(member), whole(class::BLUEPRINT), whole(class::CONTEXT)]
    }

    /// Whether `program` is true of a member; nothing when that cannot be said, which is then reported.
    fn holds(&mut self, program: &'w Program, member: Object) -> Result<Option<bool>, Spent> {
        match program.run(self.view, &Self::values(member), self.budget) {
            Ok(Value::Bool(value)) => Ok(Some(value)),
            Ok(other) => {
                self.undecided(member, &format!("{} is no truth value", other.kind()));
                Ok(None)
            }
            Err(Stop::Unfit(why, _)) => {
                self.undecided(member, &why);
                Ok(None)
            }
            Err(Stop::Spent) => Err(Spent),
        }
    }

    /// What cannot be decided is never passed over in silence.
    fn undecided(&mut self, member: Object, why: &str) {
        let (span, ids) = self.place(member);
        let (code, name) = (&self.rule.code, self.name(member));
        let fact = format!("`{code}` cannot be decided for `{name}`: {why}");
        let found = Diagnostic::error(code.clone(), self.rule.name.clone(), span, fact);
        let help = format!("mend the rule in `{}`", self.rule.file);
        self.findings.push(found.severity(Severity::Error).help(help).subjects(ids));
    }

    fn each(
        &mut self,
        class: usize,
        when: Option<&'w Program>,
        assert: &'w Program,
    ) -> Result<(), Spent> {
        let model = self.model();
        let count = match class {
            class::COMPONENT => model.components.len(),
            class::CONNECTION => self.view.hops.len(),
            class::GROUP => model.groups.len(),
            _ => 1,
        };
        for at in 0..u32::try_from(count).unwrap_or(u32::MAX) {
            let member = Object { class, at };
            let meant = match when {
                Some(when) => self.holds(when, member)?,
                None => Some(true),
            };
            if meant == Some(true) && self.holds(assert, member)? == Some(false) {
                let found = self.broken(member, assert);
                self.findings.push(found);
            }
        }
        Ok(())
    }

    /// The finding that `assert` is not true of a member, with the places of the properties it speaks of.
    fn broken(&self, member: Object, assert: &Program) -> Diagnostic {
        let (span, ids) = self.place(member);
        let message = match &self.rule.message {
            Some(message) => message.fill(self.view, &Self::values(member), self.budget),
            None => format!("`{}` breaks the rule `{}`", self.name(member), self.rule.name),
        };
        let whole = ids.is_empty();
        let mut found = self.finding(span, message).subjects(ids);
        if whole {
            found = found.identity("the blueprint");
        }
        let model = self.model();
        let said = match member.class {
            class::COMPONENT => &model.said(ComponentId(member.at)).properties,
            class::CONNECTION => &model.statement(self.view.hops[member.at as usize].by).properties,
            class::GROUP => &model.said_group(GroupId(member.at)).properties,
            _ => return found,
        };
        for name in assert.reads("self", "props") {
            if let Some(value) = said.get(name) {
                found = found.label(value.span, "said here");
            }
        }
        found
    }

    /// The components of which `program` is true.
    fn members(&mut self, program: &'w Program) -> Result<Vec<bool>, Spent> {
        let mut members = Vec::with_capacity(self.model().components.len());
        for id in self.model().component_ids() {
            let member = Object { class: class::COMPONENT, at: id.0 };
            members.push(self.holds(program, member)? == Some(true));
        }
        Ok(members)
    }

    /// One finding for each end of a path that does not pass what it must: the shortest such path. Breadth first from all
    /// starts at once, so linear in components and connections.
    fn paths(
        &mut self,
        from: &'w Program,
        to: &'w Program,
        past: Option<&'w Program>,
    ) -> Result<(), Spent> {
        let (starts, ends) = (self.members(from)?, self.members(to)?);
        let passes = match past {
            Some(past) => self.members(past)?,
            None => vec![false; starts.len()],
        };
        let mut came: Vec<Option<ComponentId>> = vec![None; starts.len()];
        let mut seen: Vec<bool> =
            starts.iter().zip(&passes).map(|(&is, &past)| is && !past).collect();
        let mut told = vec![false; starts.len()];
        let mut queue: VecDeque<ComponentId> =
            self.model().component_ids().filter(|id| seen[id.0 as usize]).collect();
        while let Some(at) = queue.pop_front() {
            for &next in self.view.successors(at) {
                let place = next as usize;
                if passes[place] || next == at.0 {
                    continue;
                }
                if ends[place] && !std::mem::replace(&mut told[place], true) {
                    self.way(at, ComponentId(next), &came, past.is_some());
                }
                if !std::mem::replace(&mut seen[place], true) {
                    came[place] = Some(at);
                    queue.push_back(ComponentId(next));
                }
            }
        }
        Ok(())
    }

    /// The finding of the way to `end`, the last step of which begins at `before`.
    fn way(
        &mut self,
        before: ComponentId,
        end: ComponentId,
        came: &[Option<ComponentId>],
        past: bool,
    ) {
        let (mut start, mut ids) = (before, vec![end, before]);
        while let Some(earlier) = came[start.0 as usize] {
            ids.push(earlier);
            start = earlier;
        }
        ids.reverse();
        let step = |pair: &[ComponentId]| {
            let steps = self.context.runtime_steps(pair[0]);
            steps.into_iter().find(|step| step.to == pair[1])
        };
        let path = Path { start, steps: ids.windows(2).filter_map(step).collect::<Vec<Step>>() };
        let model = self.model();
        let ids: Vec<&str> = path.components().map(|id| model.component(id).id.as_str()).collect();
        let (first, last) = (ids.first().copied().unwrap_or(""), ids.last().copied().unwrap_or(""));
        let message = match &self.rule.message {
            Some(message) => {
                let object = |class, at| Value::Object(Object { class, at });
                let ends = [start.0, end.0].map(|at| object(class::COMPONENT, at));
                let whole = [class::BLUEPRINT, class::CONTEXT].map(|class| object(class, 0));
                message.fill(self.view, &[ends, whole].concat(), self.budget)
            }
            None if past => format!("`{first}` reaches `{last}` without passing what it must"),
            None => format!("`{first}` reaches `{last}`"),
        };
        let message = format!("{message}: {}", ids.join(" → "));
        let span =
            path.steps.last().map_or(model.component(end).key, |&step| self.context.place_of(step));
        let found = self.context.along(&path, self.finding(span, message));
        self.findings.push(found.subjects([last, first]));
    }

    fn cover(
        &mut self,
        capability: &str,
        by: Option<&'w Program>,
        needs: &'w Program,
    ) -> Result<(), Spent> {
        let providers = by.map(|by| self.members(by)).transpose()?;
        let covered =
            providers.map(|providers| self.model().covered_by(|id| providers[id.0 as usize]));
        for id in self.model().component_ids() {
            let member = Object { class: class::COMPONENT, at: id.0 };
            if self.holds(needs, member)? != Some(true) {
                continue;
            }
            let one = self.model().component(id);
            let message = match &self.rule.message {
                Some(message) => message.fill(self.view, &Self::values(member), self.budget),
                None => format!("nothing gives `{}` the {capability} that it needs", one.id),
            };
            let found =
                self.finding(one.key, message).subjects([&one.id]).confidence(Confidence::Medium);
            let cover = match &covered {
                Some(covered) => covered[id.0 as usize],
                None => self.model().cover(capability, id),
            };
            let found = match cover {
                Cover::No if covered.is_some() => Some(found.missing(capability)),
                cover => self.context.absence(capability, cover, found),
            };
            // It is asked for in so many words: its absence is never a guess.
            self.findings.extend(found.map(|one| {
                let sure = one.confidence.max(Confidence::Medium);
                one.confidence(sure)
            }));
        }
        Ok(())
    }
}
