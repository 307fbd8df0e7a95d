//! Colours of charts, by theme. The same values stand in `style/tokens.css`; a test holds them together.

use crate::app::address::Theme;
use crate::model::parameter::Dimension;

/// A colour by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Text, axes, the line that matters most.
    Ink,
    /// Axis labels, lines that only accompany.
    Muted,
    /// The accent of technology.
    Technology,
    /// The accent of the economy.
    Economy,
    /// The accent of society.
    Society,
    /// The accent of the environment.
    Environment,
    /// A further colour for a chart with several lines.
    Rust,
    /// A further colour for a chart with several lines.
    Teal,
}

impl Tone {
    /// Every tone that a line may have.
    const LINES: [Tone; 8] = [
        Tone::Ink,
        Tone::Muted,
        Tone::Technology,
        Tone::Economy,
        Tone::Society,
        Tone::Environment,
        Tone::Rust,
        Tone::Teal,
    ];

    /// The accent of a dimension.
    pub(crate) const fn of(dimension: Dimension) -> Self {
        match dimension {
            Dimension::Horizon => Tone::Ink,
            Dimension::Technology => Tone::Technology,
            Dimension::Economy => Tone::Economy,
            Dimension::Society => Tone::Society,
            Dimension::Environment => Tone::Environment,
        }
    }

    /// The name in CSS: `var(--tone-…)`.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Tone::Ink => "ink",
            Tone::Muted => "muted",
            Tone::Technology => "technology",
            Tone::Economy => "economy",
            Tone::Society => "society",
            Tone::Environment => "environment",
            Tone::Rust => "rust",
            Tone::Teal => "teal",
        }
    }

    /// The colour on the page's ground.
    pub(crate) const fn colour(self, theme: Theme) -> &'static str {
        match (theme, self) {
            (Theme::Light, Tone::Ink) => "#1d2421",
            (Theme::Light, Tone::Muted) => "#5c6661",
            (Theme::Light, Tone::Technology) => "#2f5793",
            (Theme::Light, Tone::Economy) => "#8a5700",
            (Theme::Light, Tone::Society) => "#96306b",
            (Theme::Light, Tone::Environment) => "#1f6f54",
            (Theme::Light, Tone::Rust) => "#b0431f",
            (Theme::Light, Tone::Teal) => "#13708a",
            (Theme::Dark, Tone::Ink) => "#e9ece7",
            (Theme::Dark, Tone::Muted) => "#a3ada7",
            (Theme::Dark, Tone::Technology) => "#8fb4ee",
            (Theme::Dark, Tone::Economy) => "#e0b15c",
            (Theme::Dark, Tone::Society) => "#e79bc6",
            (Theme::Dark, Tone::Environment) => "#70c8a2",
            (Theme::Dark, Tone::Rust) => "#f09a76",
            (Theme::Dark, Tone::Teal) => "#74c5da",
        }
    }
}

/// The page's ground.
pub(crate) const fn paper(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#fbfbf8",
        Theme::Dark => "#141917",
    }
}

/// Lines behind the data.
pub(crate) const fn rule(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#dfe3dd",
        Theme::Dark => "#2e3733",
    }
}

/// A drawing in the light theme with variables of the style sheet in place of its colours.
pub(crate) fn with_variables(svg: &str) -> String {
    let light = Theme::Light;
    let tones = Tone::LINES.map(|tone| (tone.colour(light), format!("var(--tone-{})", tone.id())));
    let ground = [(paper(light), "var(--paper)".to_owned()), (rule(light), "var(--rule)".to_owned())];
    let all = tones.into_iter().chain(ground);
    all.fold(svg.to_owned(), |svg, (colour, variable)| svg.replace(colour, &variable))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_tone_is_readable_as_text() {
        for theme in [Theme::Light, Theme::Dark] {
            for tone in Tone::LINES {
                let found = contrast(tone.colour(theme), paper(theme));
                assert!(found >= 4.5, "{tone:?} on {theme:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn drawings_follow_the_style_sheet() {
        let drawn = format!("<path stroke=\"{}\"/>", Tone::Economy.colour(Theme::Light));
        assert_eq!(with_variables(&drawn), "<path stroke=\"var(--tone-economy)\"/>");
    }

    #[test]
    fn the_style_sheet_says_the_same() {
        let css = include_str!("../../../style/tokens.css");
        for theme in [Theme::Light, Theme::Dark] {
            assert!(css.contains(&format!("--paper: {};", paper(theme))), "{theme:?}");
            assert!(css.contains(&format!("--rule: {};", rule(theme))), "{theme:?}");
            for tone in Tone::LINES {
                let line = format!("--tone-{}: {};", tone.id(), tone.colour(theme));
                assert!(css.contains(&line), "{theme:?}: {line}");
            }
        }
    }
}
