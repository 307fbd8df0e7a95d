//! One query inside another: the second scenario of a comparison (`b=`).
//!
//! The codec is named by a prefix, so that a better one can come later and old links keep reading. `u1.` is
//! base64url (RFC 4648 section 5, without padding) of the normalised query: only characters of a link,
//! nothing that a host could encode again.

use std::fmt;

use serde::Serialize;

use super::MAX_LENGTH;

/// Prefix of the codec in use.
pub const CODEC: &str = "u1.";

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a compact form cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CompactError {
    /// It does not begin with the prefix of a known codec.
    UnknownCodec,
    /// A character that is not of the codec.
    BadCharacter {
        /// The character.
        character: char,
    },
    /// It was cut, or something was added.
    Damaged,
    /// Longer than what is read.
    TooLong {
        /// Bytes read.
        limit: usize,
    },
}

impl fmt::Display for CompactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CompactError::UnknownCodec => write!(f, "a compact scenario begins with {CODEC}"),
            CompactError::BadCharacter { character } => {
                write!(f, "{character:?} cannot stand in a compact scenario, only A-Z a-z 0-9 - _")
            }
            CompactError::Damaged => f.write_str("the compact scenario is damaged; was the link cut?"),
            CompactError::TooLong { limit } => write!(f, "a compact scenario has at most {limit} bytes"),
        }
    }
}

impl std::error::Error for CompactError {}

/// The compact form of a query.
#[must_use]
pub fn encode_compact(query: &str) -> String {
    let mut out = String::with_capacity(CODEC.len() + query.len().div_ceil(3) * 4);
    out.push_str(CODEC);
    for chunk in query.as_bytes().chunks(3) {
        let word =
            chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let six = (word >> (18 - 6 * place)) & 63;
            out.push(char::from(ALPHABET[six as usize]));
        }
    }
    out
}

/// The query of a compact form; read it with [`parse`](super::parse).
///
/// # Errors
/// If the codec is unknown, a character is not of the codec, or it was damaged on the way.
pub fn decode_compact(text: &str) -> Result<String, CompactError> {
    if text.len() > MAX_LENGTH {
        return Err(CompactError::TooLong { limit: MAX_LENGTH });
    }
    let body = text.strip_prefix(CODEC).ok_or(CompactError::UnknownCodec)?;
    let mut out = Vec::with_capacity(body.len() / 4 * 3 + 2);
    let (mut word, mut bits) = (0_u32, 0);
    for character in body.chars() {
        let six = match character {
            'A'..='Z' => u32::from(character) - u32::from('A'),
            'a'..='z' => u32::from(character) - u32::from('a') + 26,
            '0'..='9' => u32::from(character) - u32::from('0') + 52,
            '-' => 62,
            '_' => 63,
            _ => return Err(CompactError::BadCharacter { character }),
        };
        word = word << 6 | six;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((word >> bits) as u8);
            word &= (1 << bits) - 1;
        }
    }
    // What is left over is less than a byte, and nothing: else the text was cut or changed.
    if bits >= 6 || word != 0 {
        return Err(CompactError::Damaged);
    }
    String::from_utf8(out).map_err(|_| CompactError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::super::text::is_plain;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_compact_form_is_base64url() {
        assert_eq!(encode_compact(""), "u1.");
        assert_eq!(encode_compact("v=0&pue-today=1.1"), "u1.dj0wJnB1ZS10b2RheT0xLjE");
        assert_eq!(decode_compact("u1.dj0wJnB1ZS10b2RheT0xLjE").as_deref(), Ok("v=0&pue-today=1.1"));
    }

    #[test]
    fn damage_is_said() {
        assert_eq!(decode_compact("dj0w"), Err(CompactError::UnknownCodec));
        assert_eq!(decode_compact("u1.dj0w~"), Err(CompactError::BadCharacter { character: '~' }));
        assert_eq!(decode_compact("u1.d"), Err(CompactError::Damaged));
        assert_eq!(decode_compact("u1._w"), Err(CompactError::Damaged));
        let long = "u1.".repeat(MAX_LENGTH);
        assert_eq!(decode_compact(&long), Err(CompactError::TooLong { limit: MAX_LENGTH }));
    }

    proptest! {
        #[test]
        fn every_query_reads_back(query in any::<String>()) {
            let compact = encode_compact(&query);
            prop_assert!(compact.chars().all(is_plain));
            prop_assert_eq!(decode_compact(&compact), Ok(query));
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            let _ = decode_compact(&text);
            let _ = decode_compact(&format!("u1.{text}"));
        }
    }
}
