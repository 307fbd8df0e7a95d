//! Numbers as people read them in each language: 1.2万 and 3.4亿, 12K and 340M. Pure and deterministic:
//! digits come from Rust's exact decimal conversion, never from the browser.

use super::locale::{Language, key};

/// What stands where no figure exists.
pub(crate) const NONE: &str = "–";

/// What a unit means for writing a number; told from the registry's English unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Dollars, or dollars per something.
    Money,
    /// A share of one, written in per cent.
    Share,
    /// A calendar year: no grouping.
    Year,
    /// Points of 100.
    Score,
    /// Anything else.
    Plain,
}

impl Kind {
    /// The kind of a registry unit.
    pub(crate) fn of(unit: &str) -> Self {
        if unit == "year" {
            Kind::Year
        } else if unit.starts_with("USD") {
            Kind::Money
        } else if unit.starts_with("fraction") {
            Kind::Share
        } else if unit == "points of 100" {
            Kind::Score
        } else {
            Kind::Plain
        }
    }
}

/// Decimal digits and exponent of a number rounded to significant digits: 1234.5 → ("123", 3) for three.
fn rounded(magnitude: f64, digits: usize) -> (String, i32) {
    let text = format!("{:.*e}", digits.max(1) - 1, magnitude);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// Plain decimal of digits d₁d₂d₃… × 10^exponent, without trailing zeros after the point.
fn decimal(digits: &str, exponent: i32) -> String {
    let mut text = if exponent < 0 {
        format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1))
    } else {
        let whole = exponent as usize + 1;
        if digits.len() <= whole {
            format!("{digits}{}", "0".repeat(whole - digits.len()))
        } else {
            format!("{}.{}", &digits[..whole], &digits[whole..])
        }
    };
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// 1234567 → 1,234,567.
pub(crate) fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::with_capacity(text.len() + 4);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// The words for powers of ten, largest first.
const fn words(language: Language) -> &'static [(i32, &'static str)] {
    match language {
        Language::En => &[(12, "T"), (9, "B"), (6, "M"), (3, "K")],
        Language::Zh => &[(12, "万亿"), (8, "亿"), (4, "万")],
    }
}

/// What is smaller is the dust of floating-point sums; no unit here is that small.
pub(crate) const DUST: f64 = 1e-12;
/// From this power of ten on numbers are written with a word.
const WORDS_FROM: i32 = 4;
/// From this power of ten on even words fail, and the power is written.
const POWERS_FROM: i32 = 17;
/// Below this power of ten a decimal is mostly zeros.
const POWERS_BELOW: i32 = -5;

/// A power as it is raised: −12 as ⁻¹².
pub(crate) fn superscript(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => digit.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(digit),
        })
        .collect()
}

/// A number rounded to significant digits, with a word for its power of ten.
pub(crate) fn number(value: f64, language: Language, digits: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    if value.abs() < DUST {
        return "0".to_owned();
    }
    let (mantissa, exponent) = rounded(value.abs(), digits);
    let text = if !(POWERS_BELOW..POWERS_FROM).contains(&exponent) {
        format!("{}×10{}", decimal(&mantissa, 0), superscript(exponent))
    } else if exponent >= WORDS_FROM {
        let (power, word) =
            words(language).iter().find(|(power, _)| *power <= exponent).copied().unwrap_or((0, ""));
        format!("{}{word}", grouped(&decimal(&mantissa, exponent - power)))
    } else {
        grouped(&decimal(&mantissa, exponent))
    };
    if value < 0.0 { format!("−{text}") } else { text }
}

/// A number in the manner of its unit, the unit's remainder left to the label: $1.2B, 12亿美元, 20%.
pub(crate) fn quantity(value: f64, kind: Kind, language: Language, digits: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    match kind {
        Kind::Year => format!("{value:.0}"),
        Kind::Share => {
            // A hundredfold by decimal shift, so that 0.07 is 7, not 7.000000000000001.
            let text = number(shift(value, 2), language, digits);
            format!("{text}%")
        }
        Kind::Money => {
            let text = number(value, language, digits);
            match (language, text.strip_prefix('−')) {
                (Language::En, Some(rest)) => format!("−${rest}"),
                (Language::En, None) => format!("${text}"),
                (Language::Zh, _) => format!("{text}美元"),
            }
        }
        Kind::Plain | Kind::Score => number(value, language, digits),
    }
}

/// The unit beside a number that [`quantity`] wrote: what the number says is left out, so that `$20` and
/// `USD/mo` make $20/mo.
pub(crate) fn beside(unit: &str, kind: Kind) -> &str {
    if !matches!(kind, Kind::Money) {
        return unit;
    }
    ["USD", "美元"].into_iter().find_map(|currency| unit.strip_prefix(currency)).unwrap_or(unit)
}

/// A difference, with its sign: +$1.2B, −3.1 pp.
pub(crate) fn change(value: f64, kind: Kind, language: Language, digits: usize) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    match kind {
        Kind::Share => {
            let text = number(shift(value, 2), language, digits);
            let points = match language {
                Language::En => " pp",
                Language::Zh => " 个百分点",
            };
            format!("{sign}{text}{points}")
        }
        Kind::Year => format!("{sign}{}", number(value, language, digits)),
        _ => format!("{sign}{}", quantity(value, kind, language, digits)),
    }
}

/// A relative difference, with its sign: +4.9%, below a ten-millionth 0%.
pub(crate) fn percent(share: f64, language: Language, digits: usize) -> String {
    let share = if share.abs() < 1e-7 { 0.0 } else { share };
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{}", quantity(share, Kind::Share, language, digits))
}

/// Names of months, as short as they are said.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The date of a month of the plan: month 1 is January of the first year.
pub(crate) fn month(first_year: f64, number: f64, language: Language) -> String {
    let index = (number - 1.0).max(0.0);
    let (year, month) = (first_year + (index / 12.0).floor(), (index % 12.0) as usize);
    let name = match language {
        Language::En => MONTHS.get(month).copied().unwrap_or_default().to_owned(),
        Language::Zh => (month + 1).to_string(),
    };
    language.fill(key::FIGURE_MONTH, &[("month", &name), ("year", &format!("{year:.0}"))])
}

/// A number times a power of ten, in decimal arithmetic.
pub(crate) fn shift(value: f64, power: i32) -> f64 {
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            let exponent: i32 = exponent.parse().unwrap_or(0);
            format!("{mantissa}e{}", exponent + power).parse().unwrap_or(value)
        }
        None => value,
    }
}

/// The exact number as it stands in a number field: readable, and reading it back gives the same bits.
pub(crate) fn exact(value: f64, language: Language) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    // With a word from a million on, while what stands before it stays below a million.
    let word = words(language).iter().find(|(power, _)| *power <= exponent);
    if let Some((power, word)) = word.filter(|(power, _)| exponent >= 6 && exponent - power < 6) {
        return format!("{sign}{}{word}", decimal(&digits, exponent - power));
    }
    if !(-7..=15).contains(&exponent) {
        return scientific;
    }
    format!("{sign}{}", decimal(&digits, exponent))
}

/// The unrounded number for `<data value>`: the same text as the command line's JSON.
pub(crate) fn machine(value: Option<f64>) -> String {
    value
        .filter(|value| value.is_finite())
        .and_then(|value| serde_json::to_string(&value).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::number_input as typed;

    const EN: Language = Language::En;
    const ZH: Language = Language::Zh;

    #[test]
    fn groups_as_people_say_them() {
        for (value, en, zh) in [
            (0.0, "0", "0"),
            (-0.5, "−0.5", "−0.5"),
            (0.000_123_45, "0.000123", "0.000123"),
            (1234.0, "1,230", "1,230"),
            (9999.6, "10K", "1万"),
            (12_345.0, "12.3K", "1.23万"),
            (340_000_000.0, "340M", "3.4亿"),
            (1.25e12, "1.25T", "1.25万亿"),
            (5.76e23, "5.76×10²³", "5.76×10²³"),
            (1e-9, "1×10⁻⁹", "1×10⁻⁹"),
        ] {
            assert_eq!(number(value, EN, 3), en);
            assert_eq!(number(value, ZH, 3), zh);
        }
        assert_eq!(number(f64::NAN, EN, 3), NONE);
    }

    #[test]
    fn units_are_written_in_their_manner() {
        assert_eq!(quantity(-1.234e9, Kind::Money, EN, 3), "−$1.23B");
        assert_eq!(quantity(-1.234e9, Kind::Money, ZH, 3), "−12.3亿美元");
        assert_eq!(quantity(0.07, Kind::Share, EN, 3), "7%");
        assert_eq!(quantity(2026.0, Kind::Year, ZH, 3), "2026");
        assert_eq!(change(0.031, Kind::Share, EN, 3), "+3.1 pp");
        assert_eq!(change(-2e6, Kind::Money, EN, 3), "−$2M");
        assert_eq!(beside("USD/mo", Kind::Money), "/mo");
        assert_eq!(beside("美元/月", Kind::Money), "/月");
        assert_eq!(beside("t CO₂e", Kind::Plain), "t CO₂e");
    }

    #[test]
    fn months_have_dates() {
        assert_eq!(month(2026.0, 1.0, EN), "Jan 2026");
        assert_eq!(month(2026.0, 57.0, EN), "Sep 2030");
        assert_eq!(month(2026.0, 12.0, ZH), "2026年12月");
    }

    #[test]
    fn fields_read_back_to_the_same_bits() {
        for value in
            [0.0, 1.0, -2.5, 0.1, 1e6, 2.5e9, 123_456_789.123, 1e15, 1e22, 1e-9, 0.022_276_394_711_152_253]
        {
            for language in [EN, ZH] {
                let text = exact(value, language);
                assert_eq!(typed::parse(&text), Ok(value), "{text}");
            }
        }
        assert_eq!(exact(2.5e9, EN), "2.5B");
        assert_eq!(exact(2.5e9, ZH), "25亿");
        assert_eq!(exact(14_800.0, EN), "14800");
    }

    #[test]
    fn machine_numbers_are_the_command_lines() {
        assert_eq!(machine(Some(3800.0)), "3800.0");
        assert_eq!(machine(None), "");
        assert_eq!(machine(Some(f64::NAN)), "");
    }
}
