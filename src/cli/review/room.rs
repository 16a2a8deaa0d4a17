//! What of a comment is shown when there is not room for all of it.

use std::fmt::Write as _;

/// The most bytes, so that no more characters are reached.
const MOST: usize = 65_000;
/// What the last line may take.
const RESERVE: usize = 400;
/// So many blueprints, the worst, are told of in full before others are told of at all.
const FRONT: usize = 8;
/// So many findings of a blueprint get their room before further ones, and so many of these their lines too.
const FIRST: usize = 10;
const SHOWN: usize = 3;

/// When a piece gets its room; earlier ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The title and the table.
    Head,
    /// The names and pictures of the worst blueprints.
    FrontHead,
    /// Their first findings, a line each.
    FrontFindings,
    /// The lines of the file for the very first of these.
    FrontLines,
    /// The names and pictures of the others, and their rows of the table.
    LaterHead,
    /// The first findings of the others.
    LaterFindings,
    /// The lines of the file for all first findings.
    Lines,
    /// Further findings, and those that are fixed.
    More,
    /// What changed, in words.
    Rest,
}

const RANKS: [Rank; 9] = [
    Rank::Head,
    Rank::FrontHead,
    Rank::FrontFindings,
    Rank::FrontLines,
    Rank::LaterHead,
    Rank::LaterFindings,
    Rank::Lines,
    Rank::More,
    Rank::Rest,
];

/// The ranks of what is told of one blueprint.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranks {
    /// Of its name and pictures.
    pub(super) head: Rank,
    /// Of its first findings.
    pub(super) findings: Rank,
    /// Of the lines of the first of them.
    lines: Rank,
}

impl Ranks {
    /// Of the blueprint that is told of after `at` others.
    pub(super) const fn of(at: usize) -> Self {
        let (head, findings, lines) = if at < FRONT {
            (Rank::FrontHead, Rank::FrontFindings, Rank::FrontLines)
        } else {
            (Rank::LaterHead, Rank::LaterFindings, Rank::Lines)
        };
        Self { head, findings, lines }
    }
    /// Of its finding after `at` others: of one line, and of its lines of the file.
    pub(super) const fn finding(self, at: usize) -> (Rank, Rank) {
        match at {
            0..SHOWN => (self.findings, self.lines),
            SHOWN..FIRST => (self.findings, Rank::Lines),
            _ => (Rank::More, Rank::More),
        }
    }
}

/// A part of the comment: in its place, as long as there is room for it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// When it gets room for its short form.
    pub(super) rank: Rank,
    /// When it gets room for all of it.
    pub(super) full: Rank,
    /// The text.
    pub(super) text: String,
    /// What takes its place when there is no room; empty for nothing.
    pub(super) short: String,
    /// Index of the piece without which this one would hang in the air.
    pub(super) under: Option<usize>,
}

impl Piece {
    pub(super) fn new(rank: Rank, text: impl Into<String>) -> Self {
        Self { rank, full: rank, text: text.into(), short: String::new(), under: None }
    }
}

/// The pieces and what has been given to them.
struct Room<'a> {
    pieces: &'a [Piece],
    shown: Vec<Option<&'a str>>,
    left: usize,
}

impl<'a> Room<'a> {
    /// Shows this form of a piece when there is room for it, and nothing that it stands under is missing.
    fn give(&mut self, at: usize, form: &'a str) {
        let stands = self.pieces[at].under.is_none_or(|under| self.shown[under].is_some());
        let more = form.len().saturating_sub(self.shown[at].map_or(0, str::len));
        if stands && more <= self.left {
            self.left -= more;
            self.shown[at] = Some(form);
        }
    }
}

/// Puts in as much as there is room for, and says how much was left out.
pub(super) fn fit(pieces: &[Piece]) -> String {
    let mut room = Room { pieces, shown: vec![None; pieces.len()], left: MOST - RESERVE };
    for rank in RANKS {
        for (at, piece) in pieces.iter().enumerate() {
            if piece.rank == rank && !piece.short.is_empty() {
                room.give(at, &piece.short);
            }
        }
        for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.full == rank) {
            room.give(at, &piece.text);
        }
    }
    let told = pieces.iter().zip(&room.shown);
    let cut = told.filter(|(piece, form)| **form != Some(piece.text.as_str())).count();
    let mut out: String = room.shown.into_iter().flatten().collect();
    if cut > 0 {
        let parts = if cut == 1 { "1 part is" } else { &format!("{cut} parts are") };
        let _ = write!(
            out,
            "\n*{parts} shortened or left out here, because GitHub takes 65,536 characters; \
             `review.json` of this review has everything.*\n"
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, RANKS, Rank, fit};

    #[test]
    fn all_ranks_have_their_turn() {
        assert!(RANKS.is_sorted() && RANKS.len() == Rank::Rest as usize + 1);
    }

    #[test]
    fn nothing_hangs_in_the_air() {
        let long = |rank| Piece::new(rank, "x".repeat(40_000));
        let under = Piece { under: Some(1), ..Piece::new(Rank::More, "small") };
        let kept = Piece { under: Some(0), ..Piece::new(Rank::More, "kept") };
        let text = fit(&[long(Rank::Head), long(Rank::LaterHead), under, kept]);
        assert!(text.contains("kept") && !text.contains("small"));
        assert!(text.ends_with(
            "*2 parts are shortened or left out here, because GitHub takes 65,536 \
             characters; `review.json` of this review has everything.*\n"
        ));
    }

    #[test]
    fn a_short_form_makes_room_for_the_long_one_later() {
        let piece = Piece {
            full: Rank::Rest,
            short: "short".to_owned(),
            ..Piece::new(Rank::Head, "y".repeat(30_000))
        };
        let text =
            fit(&[piece.clone(), Piece::new(Rank::More, "x".repeat(20_000)), piece.clone(), piece]);
        assert_eq!(text.matches("short").count(), 3, "two short forms and the last line");
    }
}
