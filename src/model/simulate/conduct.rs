//! Scores, social index and trust of a month (C1, C4, C5).

use super::supply::Supply;
use crate::model::number::Number;
use crate::model::output::Month;
use crate::model::parameters::Now;
use crate::model::society;

/// Scores of 100 and what they are joined to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scores<N> {
    privacy: N,
    education: N,
    access: N,
    workforce: N,
    safety: N,
    people: N,
    conduct: N,
    index: N,
}

impl<N: Number> Scores<N> {
    /// Before the first month.
    #[inline(always)]
    pub(super) fn none() -> Self {
        let zero = N::zero();
        Self {
            privacy: zero,
            education: zero,
            access: zero,
            workforce: zero,
            safety: zero,
            people: zero,
            conduct: zero,
            index: zero,
        }
    }

    /// C1, C4.
    #[inline(always)]
    fn of(now: &Now<N>, privacy_quality: N) -> Self {
        let (society, economy) = (&now.society, &now.economy);
        let transparency = society.transparency_score;
        let privacy =
            society::privacy_score(society.dp_training_share, privacy_quality, society.federated_share);
        let education = society::education_score(society.education_spend_share);
        let access = society::access_score(
            economy.consumer_conversion,
            economy.subscription_price,
            society.income_per_month,
        );
        let workforce = society::workforce_score(society.workforce_training_hours);
        let safety = society::safety_score(society.safety_spend_share);
        let people = society::theme(
            [education, access, workforce],
            [society.weight_education, society.weight_access, society.weight_workforce],
        );
        let conduct = society::theme(
            [transparency, privacy, safety],
            [society.weight_transparency, society.weight_privacy, society.weight_safety],
        );
        let weights = [society.weight_people, society.weight_conduct];
        let index = society::index(society.index_aggregation, [people, conduct], weights);
        Self { privacy, education, access, workforce, safety, people, conduct, index }
    }
}

impl<N: Number> Supply<'_, N> {
    /// C1, C4: once inputs have moved.
    #[inline(always)]
    pub(super) fn refresh_scores(&mut self, now: &Now<N>) {
        let (society, economy) = (&now.society, &now.economy);
        let chosen = [
            society.transparency_score,
            society.dp_training_share,
            society.federated_share,
            society.education_spend_share,
            economy.consumer_conversion,
            economy.subscription_price,
            society.workforce_training_hours,
            society.safety_spend_share,
        ];
        if self.scores.stale(chosen) {
            self.scores.value = Scores::of(now, self.standing.privacy_quality);
        }
    }

    /// C5, and the scores of the month, told in `row`.
    #[inline(always)]
    pub(super) fn conduct(&mut self, now: &Now<N>, row: Option<&mut Month<N>>) {
        let scores = &self.scores.value;
        self.trust += (scores.index - self.trust) * self.standing.trust_adjustment;
        if let Some(row) = row {
            row.transparency_score = now.society.transparency_score;
            row.privacy_score = scores.privacy;
            row.education_score = scores.education;
            row.access_score = scores.access;
            row.workforce_score = scores.workforce;
            row.safety_score = scores.safety;
            row.people_index = scores.people;
            row.conduct_index = scores.conduct;
            row.social_index = scores.index;
            row.trust = self.trust;
        }
    }
}
