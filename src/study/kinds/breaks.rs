//! What breaks without a component: what requests and events can reach, with it and without.

use crate::catalog::Trait;
use crate::model::{ComponentId, Model};
use crate::scene::short;
use crate::study::pool::{doors, entries, reached};
use crate::study::question::Draft;
use crate::study::{Answer, Claim, Kind, Material, Question, Random};

pub(super) fn make(material: &Material<'_>) -> Vec<Question> {
    let model = material.model;
    let (entries, doors) = (entries(model), doors(model));
    let before = reached(model, &entries, None);
    let part =
        |id: &ComponentId| before[id.0 as usize] && !doors.contains(id) && is_part(model, *id);
    let parts: Vec<ComponentId> = model.component_ids().filter(part).collect();
    let drawn = Drawn { model, entries, doors };
    parts.iter().filter_map(|&id| question(material, &drawn, (id, &parts))).collect()
}

/// The picture, and where one may come in.
struct Drawn<'a> {
    model: &'a Model,
    /// For certain.
    entries: Vec<ComponentId>,
    /// Perhaps.
    doors: Vec<ComponentId>,
}

/// Whether a component is a part of the way, and no control or person beside it.
fn is_part(model: &Model, id: ComponentId) -> bool {
    let one = model.component(id);
    let beside = [Trait::CrossCutting, Trait::Person];
    one.service.is_some() && !beside.iter().any(|&kind| one.traits.has(kind))
}

fn question(
    material: &Material<'_>,
    drawn: &Drawn<'_>,
    (gone, parts): (ComponentId, &[ComponentId]),
) -> Option<Question> {
    let model = drawn.model;
    let id = format!("breaks:{}", model.component(gone).id);
    let mut random = material.random(&id);
    // What may or may not be reached, depending on what is not drawn, is no answer.
    let sure = reached(model, &drawn.entries, Some(gone));
    let perhaps = reached(model, &drawn.doors, Some(gone));
    let others = || parts.iter().copied().filter(|&one| one != gone);
    let kept: Vec<ComponentId> = others().filter(|one| sure[one.0 as usize]).collect();
    let lost: Vec<ComponentId> = others().filter(|one| !perhaps[one.0 as usize]).collect();
    let asks_lost = match (kept.len() >= 3 && !lost.is_empty(), lost.len() >= 3 && !kept.is_empty())
    {
        (true, true) => random.below(2) == 0,
        (one, other) if one || other => one,
        _ => return None,
    };
    let (right, wrong) = if asks_lost { (&lost, &kept) } else { (&kept, &lost) };
    let options = pick(right, wrong, &mut random);
    let why = |one: ComponentId| {
        if lost.contains(&one) { cut(model, gone, one) } else { around(drawn, gone, one) }
    };
    let answers =
        options.iter().map(|&one| (Answer::new(called(model, one), why(one)), one)).collect();
    let what = if asks_lost {
        "can no request or event reach any more"
    } else {
        "can requests or events still reach"
    };
    let ask = format!("{} fails. Which of these {what}?", called(model, gone));
    let draft = Draft { id, kind: Kind::Breaks, task: "2.3", ask, answers };
    let claim = |order| if asks_lost { Claim::Lost(gone, order) } else { Claim::Kept(gone, order) };
    let mut found = draft.finish(&mut random, claim)?.from("blueprint", super::name(model));
    found.study = vec!["availability", "reliability"];
    Some(found)
}

fn pick(right: &[ComponentId], wrong: &[ComponentId], random: &mut Random) -> Vec<ComponentId> {
    let mut out = random.some(right.to_vec(), 1);
    out.extend(random.some(wrong.to_vec(), 3));
    out
}

/// The label, and the service where the label does not say it.
fn called(model: &Model, id: ComponentId) -> String {
    let one = model.component(id);
    let label = short(&one.label);
    match one.service {
        Some(service) if !label.to_lowercase().contains(&service.short.to_lowercase()) => {
            format!("{label} ({})", service.short)
        }
        _ => label,
    }
}

fn cut(model: &Model, gone: ComponentId, one: ComponentId) -> String {
    format!("Every way to {} leads through {}.", called(model, one), called(model, gone))
}

/// A way that goes on without the component.
fn around(drawn: &Drawn<'_>, gone: ComponentId, one: ComponentId) -> String {
    let model = drawn.model;
    let starts: Vec<ComponentId> = drawn.entries.iter().copied().filter(|&id| id != gone).collect();
    let next = |at| {
        let mut steps = model.runtime_steps(at);
        steps.retain(|step| step.to != gone);
        steps
    };
    let names = model.path(&starts, next, |at| at == one).map(|path| {
        let labels: Vec<String> =
            path.components().map(|id| short(&model.component(id).label)).collect();
        labels.join(" → ")
    });
    format!("This way goes on: {}.", names.unwrap_or_else(|| called(model, one)))
}
