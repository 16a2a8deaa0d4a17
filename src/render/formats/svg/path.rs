//! Path data as short as two decimals allow: relative or absolute, whichever is shorter.

use super::number::{Digits, Number};
use crate::{
    geometry::{Piece, Point, Px},
    scene::Command,
};

/// Path data while it grows.
#[derive(Debug, Default)]
pub(super) struct PathData {
    out: String,
    /// Where the pen is, in hundredths as it was written: rounding never adds up.
    at: Point,
    start: Point,
    /// The letter of the last command, left out while it stays the same.
    letter: u8,
}

/// The commands of the scene.
pub(super) fn of_commands(commands: &[Command]) -> String {
    let mut path = PathData::default();
    for command in commands {
        match *command {
            Command::Move(to) => path.move_to(to),
            Command::Line(to) => path.line(to),
            Command::Quad(control, to) => path.add(b'q', &[control, to]),
            Command::Hop { radius, clockwise, to } => path.hop(radius, clockwise, to),
        }
    }
    path.out
}

/// An outline.
pub(super) fn of_pieces(pieces: &[Piece]) -> String {
    let mut path = PathData::default();
    for piece in pieces {
        match *piece {
            Piece::Move(to) => path.move_to(to),
            Piece::Line(to) => path.line(to),
            Piece::Quad(one, to) => path.add(b'q', &[one, to]),
            Piece::Cubic(one, two, to) => path.add(b'c', &[one, two, to]),
            Piece::Close => path.close(),
        }
    }
    path.out
}

/// In hundredths, rounded.
fn cents(value: Px) -> Px {
    (value * 100.0).round() + 0.0
}

fn point(at: Point) -> Point {
    Point::new(cents(at.x), cents(at.y))
}

impl PathData {
    fn move_to(&mut self, to: Point) {
        self.add(b'm', &[to]);
        self.start = self.at;
        // What follows without a letter would be lines.
        self.letter = 0;
    }
    fn close(&mut self) {
        self.out.push('z');
        self.at = self.start;
        self.letter = 0;
    }
    fn line(&mut self, to: Point) {
        let end = point(to);
        if (end.y - self.at.y).abs() < 0.5 {
            self.shorter(b'h', &[end.x], &[end.x - self.at.x]);
        } else if (end.x - self.at.x).abs() < 0.5 {
            self.shorter(b'v', &[end.y], &[end.y - self.at.y]);
        } else {
            return self.add(b'l', &[to]);
        }
        self.at = end;
    }
    /// A command whose numbers are at most three points; the last one is where the pen goes.
    fn add(&mut self, letter: u8, points: &[Point]) {
        let (mut absolute, mut relative) = ([0.0; 6], [0.0; 6]);
        let mut end = self.at;
        for (at, &one) in points.iter().enumerate() {
            end = point(one);
            (absolute[2 * at], absolute[2 * at + 1]) = (end.x, end.y);
            (relative[2 * at], relative[2 * at + 1]) = (end.x - self.at.x, end.y - self.at.y);
        }
        let count = 2 * points.len();
        self.shorter(letter, &absolute[..count], &relative[..count]);
        self.at = end;
    }
    fn hop(&mut self, radius: Px, clockwise: bool, to: Point) {
        let (radius, to) = (cents(radius), point(to));
        let sweep = if clockwise { 100.0 } else { 0.0 };
        let by = (to.x - self.at.x, to.y - self.at.y);
        let absolute = [radius, radius, 0.0, 0.0, sweep, to.x, to.y];
        self.shorter(b'a', &absolute, &[radius, radius, 0.0, 0.0, sweep, by.0, by.1]);
        self.at = to;
    }
    /// The command with numbers in hundredths, from the page's corner or from where the pen is.
    fn shorter(&mut self, letter: u8, absolute: &[Px], relative: &[Px]) {
        let upper = letter.to_ascii_uppercase();
        let start = self.out.len();
        self.write(upper, absolute);
        let middle = self.out.len();
        self.write(letter, relative);
        if middle - start <= self.out.len() - middle {
            self.out.truncate(middle);
            self.letter = upper;
        } else {
            self.out.replace_range(start..middle, "");
            self.letter = letter;
        }
    }

    /// Appends the command with only the letter and the blanks that it needs.
    fn write(&mut self, letter: u8, numbers: &[Px]) {
        let repeats = self.letter == letter;
        if !repeats {
            self.out.push(char::from(letter));
        }
        for (at, &number) in numbers.iter().enumerate() {
            let follows = at > 0 || repeats;
            match Digits::of(number) {
                Some(digits) => self.number(digits.text(), follows),
                None => self.number(&Number(number / 100.0).to_string(), follows),
            }
        }
    }

    /// Appends a number, without the zero before a point; a sign parts it from what it follows as well as a blank.
    fn number(&mut self, text: &str, follows: bool) {
        let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        if follows && sign.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(sign);
        self.out.push_str(if rest.starts_with("0.") { &rest[1..] } else { rest });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::path_data;

    #[test]
    fn the_shorter_way_is_taken() {
        let at = |x, y| Point::new(x, y);
        let path = of_commands(&[
            Command::Move(at(413.0, 201.0)),
            Command::Line(at(413.0, 299.0)),
            Command::Move(at(408.5, 291.0)),
            Command::Line(at(413.0, 299.0)),
            Command::Line(at(417.5, 291.0)),
            Command::Hop { radius: 5.0, clockwise: true, to: at(427.5, 291.0) },
        ]);
        assert_eq!(path, "M413 201v98m-4.5-8l4.5 8 4.5-8a5 5 0 0 1 10 0");
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_within_the_rounding() {
        let text = "M1.234 5.678c.111.222.333.444 10.555 20.666L3 4h-7.5V99.123zm5 5q1 2 3 4t5 6l.001-.001";
        let pieces = path_data::parse(text);
        let back = path_data::parse(&of_pieces(&pieces));
        assert_eq!(pieces.len(), back.len());
        for (one, two) in pieces.iter().zip(&back) {
            assert_eq!(std::mem::discriminant(one), std::mem::discriminant(two));
            let (one, two) = (points(*one), points(*two));
            for (one, two) in one.iter().zip(&two) {
                let near = (one.x - two.x).abs() < 0.006 && (one.y - two.y).abs() < 0.006;
                assert!(near, "{one:?} {two:?}");
            }
        }
    }

    fn points(piece: Piece) -> Vec<Point> {
        match piece {
            Piece::Move(to) | Piece::Line(to) => vec![to],
            Piece::Quad(one, to) => vec![one, to],
            Piece::Cubic(one, two, to) => vec![one, two, to],
            Piece::Close => Vec::new(),
        }
    }
}
