//! Colours as numbers: mixing, and contrast as WCAG 2.1 defines it.

use crate::geometry::Px;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self(0, 0, 0);

    /// The colour written as `#RRGGBB`.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }
    /// `#RRGGBB`, in lower case.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
    /// This colour with `percent` of `other` mixed in.
    #[must_use]
    pub fn mixed(self, other: Self, percent: u16) -> Self {
        let share = percent.min(100);
        let part = |own: u8, its: u8| {
            let sum = u16::from(own) * (100 - share) + u16::from(its) * share + 50;
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }
    /// Relative luminance, 0 (black) to 1 (white): <https://www.w3.org/TR/WCAG21/#dfn-relative-luminance>.
    pub fn luminance(self) -> Px {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
    /// Contrast ratio with `other`, 1 to 21.
    pub fn contrast(self, other: Self) -> Px {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if one > two { one / two } else { two / one }
    }
    /// The colour moved towards `goal` in small steps until its contrast with `ground` reaches `ratio`.
    #[must_use]
    pub fn until(self, goal: Self, ground: Self, ratio: Px) -> Self {
        (0..=100)
            .step_by(4)
            .map(|percent| self.mixed(goal, percent))
            .find(|colour| colour.contrast(ground) >= ratio)
            .unwrap_or(goal)
    }
}

/// The light that one channel gives: `((c + 0.055) / 1.055) ^ 2.4`, without the platform's power function.
fn linear(channel: u8) -> Px {
    let c = Px::from(channel) / 255.0;
    if c <= 0.040_45 {
        return c / 12.92;
    }
    let base = (c + 0.055) / 1.055;
    base * base * fifth_root(base * base)
}

/// The fifth root of a number in (0, 1], by Newton's method.
fn fifth_root(value: Px) -> Px {
    (0..40).fold(1.0, |x: Px, _| (4.0 * x + value / (x * x * x * x)) / 5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb::WHITE.contrast(Rgb::BLACK) - 21.0).abs() < 1e-9);
        // #767676 on white is the well-known limit of 4.54.
        assert!((Rgb(0x76, 0x76, 0x76).contrast(Rgb::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn hex_goes_there_and_back() {
        assert_eq!(Rgb::parse("#ED7100").map(Rgb::hex).as_deref(), Some("#ed7100"));
        assert_eq!(Rgb::parse("ED7100"), None);
        assert_eq!(Rgb::parse("#ED710é"), None);
    }

    #[test]
    fn until_reaches_the_ratio() {
        let orange = Rgb(0xED, 0x71, 0x00);
        assert!(orange.contrast(Rgb::WHITE) < 4.5);
        assert!(orange.until(Rgb::BLACK, Rgb::WHITE, 4.5).contrast(Rgb::WHITE) >= 4.5);
    }
}
