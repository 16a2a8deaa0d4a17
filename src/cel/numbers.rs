//! Arithmetic and comparison of whole numbers and numbers with fractions, without overflow.

use super::ast::Binary;
use super::value::Value;
use std::cmp::Ordering;

/// Whole numbers beyond this are not exact as numbers with fractions.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The number without its fraction, when it has none and is exact.
pub(super) fn whole(number: f64) -> Option<i64> {
    let fits = number.is_finite() && number.abs() <= EXACT && number.fract() == 0.0;
    #[allow(clippy::cast_possible_truncation, reason = "it is a whole number that fits")]
    let whole = number as i64;
    fits.then_some(whole)
}

/// A whole number as one with a fraction; the nearest one beyond 2⁵³, as CEL has it.
pub(super) fn real(number: i64) -> f64 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "CEL defines the conversion as the nearest number"
    )]
    let real = number as f64;
    real
}

/// How two numbers compare; nothing when one is no number.
pub(super) fn compare(a: &Value<'_>, b: &Value<'_>) -> Option<Ordering> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Int(a), Value::Double(b)) => real(*a).partial_cmp(b),
        (Value::Double(a), Value::Int(b)) => a.partial_cmp(&real(*b)),
        (Value::Double(a), Value::Double(b)) => a.partial_cmp(b),
        _ => None,
    }
}

/// The result of a sign between two numbers.
///
/// # Errors
/// In words: overflow, division by zero, or a whole number with one that has a fraction.
pub(super) fn arithmetic<'w>(
    sign: Binary,
    a: &Value<'w>,
    b: &Value<'w>,
) -> Result<Value<'w>, String> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => {
            if *b == 0 && matches!(sign, Binary::Divide | Binary::Remainder) {
                return Err("a division by zero".to_owned());
            }
            let result = match sign {
                Binary::Add => a.checked_add(*b),
                Binary::Subtract => a.checked_sub(*b),
                Binary::Multiply => a.checked_mul(*b),
                Binary::Divide => a.checked_div(*b),
                _ => a.checked_rem(*b),
            };
            result.map(Value::Int).ok_or_else(|| "the number is too large".to_owned())
        }
        (Value::Double(a), Value::Double(b)) => Ok(Value::Double(match sign {
            Binary::Add => a + b,
            Binary::Subtract => a - b,
            Binary::Multiply => a * b,
            Binary::Divide => a / b,
            _ => return Err("`%` takes whole numbers".to_owned()),
        })),
        (Value::Int(_), Value::Double(_)) | (Value::Double(_), Value::Int(_)) => Err(format!(
            "`{}` takes two whole numbers or two with fractions; convert one with `double(…)`",
            sign.sign()
        )),
        _ => Err(format!("`{}` does not take {} and {}", sign.sign(), a.kind(), b.kind())),
    }
}
