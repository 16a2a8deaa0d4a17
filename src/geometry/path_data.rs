//! The path data of SVG (<https://www.w3.org/TR/SVG11/paths.html>) as pieces with absolute points.

use super::{
    Piece, Point, Px,
    arc::{self, Sweep},
};

/// The pieces of `data`; what comes after something that is no path data is left out.
pub fn parse(data: &str) -> Vec<Piece> {
    let mut pen = Pen { rest: data.as_bytes(), ..Pen::default() };
    while pen.command().is_some() {}
    pen.out
}

/// The numbers of a list such as `points`, until something else comes.
pub fn numbers(text: &str) -> Vec<Px> {
    let mut pen = Pen { rest: text.as_bytes(), ..Pen::default() };
    std::iter::from_fn(|| pen.number()).collect()
}

#[derive(Default)]
struct Pen<'a> {
    rest: &'a [u8],
    out: Vec<Piece>,
    /// Where the pen is.
    at: Point,
    /// Where the current line started.
    start: Point,
    /// The last control point, for the smooth curves.
    control: Option<Point>,
    /// The letter that numbers without one belong to.
    letter: u8,
}

impl Pen<'_> {
    /// Reads one command with its numbers; `None` at the end and at a fault.
    fn command(&mut self) -> Option<()> {
        self.blanks();
        let &first = self.rest.first()?;
        if first.is_ascii_alphabetic() {
            self.letter = first;
            self.rest = &self.rest[1..];
        } else if self.letter.eq_ignore_ascii_case(&b'z') || self.letter == 0 {
            return None;
        }
        let control = self.control.take();
        match self.letter.to_ascii_lowercase() {
            b'm' => self.move_to()?,
            b'l' => self.line()?,
            b'h' | b'v' => self.straight()?,
            b'c' | b's' => self.cubic(control)?,
            b'q' | b't' => self.quad(control)?,
            b'a' => self.arc()?,
            b'z' => {
                self.out.push(Piece::Close);
                self.at = self.start;
            }
            _ => return None,
        }
        Some(())
    }
    fn move_to(&mut self) -> Option<()> {
        let to = self.point()?;
        (self.at, self.start) = (to, to);
        self.out.push(Piece::Move(to));
        // Further pairs are lines.
        self.letter = if self.letter == b'm' { b'l' } else { b'L' };
        Some(())
    }
    fn line(&mut self) -> Option<()> {
        let to = self.point()?;
        self.go(Piece::Line(to), to)
    }
    fn straight(&mut self) -> Option<()> {
        let value = self.number()?;
        let to = match self.letter {
            b'h' => Point::new(self.at.x + value, self.at.y),
            b'H' => Point::new(value, self.at.y),
            b'v' => Point::new(self.at.x, self.at.y + value),
            _ => Point::new(self.at.x, value),
        };
        self.go(Piece::Line(to), to)
    }
    fn cubic(&mut self, before: Option<Point>) -> Option<()> {
        let smooth = self.letter.eq_ignore_ascii_case(&b's');
        let one = if smooth { self.mirrored(before) } else { self.point()? };
        let (two, to) = (self.point()?, self.point()?);
        self.control = Some(two);
        self.go(Piece::Cubic(one, two, to), to)
    }
    fn quad(&mut self, before: Option<Point>) -> Option<()> {
        let smooth = self.letter.eq_ignore_ascii_case(&b't');
        let one = if smooth { self.mirrored(before) } else { self.point()? };
        let to = self.point()?;
        self.control = Some(one);
        self.go(Piece::Quad(one, to), to)
    }
    fn arc(&mut self) -> Option<()> {
        let radii = Point::new(self.number()?, self.number()?);
        let turn = self.number()?;
        let sweep = Sweep { large: self.flag()?, clockwise: self.flag()? };
        let to = self.point()?;
        arc::add_turned(self.at, (radii, turn), sweep, to, &mut self.out);
        self.at = to;
        Some(())
    }
    #[allow(clippy::unnecessary_wraps, reason = "it ends the commands that can fail")]
    fn go(&mut self, piece: Piece, to: Point) -> Option<()> {
        self.out.push(piece);
        self.at = to;
        Some(())
    }
    fn mirrored(&self, control: Option<Point>) -> Point {
        control.map_or(self.at, |one| Point::new(2.0 * self.at.x - one.x, 2.0 * self.at.y - one.y))
    }
    fn point(&mut self) -> Option<Point> {
        let (x, y) = (self.number()?, self.number()?);
        let relative = self.letter.is_ascii_lowercase();
        Some(if relative { Point::new(self.at.x + x, self.at.y + y) } else { Point::new(x, y) })
    }
    fn blanks(&mut self) {
        let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
        let count = self.rest.iter().take_while(|byte| blank(byte)).count();
        self.rest = &self.rest[count..];
    }
    /// A flag is one digit; the next number may follow without a blank.
    fn flag(&mut self) -> Option<bool> {
        self.blanks();
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        matches!(first, b'0' | b'1').then_some(first == b'1')
    }
    fn number(&mut self) -> Option<Px> {
        self.blanks();
        let (mut length, mut dot, mut power) = (0, false, false);
        for &byte in self.rest {
            let sign_allowed =
                length == 0 || matches!(self.rest.get(length - 1), Some(b'e' | b'E'));
            match byte {
                b'0'..=b'9' => {}
                b'+' | b'-' if sign_allowed => {}
                b'.' if !dot && !power => dot = true,
                b'e' | b'E' if !power && length > 0 => power = true,
                _ => break,
            }
            length += 1;
        }
        let (number, rest) = self.rest.split_at(length);
        self.rest = rest;
        std::str::from_utf8(number).ok()?.parse().ok().filter(|value: &Px| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: Px, y: Px) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn numbers_need_no_blanks_between_them() {
        assert_eq!(numbers("1-2.5.5,3e1 x 4"), [1.0, -2.5, 0.5, 30.0]);
        assert!(numbers("").is_empty());
    }

    #[test]
    fn lines_go_on_relative_or_absolute() {
        let expected = [
            Piece::Move(point(1.0, 2.0)),
            Piece::Line(point(4.0, 6.0)),
            Piece::Line(point(9.0, 6.0)),
            Piece::Line(point(9.0, 0.0)),
            Piece::Close,
            Piece::Line(point(1.0, 3.0)),
        ];
        assert_eq!(parse("m1 2 3 4h5V0zv1"), expected);
    }

    #[test]
    fn smooth_curves_mirror_the_last_control_point() {
        let pieces = parse("M0 0C0 5 5 10 10 10s10-5 10-10");
        let mirrored = Piece::Cubic(point(15.0, 10.0), point(20.0, 5.0), point(20.0, 0.0));
        assert_eq!(pieces.last(), Some(&mirrored));
        assert_eq!(
            parse("M0 0Q5 5 10 0t10 0").last(),
            Some(&Piece::Quad(point(15.0, -5.0), point(20.0, 0.0)))
        );
    }

    #[test]
    fn flags_of_arcs_may_stick_together() {
        let apart = parse("M4 6a2 2 0 0 1 2-2");
        assert_eq!(parse("M4 6a2 2 0 012-2"), apart);
        assert_eq!(apart.len(), 2);
    }

    #[test]
    fn a_fault_ends_the_path() {
        for text in ["M", "M1", "M1 2 Lx", "1 2", "z1", "M0 0a1 1 0 2 1 1 1", "M1e999 0", "é"] {
            assert!(parse(text).len() <= 1, "{text}");
        }
    }
}
