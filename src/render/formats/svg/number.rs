//! Numbers as short as two decimals allow.

use crate::geometry::{Px, snap};
use std::fmt;

/// A number that prints with at most two decimals and nothing superfluous.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub Px);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = (self.0 * 100.0).round();
        if cents.is_nan() || cents.abs() > LARGEST {
            return write!(f, "{}", snap(self.0, 100));
        }
        #[allow(clippy::cast_possible_truncation, reason = "the value is within the range")]
        let cents = cents as i64;
        let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        if cents < 0 {
            f.write_str("-")?;
        }
        write!(f, "{whole}")?;
        match (rest / 10, rest % 10) {
            (0, 0) => Ok(()),
            (tens, 0) => write!(f, ".{tens}"),
            (tens, ones) => write!(f, ".{tens}{ones}"),
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
