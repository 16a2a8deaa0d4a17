//! The search's own numbers: the same on every machine.

/// A xorshift generator (Marsaglia 2003).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The numbers of a stream of their own for each `stream`.
    pub(super) fn new(stream: usize) -> Self {
        let stream = u64::try_from(stream).unwrap_or(0);
        Self(0x9E37_79B9_7F4A_7C15 ^ stream.wrapping_mul(0xBF58_476D_1CE4_E5B9))
    }

    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 32).unwrap_or(0)
    }

    /// At least 0 and less than `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        usize::try_from((u64::from(self.next()) * limit) >> 32).unwrap_or(0)
    }

    /// At least 0 and at most 1.
    pub(super) fn unit(&mut self) -> f64 {
        f64::from(self.next()) / f64::from(u32::MAX)
    }

    /// About the negative natural logarithm of an even number between 0 and 1, by the place of its first bit and
    /// linear between the powers of two: no platform function, the same bits everywhere.
    pub(super) fn exponential(&mut self) -> f64 {
        let bits = self.next() | 1;
        let zeros = bits.leading_zeros();
        let mantissa = f64::from(bits << zeros) / f64::from(1_u32 << 31);
        0.693 * (f64::from(zeros) + 2.0 - mantissa)
    }
}
