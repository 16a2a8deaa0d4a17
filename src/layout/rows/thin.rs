//! The thin rows between the ranks: for labels, titles and line ends at lower borders.

use super::super::plan::{Plan, Purpose, Row};
use super::super::problem::{Problem, Terminal};
use super::super::ranks::Ranked;
use super::super::tree::ROOT;
use super::{Course, Exit};

/// How many texts of lines a row of titles may have before the gap gets a row for them.
const BESIDE: usize = 9;

/// Which thin rows there must be.
pub(super) struct Wants {
    /// Gaps that need a row for labels whatever titles they have.
    labels: Vec<bool>,
    /// How many lines have a text in each gap that may as well stand beside a title.
    texts: Vec<usize>,
    top: Vec<bool>,
    floor: Vec<bool>,
    /// Level of the container's title row in its gap, from the outside.
    title_level: Vec<usize>,
    /// Level of the container's floor row, from the inside.
    floor_level: Vec<usize>,
}

impl Wants {
    pub(super) fn new(ranked: &Ranked, courses: &[Course]) -> Self {
        let problem = &ranked.problem;
        let containers = problem.tree.len();
        let mut wants = Self {
            labels: vec![false; ranked.ranks + 1],
            texts: vec![0; ranked.ranks + 1],
            top: problem.title.iter().map(|title| title.0 > 0).collect(),
            floor: vec![false; containers],
            title_level: vec![0; containers],
            floor_level: vec![0; containers],
        };
        wants.top[ROOT] = false;
        for (line, course) in courses.iter().enumerate() {
            wants.line(problem, line, course);
        }
        let inside_out = problem.tree.inside_out();
        for &container in &inside_out {
            if wants.floor[container] {
                wants.raise_floor(ranked, container);
            }
        }
        for &container in inside_out.iter().rev() {
            let mut above = problem.tree.parent(container);
            while above != ROOT {
                if wants.top[above] && ranked.span[above].0 == ranked.span[container].0 {
                    wants.title_level[container] += 1;
                }
                above = problem.tree.parent(above);
            }
        }
        wants
    }

    fn line(&mut self, problem: &Problem, line: usize, course: &Course) {
        let spec = &problem.lines[line];
        let passes =
            matches!((course.from, course.to), (Exit::Down, Exit::Up) | (Exit::Up, Exit::Down));
        if spec.has_text() {
            self.labels[course.text] |= !passes;
            self.texts[course.text] += 1;
        }
        if spec.has_text() && course.from == Exit::Side {
            self.labels[course.text - 1] = true;
        }
        let grounds = problem.ground(line);
        let ends = [(spec.from, course.from, grounds.0), (spec.to, course.to, grounds.1)];
        for (end, exit, ground) in ends {
            if let Terminal::Border(container) = end {
                let inside = ground == container;
                let wanted =
                    if exit == Exit::Up && !inside { &mut self.top } else { &mut self.floor };
                wanted[container] = true;
            }
        }
    }

    fn raise_floor(&mut self, ranked: &Ranked, container: usize) {
        let tree = &ranked.problem.tree;
        let last = ranked.span[container].1;
        let mut above = tree.parent(container);
        while above != ROOT && ranked.span[above].1 == last {
            self.floor_level[above] = self.floor_level[above].max(self.floor_level[container] + 1);
            above = tree.parent(above);
        }
    }

    /// Makes the rows and the row spans of all containers.
    pub(super) fn rows(&self, ranked: Ranked) -> Plan {
        let levels = |wanted: &[bool], level: &[usize], rank_of: &dyn Fn(usize) -> usize| {
            let mut count = vec![0; ranked.ranks];
            for container in 1..wanted.len() {
                if wanted[container] {
                    let rank = rank_of(container);
                    count[rank] = count[rank].max(level[container] + 1);
                }
            }
            count
        };
        let titles = levels(&self.top, &self.title_level, &|container| ranked.span[container].0);
        let floors = levels(&self.floor, &self.floor_level, &|container| ranked.span[container].1);
        let spare = if ranked.problem.is_banded() { 0 } else { BESIDE };
        let label = |gap: usize| {
            let beside = spare * titles.get(gap).copied().unwrap_or(0);
            usize::from(self.labels[gap] || self.texts[gap] > beside)
        };
        let mut rows = Vec::new();
        let mut add = |purpose, rank, count| {
            for _ in 0..count {
                rows.push(Row { purpose, items: Vec::new(), rank });
            }
            rows.len()
        };
        let (mut first_title, mut box_row) = (Vec::new(), Vec::new());
        for rank in 0..ranked.ranks {
            let next = add(Purpose::Labels, rank, label(rank));
            first_title.push(next);
            box_row.push(add(Purpose::Titles, rank, titles[rank]));
            add(Purpose::Boxes, rank, 1);
            add(Purpose::Floor, rank, floors[rank]);
        }
        add(Purpose::Labels, ranked.ranks, label(ranked.ranks));
        let span = self.spans(&ranked, &first_title, &box_row);
        let band_rows = ranked.band_span.iter().map(|&(first, last)| {
            let next = if last + 1 < ranked.ranks { first_title[last + 1] } else { rows.len() };
            (first_title[first], next.saturating_sub(1 + label(last + 1)))
        });
        let band_rows = band_rows.collect();
        Plan {
            items: Vec::new(),
            paths: Vec::new(),
            span,
            band_rows,
            item_of: ranked.rank.iter().map(|&rank| box_row[rank]).collect(),
            index: Vec::new(),
            rows,
            problem: ranked.problem,
        }
    }

    fn spans(
        &self,
        ranked: &Ranked,
        first_title: &[usize],
        box_row: &[usize],
    ) -> Vec<(usize, usize)> {
        let tree = &ranked.problem.tree;
        let mut span = vec![(usize::MAX, 0); tree.len()];
        for container in tree.inside_out() {
            let (first, last) = ranked.span[container];
            let own = &mut span[container];
            *own = (own.0.min(box_row[first]), own.1.max(box_row[last]));
            if self.top[container] {
                own.0 = first_title[first] + self.title_level[container];
            } else if tree.is_rail(container) {
                // Its ground is drawn from the top of its first band on.
                own.0 = first_title[first];
            }
            if self.floor[container] {
                own.1 = box_row[last] + 1 + self.floor_level[container];
            }
            let (first, last) = *own;
            let parent = tree.parent(container);
            span[parent] = (span[parent].0.min(first), span[parent].1.max(last));
        }
        span
    }
}
