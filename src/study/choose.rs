//! A quiz: some of all questions, spread over kinds and over the domains of the exam.

use super::{Kind, Question, Random};
use crate::catalog;

/// What a quiz should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How many questions at most.
    pub count: usize,
    /// Only these kinds; empty means all.
    pub kinds: Vec<Kind>,
    /// Only these domains (`2`) or tasks (`2.3`); empty means all.
    pub domains: Vec<String>,
    /// The seed of the choice.
    pub seed: u64,
}

impl Default for Wish {
    fn default() -> Self {
        Self { count: 20, kinds: Vec::new(), domains: Vec::new(), seed: 1 }
    }
}

impl Wish {
    /// Draws the quiz. Kinds come by their weight; within a kind the domain comes next that is furthest behind its share
    /// of the exam.
    pub fn choose(&self, all: Vec<Question>) -> Vec<Question> {
        let mut random = Random::new(self.seed);
        let mut left: Vec<(Kind, Vec<Question>)> =
            Kind::ALL.iter().map(|&kind| (kind, Vec::new())).collect();
        for one in all.into_iter().filter(|one| self.wants(one)) {
            if let Some((_, list)) = left.iter_mut().find(|(kind, _)| *kind == one.kind) {
                list.push(one);
            }
        }
        for (_, list) in &mut left {
            random.shuffle(list);
        }
        let mut chosen: Vec<Question> = Vec::new();
        while chosen.len() < self.count {
            let Some(list) = next_kind(&mut left, &chosen) else { break };
            let at = next_domain(list, &chosen);
            chosen.push(list.remove(at));
        }
        random.shuffle(&mut chosen);
        chosen
    }
    fn wants(&self, one: &Question) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(&one.kind);
        let listed = self.domains.iter().any(|word| word == one.task || word == one.domain());
        kind && (self.domains.is_empty() || listed)
    }
}

/// The kind that has come least often for its weight, among those with questions left.
fn next_kind<'a>(
    left: &'a mut [(Kind, Vec<Question>)],
    chosen: &[Question],
) -> Option<&'a mut Vec<Question>> {
    let share = |kind: Kind| {
        let had = chosen.iter().filter(|one| one.kind == kind).count();
        (had + 1) * 1000 / kind.weight()
    };
    let open = left.iter_mut().filter(|(_, list)| !list.is_empty());
    open.min_by_key(|(kind, _)| share(*kind)).map(|(_, list)| list)
}

/// The first question of the domain that has come least often for its weight in the exam; what a question was about
/// already comes later.
fn next_domain(list: &[Question], chosen: &[Question]) -> usize {
    let behind = |one: &Question| {
        let had = chosen.iter().filter(|other| other.domain() == one.domain()).count();
        let domain = catalog::domains().iter().find(|domain| domain.id == one.domain());
        let weight = domain.map_or(1, |domain| domain.weight as usize).max(1);
        let subject = |one: &Question| one.sources.first().map(|source| source.word.clone());
        let again = chosen.iter().filter(|other| subject(other) == subject(one)).count();
        (again.min(2), had * 1000 / weight)
    };
    (0..list.len()).min_by_key(|&at| behind(&list[at])).unwrap_or(0)
}
