//! Path data as short as two decimals allow: relative or absolute, whichever is shorter.

use super::number::Number;
use crate::{
    geometry::{Piece, Point, Px, snap},
    scene::Command,
};

/// Path data while it grows.
#[derive(Debug, Default)]
pub(super) struct PathData {
    out: String,
    /// Where the pen is, as it was written: rounding never adds up.
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

fn rounded(value: Px) -> Px {
    snap(value, 100) + 0.0
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
        let to = Point::new(rounded(to.x), rounded(to.y));
        if (to.y - self.at.y).abs() < 1e-6 {
            self.straight(b'h', to.x, self.at.x);
        } else if (to.x - self.at.x).abs() < 1e-6 {
            self.straight(b'v', to.y, self.at.y);
        } else {
            return self.add(b'l', &[to]);
        }
        self.at = to;
    }
    fn straight(&mut self, letter: u8, to: Px, from: Px) {
        self.shorter(letter, &[to], &[to - from]);
    }
    /// A command whose numbers are points; the last one is where the pen goes.
    fn add(&mut self, letter: u8, points: &[Point]) {
        let absolute: Vec<Px> =
            points.iter().flat_map(|point| [rounded(point.x), rounded(point.y)]).collect();
        let at = [self.at.x, self.at.y];
        let relative: Vec<Px> =
            absolute.iter().zip(at.iter().cycle()).map(|(value, at)| value - at).collect();
        self.shorter(letter, &absolute, &relative);
        if let [.., x, y] = absolute[..] {
            self.at = Point::new(x, y);
        }
    }
    fn hop(&mut self, radius: Px, clockwise: bool, to: Point) {
        let to = Point::new(rounded(to.x), rounded(to.y));
        let flags = [radius, radius, 0.0, 0.0, if clockwise { 1.0 } else { 0.0 }];
        let absolute: Vec<Px> = flags.into_iter().chain([to.x, to.y]).collect();
        let relative: Vec<Px> =
            flags.into_iter().chain([to.x - self.at.x, to.y - self.at.y]).collect();
        self.shorter(b'a', &absolute, &relative);
        self.at = to;
    }
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
            match Number(number).digits() {
                Some(digits) => self.number(digits.text(), follows),
                None => self.number(&Number(number).to_string(), follows),
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
