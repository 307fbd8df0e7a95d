//! Characters: numbers as text, percent encoding, what part of an address is the query, similar words.

/// Whether a character may stand in a link as it is.
#[must_use]
pub fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~')
}

/// The shortest decimal text that reads back to the same bits: plain from 1e-6 to below 1e21, with an
/// exponent (`1e-9`) outside.
#[must_use]
pub fn number_text(value: f64) -> String {
    let magnitude = value.abs();
    if magnitude == 0.0 || (1e-6..1e21).contains(&magnitude) {
        value.to_string()
    } else {
        format!("{value:e}")
    }
}

/// Reads a decimal number: sign, digits with a point, exponent. A number too large is infinite. No `inf`,
/// `nan`, hexadecimal or separators. A `+` may have become a space on the way (`1e+9`).
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.trim_start_matches([' ', '+']))),
        None => (text, None),
    };
    let mantissa = mantissa.strip_prefix('+').unwrap_or(mantissa);
    let digits = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    match exponent {
        None => mantissa.parse().ok(),
        Some(exponent) => {
            let digits = exponent.strip_prefix('-').unwrap_or(exponent);
            if digits.is_empty() || !all_digits(digits) {
                return None;
            }
            format!("{mantissa}e{exponent}").parse().ok()
        }
    }
}

/// Undoes percent encoding and `+` for a space. What is no valid escape stays; what is no UTF-8 becomes
/// U+FFFD.
#[must_use]
pub(crate) fn decode(text: &str) -> String {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes everything but the characters of a link.
#[must_use]
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_plain(char::from(byte)) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(nibble)]));
            }
        }
    }
    out
}

/// The query and the fragment of an address, a query or a fragment.
#[must_use]
pub(crate) fn query_and_fragment(text: &str) -> (&str, &str) {
    let (head, fragment) = text.split_once('#').unwrap_or((text, ""));
    // A text fragment (`#:~:text=…`) is for the browser.
    let fragment = fragment.split_once(":~:").map_or(fragment, |(fragment, _)| fragment);
    let fragment = fragment.strip_prefix('?').unwrap_or(fragment);
    let address = ["/", "./", "../", "https://", "http://", "file://"]
        .iter()
        .any(|start| head.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    let query = match head.split_once('?') {
        Some((before, query)) if address || !before.contains(['=', '&']) => query,
        _ if address => "",
        _ => head,
    };
    (query, fragment)
}

/// Number of edits (insert, delete, replace) between two words, without regard to case.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        row[0] = left;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(!x.eq_ignore_ascii_case(y));
            diagonal = row[j + 1];
            left = replaced.min(diagonal + 1).min(left + 1);
            row[j + 1] = left;
        }
    }
    row[b.len()]
}

/// The candidate most similar to a word, if it is similar: one edit in four letters, at most four.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = (word.len() / 4).clamp(usize::from(word.len() > 2), 4);
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= most)
        .map(|candidate| (distance(word.as_bytes(), candidate.as_bytes()), candidate))
        .filter(|(edits, _)| *edits <= most)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_plainly() {
        for (value, text) in [
            (3.5, "3.5"),
            (2026.0, "2026"),
            (0.1 + 0.2, "0.30000000000000004"),
            (-0.01, "-0.01"),
            (1e-9, "1e-9"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (-0.0, "-0"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(number_text(value), text);
        }
    }

    #[test]
    fn only_decimal_numbers_are_read() {
        for text in
            ["", ".", "-", "e5", "1e", "1e-", "inf", "nan", "0x1", "1_0", "1,5", "1.2.3", "--1", "1e1.5", "٣"]
        {
            assert_eq!(read_number(text), None, "{text}");
        }
        for (text, value) in [
            ("1e 21", 1e21),
            ("1E+21", 1e21),
            (" 5", 5.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e999", f64::INFINITY),
        ] {
            assert_eq!(read_number(text), Some(value), "{text}");
        }
    }

    #[test]
    fn query_and_fragment_are_found() {
        for (text, parts) in [
            ("", ("", "")),
            ("v=0&a=b", ("v=0&a=b", "")),
            ("?v=0", ("v=0", "")),
            ("#v=0", ("", "v=0")),
            ("https://x.org/a=b/", ("", "")),
            ("https://x.org/a=b/?v=0&c=d?e#f", ("v=0&c=d?e", "f")),
            ("./?v=0#?a=b:~:text=hello", ("v=0", "a=b")),
            ("index.html?v=0", ("v=0", "")),
            ("a=b?c", ("a=b?c", "")),
        ] {
            assert_eq!(query_and_fragment(text), parts, "{text}");
        }
    }

    #[test]
    fn similar_words_are_suggested() {
        let words = || ["pue-today", "cfe-share", "SE", "US-CA"].into_iter();
        assert_eq!(nearest("pue-tody", words()), Some("pue-today"));
        assert_eq!(nearest("se", words()), Some("SE"));
        assert_eq!(nearest("us-ca", words()), Some("US-CA"));
        assert_eq!(nearest("something-else", words()), None);
        assert_eq!(nearest("", words()), None);
    }

    proptest! {
        #[test]
        fn every_number_reads_back(bits: u64) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                let text = number_text(value);
                prop_assert!(text.chars().all(is_plain));
                prop_assert_eq!(read_number(&text).map(f64::to_bits), Some(bits));
            }
        }

        #[test]
        fn every_text_reads_back(text in any::<String>()) {
            let encoded = encode(&text);
            prop_assert!(encoded.chars().all(|c| is_plain(c) || c == '%'));
            prop_assert_eq!(decode(&encoded), text);
        }
    }
}
