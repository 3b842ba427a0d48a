//! Lengths of time as they are written in settings.

use chrono::TimeDelta;

/// Reads "30s", "30m", "24h", "5d", "2w" or "off" (`None`). A day is 24 hours.
///
/// # Errors
/// A clause saying what is wrong with it.
pub fn parse_span(text: &str) -> Result<Option<TimeDelta>, &'static str> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("off") {
        return Ok(None);
    }
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .ok_or("the unit is missing")?;
    let (digits, unit) = text.split_at(split);
    if digits.is_empty() {
        return Err("it does not begin with a number");
    }
    let seconds: i64 = match unit.trim() {
        "s" => 1,
        "m" | "min" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        "w" => 7 * 24 * 60 * 60,
        _ => return Err("the unit is not s, m, h, d or w"),
    };
    let most = 10 * 366 * 24 * 60 * 60;
    digits
        .parse::<i64>()
        .ok()
        .and_then(|n| n.checked_mul(seconds))
        .filter(|n| *n <= most)
        .map(|n| Some(TimeDelta::seconds(n)))
        .ok_or("it is longer than ten years")
}
