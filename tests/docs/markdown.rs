//! Tables and numbers.

/// A table; `|` inside a cell is escaped.
pub(crate) fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(header.iter().map(|cell| (*cell).to_owned()).collect());
    text.push_str(&line(vec!["---".to_owned(); N]));
    for row in rows {
        text.push_str(&line(row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect()));
    }
    text
}

/// The shortest text that reads back to the number; powers of ten for the very large and very small.
pub(crate) fn exact(value: f64) -> String {
    if value == 0.0 || (1e-4..1e7).contains(&value.abs()) { format!("{value}") } else { format!("{value:e}") }
}

/// Four digits.
pub(crate) fn rounded(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = 3 - value.abs().log10().floor() as i32;
    if !(0..=7).contains(&digits) && value.abs() < 1e-4 {
        return format!("{value:.3e}");
    }
    let text = format!("{value:.*}", digits.max(0) as usize);
    grouped(&text)
}

/// Thousands set apart.
fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("−", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{sign}{out}.{fraction}"),
        None => format!("{sign}{out}"),
    }
}

/// A share in percent, signed, with the digits that matter.
pub(crate) fn percent(value: f64) -> String {
    // Below this it is rounding of the arithmetic, which says nothing of the model.
    let percent = if value.abs() < 1e-12 { 0.0 } else { value * 100.0 };
    let text = if percent.abs() >= 10.0 {
        format!("{percent:+.1}")
    } else if percent.abs() >= 0.005 || percent == 0.0 {
        format!("{percent:+.2}")
    } else {
        format!("{percent:+.0e}")
    };
    format!("{} %", text.replace('-', "−").replace("e−", "e-"))
}

/// Keys as links into sources.md.
pub(crate) fn cited<'a>(keys: impl IntoIterator<Item = &'a str>) -> String {
    keys.into_iter().map(|key| format!("[{key}](sources.md#{})", anchor(key))).collect::<Vec<_>>().join(", ")
}

/// The anchor of a source.
pub(crate) fn anchor(key: &str) -> String {
    key.replace('.', "-")
}
