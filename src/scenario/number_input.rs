//! Numbers as people type them: 3%, 2B, 1.2万, 1,234.5 and 1,5. Pure; page and command line read through it.
//!
//! Percent and per mille divide, k m b t (thousand, million, billion, trillion) and 千 万 亿 (10³, 10⁴, 10⁸)
//! and their compounds multiply. A decimal point or a decimal comma; a separator that groups by threes is
//! taken as grouping (`1,234` is 1234, `1,5` is 1.5). Full-width characters, spaces and currency signs are
//! read over. The decimal is rounded once, whatever its suffix.

use std::fmt;

/// Why a typed text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Nothing was typed.
    Empty,
    /// Something that cannot be read, or too large for any number.
    Unreadable,
}

impl fmt::Display for NotANumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "a number is missing"),
            Self::Unreadable => write!(out, "not a number such as 3.5, 1e9, 3%, 2B or 1.2万"),
        }
    }
}

impl std::error::Error for NotANumber {}

/// Words for powers of ten; longer words first where one ends in another.
const SUFFIXES: &[(&str, i32)] = &[
    ("万亿", 12),
    ("百万", 6),
    ("千万", 7),
    ("十亿", 9),
    ("百亿", 10),
    ("千亿", 11),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("bn", 9),
    ("k", 3),
    ("m", 6),
    ("b", 9),
    ("t", 12),
    ("%", -2),
    ("‰", -3),
];

/// Reads a typed number.
///
/// # Errors
/// [`NotANumber`] where the text is empty or cannot be read.
///
/// # Examples
/// ```
/// use perennial::scenario::number_input::parse;
/// assert_eq!(parse("3%"), Ok(0.03));
/// assert_eq!(parse("1.2万"), Ok(12_000.0));
/// assert!(parse("many").is_err());
/// ```
pub fn parse(text: &str) -> Result<f64, NotANumber> {
    let mut plain: String = text.chars().filter_map(narrowed).collect::<String>().to_lowercase();
    if plain.is_empty() {
        return Err(NotANumber::Empty);
    }
    let mut power = 0;
    for _ in 0..2 {
        // Twice, so that 1.2亿% and 3万亿 both read.
        if let Some((rest, value)) = SUFFIXES
            .iter()
            .find_map(|(word, value)| plain.strip_suffix(word).map(|rest| (rest.to_owned(), *value)))
        {
            plain = rest;
            power += value;
        }
    }
    let (mantissa, exponent) = match plain.split_once('e') {
        Some((mantissa, exponent)) => {
            (mantissa.to_owned(), exponent.parse::<i32>().map_err(|_| NotANumber::Unreadable)?)
        }
        None => (plain, 0),
    };
    let mantissa = point_decimal(&mantissa).ok_or(NotANumber::Unreadable)?;
    // The power goes into the text, so that the decimal is rounded once.
    let value: f64 = format!("{mantissa}e{}", exponent.saturating_add(power))
        .parse()
        .map_err(|_| NotANumber::Unreadable)?;
    if value.is_finite() { Ok(value) } else { Err(NotANumber::Unreadable) }
}

/// One character in its narrow form; none for what only separates or decorates.
fn narrowed(c: char) -> Option<char> {
    match c {
        '−' | '–' | '－' => Some('-'),
        '，' => Some(','),
        '．' | '。' => Some('.'),
        '％' => Some('%'),
        '＋' => Some('+'),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '_' | '\'' | '’' | '$' | '¥' | '￥' | '€' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

/// The mantissa with a decimal point and without grouping; none if it is no number.
fn point_decimal(text: &str) -> Option<String> {
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    let plain = match (commas, points) {
        (0, 0 | 1) => text.to_owned(),
        (1, 0) if !is_grouping(text, ',') => text.replace(',', "."),
        (_, 0) if is_grouping(text, ',') => text.replace(',', ""),
        (0, _) if is_grouping(text, '.') => text.replace('.', ""),
        (_, 1) if text.rfind('.') > text.rfind(',') => text.replace(',', ""),
        (1, _) if text.rfind(',') > text.rfind('.') => text.replace('.', "").replace(',', "."),
        _ => return None,
    };
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let valid =
        digits.chars().any(|c| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    valid.then_some(plain)
}

/// Whether a separator groups digits by threes: 1,234 but not 1,5 or 0,123.
fn is_grouping(text: &str, separator: char) -> bool {
    let mut parts = text.split(separator);
    let first = parts.next().unwrap_or_default().trim_start_matches(['-', '+']);
    (1..=3).contains(&first.len()) && first != "0" && parts.all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (text, value) in [
            ("3%", 0.03),
            ("3.3 %", 0.033),
            ("2B", 2e9),
            ("1.2万", 12_000.0),
            ("3万亿", 3e12),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,5", 1.5),
            ("0,123", 0.123),
            ("1,234", 1234.0),
            ("1,234,567", 1_234_567.0),
            ("−5", -5.0),
            ("1e-5", 1e-5),
            ("$2.50", 2.5),
            ("１２．５", 12.5),
            (".5", 0.5),
            ("1 000", 1000.0),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        assert_eq!(parse("  "), Err(NotANumber::Empty));
        for text in ["abc", "-", ".", "1,2,3", "1..2", "--1", "inf", "NaN", "1e999", "5x", "e5"] {
            assert_eq!(parse(text), Err(NotANumber::Unreadable), "{text}");
        }
    }
}
