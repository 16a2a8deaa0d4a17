//! Numbers as short as two decimals allow.

use crate::geometry::{Px, snap};
use std::fmt;

/// A number that prints with at most two decimals and nothing superfluous.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub Px);

impl Number {
    /// Its digits, unless it is very large.
    fn digits(self) -> Option<Digits> {
        Digits::of((self.0 * 100.0).round())
    }
}

/// A number as it is written: sign, 14 digits at most, a point and two more.
pub(super) struct Digits {
    bytes: [u8; 20],
    from: usize,
}

impl Digits {
    /// Those of a whole number of hundredths, unless it is very large.
    pub(super) fn of(cents: Px) -> Option<Self> {
        if cents.is_nan() || cents.abs() > LARGEST {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "the value is within the range")]
        let cents = cents as i64;
        let (mut whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let mut digits = Digits { bytes: [0; 20], from: 20 };
        if rest % 10 > 0 {
            digits.put(rest % 10);
        }
        if rest > 0 {
            digits.put(rest / 10);
            digits.before(b'.');
        }
        loop {
            digits.put(whole % 10);
            whole /= 10;
            if whole == 0 {
                break;
            }
        }
        if cents < 0 {
            digits.before(b'-');
        }
        Some(digits)
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.from..]).unwrap_or_default()
    }

    fn put(&mut self, digit: u64) {
        self.before(b'0' + u8::try_from(digit).unwrap_or(0));
    }

    fn before(&mut self, byte: u8) {
        self.from -= 1;
        self.bytes[self.from] = byte;
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits() {
            Some(digits) => f.write_str(digits.text()),
            None => write!(f, "{}", snap(self.0, 100)),
        }
    }
}

/// Beyond this, hundredths are not exact.
const LARGEST: Px = 1e15;

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.5, "1.5"),
            (100.0, "100"),
            (1.0 / 3.0, "0.33"),
            (-2.5, "-2.5"),
            (-0.05, "-0.05"),
            (1_234_567.891, "1234567.89"),
            (1e18, "1000000000000000000"),
        ] {
            assert_eq!(Number(value).to_string(), text);
        }
    }
}
