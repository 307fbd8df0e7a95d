//! Values that are computed again only while the paths they depend on move.

/// A value and the phases of the paths it was computed from (see [`Path::phase`](crate::model::Path::phase)).
///
/// Equal phases mean equal inputs, so the held value has the same bits as a fresh one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<const K: usize, T> {
    phases: [f64; K],
    value: Option<T>,
}

impl<const K: usize, T: Copy> Held<K, T> {
    pub(super) const fn new() -> Self {
        Self { phases: [f64::NAN; K], value: None }
    }

    /// The value at these phases.
    #[inline(always)]
    pub(super) fn get(&mut self, phases: [f64; K], compute: impl FnOnce() -> T) -> T {
        match self.value {
            Some(value) if phases == self.phases => value,
            _ => {
                let value = compute();
                self.phases = phases;
                self.value = Some(value);
                value
            }
        }
    }
}
