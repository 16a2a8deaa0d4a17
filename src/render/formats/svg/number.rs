//! Numbers as short as two decimals allow.

use crate::geometry::{Px, snap};
use std::fmt;

/// A number that prints with at most two decimals and nothing superfluous.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub Px);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero turns a negative zero into a plain one.
        let value = snap(self.0, 100) + 0.0;
        let text = format!("{value:.2}");
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

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
        ] {
            assert_eq!(Number(value).to_string(), text);
        }
    }
}
