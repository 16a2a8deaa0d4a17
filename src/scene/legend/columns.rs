//! How wide the legend's columns are and what stands in each: as it wastes the least of the page.

use super::{PAD, Row, SECTION};
use crate::{
    geometry::{Px, Size},
    scene::{GUTTER, plan::px},
};

/// The widths that columns may have: a wider one wraps fewer lines.
const WIDTHS: [Px; 4] = [244.0, 272.0, 300.0, 328.0];
/// More entries than this are not tried in several widths.
const MANY: usize = 400;
/// The least height that a column is worth.
const LEAST: Px = 560.0;
/// What the picture has above and below, about.
const FRAME: Px = 120.0;
/// What it costs to break a section, as height.
const TORN: Px = 24.0;
/// What each pixel costs that a column is higher than the drawing beside it, which leaves a blank.
const BLANK: Px = 0.5;

/// What is known of a row: whether it begins a section, and its height.
type Height = (bool, Px);

/// A way to fill columns: where each begins.
struct Way {
    starts: Vec<usize>,
    cost: Px,
    width: Px,
}

impl Way {
    /// A way and what it costs beside a drawing.
    fn new(rows: &[Height], starts: Vec<usize>, width: Px, beside: Size) -> Self {
        let torn =
            starts.iter().filter(|&&start| rows.get(start).is_some_and(|row| !row.0)).count();
        let across = beside.w + GUTTER + width * px(starts.len());
        let high = highest(rows, &starts);
        let blank = (high - beside.h).max(0.0) * BLANK;
        let down = high.max(beside.h) + blank + FRAME + px(torn) * TORN;
        Self { cost: across * across.sqrt() * down, starts, width }
    }
}

/// The width of a column, and the rows in columns. A wide picture is worse than a high one: it is scaled down more
/// where it is shown.
pub(super) fn fitted(mut rows: Vec<Row>, beside: Size) -> (Px, Vec<Vec<Row>>) {
    let widths = if rows.len() > MANY { &WIDTHS[..1] } else { &WIDTHS[..] };
    let mut best: Option<Way> = None;
    for &width in widths {
        for way in ways(&wrapped(&mut rows, width), width, beside) {
            if best.as_ref().is_none_or(|best| way.cost < best.cost) {
                best = Some(way);
            }
        }
    }
    let Some(Way { starts, width, .. }) = best else { return (WIDTHS[0], vec![rows]) };
    wrapped(&mut rows, width);
    let mut columns: Vec<Vec<Row>> =
        starts.iter().skip(1).rev().map(|&start| rows.split_off(start)).collect();
    columns.push(rows);
    columns.reverse();
    (width, columns)
}

fn wrapped(rows: &mut [Row], width: Px) -> Vec<Height> {
    let wrap = |(first, entry): &mut Row| {
        entry.wrap(width);
        (*first, entry.height())
    };
    rows.iter_mut().map(wrap).collect()
}

/// The best ways with about as many columns as the drawing's height suggests, and the one with columns as high as the
/// drawing, which may break fewer sections.
fn ways(rows: &[Height], width: Px, beside: Size) -> Vec<Way> {
    let all = tall(rows);
    let usual = (1..=rows.len()).find(|&count| all / px(count) <= beside.h.max(LEAST)).unwrap_or(1);
    let counts = usual.saturating_sub(2).max(1)..=usual + 1;
    let high = fill(rows, beside.h.max(LEAST));
    let even = counts.map(|count| balanced(rows, count, width, beside));
    even.chain([Way::new(rows, high, width, beside)]).collect()
}

/// The rows in at most `count` columns, of which the highest is as low as may be.
fn balanced(rows: &[Height], count: usize, width: Px, beside: Size) -> Way {
    let (mut low, mut most) = (0.0, tall(rows));
    let mut starts = vec![0];
    for _ in 0..14 {
        let limit = f64::midpoint(low, most);
        let tried = fill(rows, limit);
        if tried.len() <= count && highest(rows, &tried) <= most {
            (most, starts) = (limit, tried);
        } else {
            low = limit;
        }
    }
    Way::new(rows, starts, width, beside)
}

/// Fills columns up to `limit`; a heading never stands alone at the end of one, and a section that begins in the lower
/// half of a column is not broken.
fn fill(rows: &[Height], limit: Px) -> Vec<usize> {
    let mut starts = vec![0];
    let (mut start, mut used) = (0, 2.0 * PAD);
    let mut section = (0, 0.0);
    for (at, &(first, height)) in rows.iter().enumerate() {
        let gap = if first && at > start { SECTION } else { 0.0 };
        let next = rows.get(at + 1).filter(|_| first).map_or(0.0, |row| row.1);
        if at > start && used + gap + height + next > limit {
            let whole = !first && section.0 > start && section.1 > limit / 2.0;
            start = if whole { section.0 } else { at };
            starts.push(start);
            used = 2.0 * PAD + rows[start..at].iter().map(|row| row.1).sum::<Px>();
        } else {
            used += gap;
        }
        if first {
            section = (at, used);
        }
        used += height;
    }
    starts
}

/// The height of the highest column.
fn highest(rows: &[Height], starts: &[usize]) -> Px {
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    let columns = starts.iter().zip(ends).filter_map(|(&start, end)| rows.get(start..end));
    columns.map(tall).fold(0.0, Px::max)
}

/// The height of a column.
fn tall(column: &[Height]) -> Px {
    let heads = column.iter().skip(1).filter(|row| row.0).count();
    column.iter().map(|row| row.1).sum::<Px>() + px(heads) * SECTION + 2.0 * PAD
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections of so many entries of 20 px each with a heading of 20 px.
    fn sections(counts: &[usize]) -> Vec<Height> {
        counts.iter().flat_map(|&count| (0..=count).map(|at| (at == 0, 20.0))).collect()
    }

    #[test]
    fn a_section_is_broken_only_where_it_must_be() {
        let rows = sections(&[8, 7]);
        let way = balanced(&rows, 2, 244.0, Size::new(800.0, 100.0));
        assert_eq!(way.starts, [0, 9]);
        let long = sections(&[20]);
        let way = balanced(&long, 2, 244.0, Size::new(800.0, 100.0));
        assert_eq!(way.starts.len(), 2);
        assert!((10..=11).contains(&way.starts[1]), "{:?}", way.starts);
    }

    #[test]
    fn a_section_stays_whole_where_the_drawing_is_high_enough() {
        let rows = sections(&[6, 9, 12]);
        let beside = Size::new(800.0, 600.0);
        assert!(balanced(&rows, 2, 244.0, beside).starts.iter().any(|&start| !rows[start].0));
        let ways = ways(&rows, 244.0, beside);
        let best = ways.iter().filter(|way| way.starts.len() == 2);
        let best = best.min_by(|one, two| one.cost.total_cmp(&two.cost));
        assert_eq!(best.map(|way| way.starts.clone()), Some(vec![0, 17]));
    }

    #[test]
    fn a_heading_never_ends_a_column() {
        for limit in 80..600 {
            let rows = sections(&[4, 1, 3, 9, 2]);
            let starts = fill(&rows, f64::from(limit));
            for &start in starts.iter().skip(1) {
                assert!(!rows[start - 1].0, "{limit}: {starts:?}");
            }
            assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{limit}: {starts:?}");
        }
    }

    #[test]
    fn columns_are_no_higher_than_they_are_planned() {
        let rows = sections(&[30, 2, 14, 5]);
        let low = |count| highest(&rows, &balanced(&rows, count, 244.0, Size::default()).starts);
        assert!(low(1) > low(2) && low(2) > low(3) && low(3) > low(4), "{}", low(2));
        assert!(low(2) < low(1) * 0.6 && low(4) < low(1) * 0.4, "{} {}", low(2), low(4));
    }

    #[test]
    fn a_legend_beside_a_high_drawing_is_one_column() {
        let rows = sections(&[10, 5]);
        let ways = ways(&rows, 244.0, Size::new(900.0, 700.0));
        let best = ways.iter().min_by(|one, two| one.cost.total_cmp(&two.cost));
        assert_eq!(best.map(|way| way.starts.clone()), Some(vec![0]));
    }
}
