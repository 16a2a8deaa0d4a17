//! The heights of pieces and borders within a channel: longest path, pieces in the middle of their freedom.

use super::super::plan::Purpose;
use super::super::problem::Terminal;
use super::super::tree::ROOT;
use super::Routed;
use super::bars::Bar;

/// Something at one height in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Bar(usize),
    Bottom(usize),
    Top(usize),
    BandBottom(usize),
    BandTop(usize),
}

/// Levels from top to bottom with the heights they may have.
struct Stack {
    levels: Vec<Level>,
    /// `levels[i]` at least so far above `levels[j]`.
    above: Vec<(usize, usize, i32)>,
    from_top: Vec<i32>,
    to_bottom: Vec<i32>,
}

/// The pieces and borders of a channel with their heights from its top.
pub(super) struct Solved {
    bars: Vec<Bar>,
    levels: Vec<(Level, i32)>,
    height: i32,
}

/// Gives the pieces and borders of a channel their heights.
pub(super) fn run(routed: &Routed, channel: usize, bars: Vec<Bar>) -> Solved {
    let stack = Stack::new(routed, channel, &bars);
    let mut early = stack.from_top.clone();
    for &(a, b, gap) in &stack.above {
        early[b] = early[b].max(early[a] + gap);
    }
    let mut height = least(routed, channel);
    for (at, early) in early.iter().enumerate() {
        height = height.max(early + stack.to_bottom[at]);
    }
    let mut late: Vec<i32> = stack.to_bottom.iter().map(|gap| height - gap).collect();
    for &(a, b, gap) in stack.above.iter().rev() {
        late[a] = late[a].min(late[b] - gap);
    }
    let place = |(at, level): (usize, Level)| match level {
        Level::Bar(_) => (level, (early[at] + late[at]).div_euclid(2)),
        Level::Bottom(_) | Level::BandBottom(_) => (level, early[at]),
        Level::Top(_) | Level::BandTop(_) => (level, late[at]),
    };
    let levels = stack.levels.into_iter().enumerate().map(place).collect();
    Solved { bars, levels, height }
}

impl Solved {
    /// Puts a channel's pieces and borders on the page, where the channel begins at `top`; gives its end.
    pub(super) fn place(mut self, routed: &mut Routed, channel: usize, top: i32) -> i32 {
        for (level, y) in self.levels {
            match level {
                Level::Bar(bar) => self.bars[bar].y = top + y,
                Level::Bottom(container) => routed.borders[container].1 = top + y,
                Level::Top(container) => routed.borders[container].0 = top + y,
                Level::BandBottom(band) => routed.bands[band].1 = top + y,
                Level::BandTop(band) => routed.bands[band].0 = top + y,
            }
        }
        for bar in self.bars {
            routed.bars[bar.link].push(bar);
        }
        for &link in &routed.channels[channel] {
            routed.bars[link].sort_by_key(|bar| bar.part);
        }
        top + self.height
    }
}

/// The least height of a channel without pieces.
fn least(routed: &Routed, channel: usize) -> i32 {
    let plan = &routed.placed.plan;
    let air = plan.problem.air;
    let live = |row: usize| routed.is_live(row);
    if channel == 0 || channel == plan.rows.len() {
        return 0;
    }
    let boxes = |row: usize| plan.rows[row].purpose == Purpose::Boxes;
    let crossing = !routed.channels[channel].is_empty();
    match (boxes(channel - 1), boxes(channel)) {
        (true, true) if crossing => air.arrow + air.start,
        (true, true) => air.node * 3 / 4,
        (true, false) if live(channel) => air.start,
        (false, true) if live(channel - 1) => {
            if plan.rows[channel - 1].purpose == Purpose::Titles {
                8
            } else {
                air.arrow
            }
        }
        (true, false) | (false, true) => air.start - 2,
        (false, false) if live(channel - 1) && live(channel) => 4,
        (false, false) => 0,
    }
}

impl Stack {
    fn new(routed: &Routed, channel: usize, bars: &[Bar]) -> Self {
        let levels = levels(routed, channel, bars);
        let mut stack = Self {
            above: Vec::new(),
            from_top: levels.iter().map(|&level| from_top(routed, channel, level, bars)).collect(),
            to_bottom: levels
                .iter()
                .map(|&level| to_bottom(routed, channel, level, bars))
                .collect(),
            levels,
        };
        for b in 0..stack.levels.len() {
            for a in 0..b {
                if let Some(gap) = apart(routed, stack.levels[a], stack.levels[b], bars) {
                    stack.above.push((a, b, gap));
                }
            }
        }
        stack.above.sort_by_key(|&(a, b, _)| (b, a));
        stack
    }
}

/// All levels of a channel from top to bottom.
fn levels(routed: &Routed, channel: usize, bars: &[Bar]) -> Vec<Level> {
    let plan = &routed.placed.plan;
    let tree = &plan.problem.tree;
    let mut keyed: Vec<((i32, i32, i32), Level)> = Vec::new();
    for (at, bar) in bars.iter().enumerate() {
        let place = if bar.class.0 == 2 { 4 } else { bar.class.0 * 2 };
        let inner = i32::from(bar.class.0 == 1);
        keyed.push(((place, bar.class.1, inner), Level::Bar(at)));
    }
    for container in ROOT + 1..tree.len() {
        if !routed.has_borders(container) {
            continue;
        }
        let depth = i32::try_from(tree.depth(container)).unwrap_or(0);
        if plan.span[container].1 + 1 == channel {
            keyed.push(((0, -depth, 1), Level::Bottom(container)));
        }
        if plan.span[container].0 == channel {
            keyed.push(((4, depth, -1), Level::Top(container)));
        }
    }
    for (band, &(first, last)) in plan.band_rows.iter().enumerate() {
        if last + 1 == channel {
            keyed.push(((1, 0, 0), Level::BandBottom(band)));
        }
        if first == channel {
            keyed.push(((3, 0, 0), Level::BandTop(band)));
        }
    }
    keyed.sort_by_key(|&(key, _)| key);
    keyed.into_iter().map(|(_, level)| level).collect()
}

fn from_top(routed: &Routed, channel: usize, level: Level, bars: &[Bar]) -> i32 {
    let plan = &routed.placed.plan;
    let Some(row) = channel.checked_sub(1) else { return 0 };
    let air = plan.problem.air;
    let live = routed.is_live(row);
    let boxes = plan.rows[row].purpose == Purpose::Boxes;
    match level {
        Level::Bar(bar) => bars[bar].tips.iter().filter(|tip| tip.up).fold(
            if boxes {
                10
            } else if live {
                5
            } else {
                0
            },
            |least, tip| least.max(tip_room(routed, tip.arrow, tip.boxed)),
        ),
        Level::Bottom(_) | Level::BandBottom(_) if boxes => air.pad - 2,
        Level::Bottom(_) | Level::BandBottom(_) => 4,
        Level::Top(_) | Level::BandTop(_) => {
            if boxes {
                air.outside
            } else {
                4
            }
        }
    }
}

fn to_bottom(routed: &Routed, channel: usize, level: Level, bars: &[Bar]) -> i32 {
    let plan = &routed.placed.plan;
    if channel == plan.rows.len() {
        return 0;
    }
    let air = plan.problem.air;
    let live = routed.is_live(channel);
    let boxes = plan.rows[channel].purpose == Purpose::Boxes;
    match level {
        Level::Bar(bar) => bars[bar].tips.iter().filter(|tip| !tip.up).fold(
            if boxes {
                10
            } else if live {
                5
            } else {
                0
            },
            |least, tip| least.max(tip_room(routed, tip.arrow, tip.boxed)),
        ),
        Level::Top(_) | Level::BandTop(_) if boxes => air.pad,
        Level::Top(_) | Level::BandTop(_) => 8,
        Level::Bottom(_) | Level::BandBottom(_) => {
            if boxes {
                air.outside
            } else {
                4
            }
        }
    }
}

fn tip_room(routed: &Routed, arrow: bool, boxed: bool) -> i32 {
    let air = routed.placed.plan.problem.air;
    match (boxed, arrow) {
        (true, true) => air.arrow,
        (true, false) => air.start,
        _ => 0,
    }
}

/// How far `a` must stay above `b`, if they meet in x.
fn apart(routed: &Routed, a: Level, b: Level, bars: &[Bar]) -> Option<i32> {
    let air = routed.placed.plan.problem.air;
    let (range_a, range_b) = (range(routed, a, bars), range(routed, b, bars));
    let slack = air.line;
    if range_a.0 - slack >= range_b.1 || range_b.0 - slack >= range_a.1 {
        return None;
    }
    let bar = |level: Level| matches!(level, Level::Bar(_));
    Some(match (a, b) {
        (Level::Bar(_), Level::Bar(_)) => air.line,
        (Level::Bar(at), Level::Top(container)) | (Level::Bottom(container), Level::Bar(at)) => {
            if ends_at(routed, &bars[at], container) {
                air.arrow
            } else {
                air.clear
            }
        }
        _ if bar(a) || bar(b) => air.clear,
        (Level::Bottom(_), Level::Top(_)) | (Level::BandBottom(_), Level::BandTop(_)) => {
            air.outside
        }
        _ => air.clear,
    })
}

/// Whether the line of a piece ends at the border of a container.
fn ends_at(routed: &Routed, bar: &Bar, container: usize) -> bool {
    let spec = &routed.placed.plan.problem.lines[routed.links[bar.link].line];
    [spec.from, spec.to].contains(&Terminal::Border(container))
}

fn range(routed: &Routed, level: Level, bars: &[Bar]) -> (i32, i32) {
    match level {
        Level::Bar(bar) => bars[bar].range(),
        Level::Bottom(container) | Level::Top(container) => routed.placed.sides[container],
        Level::BandBottom(_) | Level::BandTop(_) => (i32::MIN / 2, i32::MAX / 2),
    }
}
