//! The scale that the figures of one table share, so that they can be compared down and across.

/// A power of a thousand, and digits after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// 0, 3 or 6.
    pub power: i32,
    /// Digits after the point.
    pub digits: usize,
}

/// The largest size among figures.
fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.filter(|value| value.is_finite()).fold(0.0, |most: f64, value| most.max(value.abs()))
}

impl Scale {
    /// For money: units below ten thousand, thousands below ten million, else millions, as accounts do.
    pub(super) fn of_money(values: impl Iterator<Item = f64>) -> Self {
        let most = largest(values);
        let power = if most < 1e4 {
            0
        } else if most < 1e7 {
            3
        } else {
            6
        };
        let digits = usize::from(most / 10f64.powi(power) < 1e5);
        Scale { power, digits }
    }

    /// For tonnes and energy: whole units as long as they fit a column.
    pub(super) fn of_quantity(values: impl Iterator<Item = f64>) -> Self {
        let most = largest(values);
        let power = if most < 1e7 {
            0
        } else if most < 1e10 {
            3
        } else {
            6
        };
        let digits = usize::from(power > 0 || most < 1e3);
        Scale { power, digits }
    }

    /// The key of a word for this scale: that of the unit, with `-thousand` or `-million`.
    pub(super) fn word(self, unit: &str) -> String {
        match self.power {
            0 => format!("column.{unit}"),
            3 => format!("column.{unit}-thousand"),
            _ => format!("column.{unit}-million"),
        }
    }

    /// A figure in this scale, thousands grouped.
    pub(super) fn text(self, value: f64) -> String {
        if !value.is_finite() {
            return super::NONE.to_owned();
        }
        // What is nothing at all is told from what rounds to nothing.
        if value == 0.0 {
            return "0".to_owned();
        }
        let fixed = format!("{:.*}", self.digits, value.abs() / 10f64.powi(self.power));
        let (whole, rest) = fixed.split_once('.').map_or((fixed.as_str(), None), |(w, r)| (w, Some(r)));
        let mut text = String::with_capacity(fixed.len() + 6);
        if value < 0.0 && fixed.contains(|digit: char| ('1'..='9').contains(&digit)) {
            text.push('−');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                text.push(',');
            }
            text.push(digit);
        }
        if let Some(rest) = rest {
            text.push('.');
            text.push_str(rest);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_any_size_fit_their_columns() {
        for (most, power, text) in
            [(950.0, 0, "950.0"), (9.5e6, 3, "9,500.0"), (5e8, 6, "500.0"), (3e11, 6, "300,000")]
        {
            let scale = Scale::of_money([1.0, -most, f64::NAN].into_iter());
            assert_eq!((scale.power, scale.text(most).as_str()), (power, text));
        }
        let tonnes = Scale::of_quantity([1_234_567.4].into_iter());
        assert_eq!(tonnes.text(1_234_567.4), "1,234,567");
        assert_eq!(tonnes.text(-0.3), "0");
        assert_eq!(tonnes.text(-12.0), "−12");
        let money = Scale::of_money([5e8].into_iter());
        assert_eq!([0.0, -0.0, 1.0, -1.0].map(|value| money.text(value)), ["0", "0", "0.0", "0.0"]);
        assert_eq!(Scale::of_quantity([2e10].into_iter()).word("tonnes"), "column.tonnes-million");
        assert_eq!(Scale::of_money(std::iter::empty()).text(f64::NAN), "–");
    }
}
