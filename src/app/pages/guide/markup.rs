//! The small markup of the guide's texts. Pure.
//!
//! A blank line parts blocks; a block of lines that begin with `- ` is a list. Within a line stand
//! `` `code` ``, `**strong**`, `[words](target)` and `{figure}`. What is not closed is plain text.

/// A run of characters of one kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// Plain words.
    Text(&'a str),
    /// Words that matter more.
    Strong(&'a str),
    /// What is written in a link or a file.
    Code(&'a str),
    /// Words that lead somewhere.
    Link(&'a str, &'a str),
    /// The name of a figure that is computed.
    Figure(&'a str),
}

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block<'a> {
    /// A paragraph.
    Paragraph(Vec<Piece<'a>>),
    /// A list.
    List(Vec<Vec<Piece<'a>>>),
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| {
            if block.starts_with("- ") {
                let entries = block.split('\n').map(|line| line.strip_prefix("- ").unwrap_or(line));
                Block::List(entries.map(pieces).collect())
            } else {
                Block::Paragraph(pieces(block))
            }
        })
        .collect()
}

/// What stands between `open` at the start of a text and `close`, and what follows.
fn enclosed<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let (inside, rest) = text.strip_prefix(open)?.split_once(close)?;
    (!inside.is_empty()).then_some((inside, rest))
}

/// The piece that a text begins with, if it begins with a mark, and what follows.
fn marked(text: &str) -> Option<(Piece<'_>, &str)> {
    if let Some((inside, rest)) = enclosed(text, "**", "**") {
        return Some((Piece::Strong(inside), rest));
    }
    if let Some((inside, rest)) = enclosed(text, "`", "`") {
        return Some((Piece::Code(inside), rest));
    }
    if let Some((inside, rest)) = enclosed(text, "{", "}") {
        return Some((Piece::Figure(inside), rest));
    }
    let (words, rest) = enclosed(text, "[", "](")?;
    let (target, rest) = rest.split_once(')')?;
    Some((Piece::Link(words, target), rest))
}

/// The pieces of a line.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(rest) = line.get(at..) {
        let Some(step) = rest.find(['*', '`', '{', '[']) else { break };
        at += step;
        let rest = line.get(at..).unwrap_or_default();
        match marked(rest) {
            Some((piece, after)) => {
                if let Some(plain) = line.get(begin..at).filter(|plain| !plain.is_empty()) {
                    found.push(Piece::Text(plain));
                }
                found.push(piece);
                at = line.len() - after.len();
                begin = at;
            }
            // The mark is one byte long.
            None => at += 1,
        }
    }
    if let Some(plain) = line.get(begin..).filter(|plain| !plain.is_empty()) {
        found.push(Piece::Text(plain));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_within_words() {
        use Piece::*;
        assert_eq!(
            pieces("看 **这里** 的 `v=0`，[规划](plan#pue) {npv-usd}。"),
            [
                Text("看 "),
                Strong("这里"),
                Text(" 的 "),
                Code("v=0"),
                Text("，"),
                Link("规划", "plan#pue"),
                Text(" "),
                Figure("npv-usd"),
                Text("。"),
            ]
        );
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn what_is_not_closed_is_text() {
        for text in ["2 * 3", "[a] (b)", "{a", "**", "`", "[a](b", "* ** `"] {
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
    }

    #[test]
    fn blocks_are_parted_by_blank_lines() {
        let found = blocks("one\n\n- two\n- **three**\n\nfour\n");
        assert_eq!(found.len(), 3);
        assert_eq!(found[1], Block::List(vec![vec![Piece::Text("two")], vec![Piece::Strong("three")]]));
        assert_eq!(found[2], Block::Paragraph(vec![Piece::Text("four")]));
    }
}
