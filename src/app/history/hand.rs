//! Which changes belong to one movement: a drag, a run of presses, a number being typed. Pure; times are
//! milliseconds.

/// A pause after which a movement is over, unless the hand still holds or types.
const REST: f64 = 1200.0;

/// The hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Hand {
    movement: u64,
    held: bool,
    /// When it last changed something.
    last: f64,
    /// The button it last pressed.
    button: Option<String>,
}

impl Hand {
    /// Takes hold of something; pressing the same button again in time goes on.
    pub(super) fn press(&mut self, button: Option<String>, now: f64) {
        self.held = true;
        if button.is_none() || button != self.button || now - self.last > REST {
            self.movement += 1;
        }
        self.button = button;
    }

    /// Lets go.
    pub(super) fn release(&mut self) {
        self.held = false;
    }

    /// Turns to something else without a press.
    pub(super) fn turn(&mut self) {
        if !self.held {
            self.movement += 1;
        }
    }

    /// Changes something. Answers the movement it belongs to.
    pub(super) fn change(&mut self, typing: bool, now: f64) -> u64 {
        if !self.held && !typing && now - self.last > REST {
            self.movement += 1;
        }
        self.last = now;
        self.movement
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_is_one_movement_however_slow() {
        let mut hand = Hand::default();
        hand.press(None, 0.0);
        hand.turn();
        let first = hand.change(false, 10.0);
        assert_eq!(hand.change(false, 9000.0), first);
        hand.release();
        hand.press(None, 9100.0);
        assert_ne!(hand.change(false, 9200.0), first);
    }

    #[test]
    fn a_run_of_presses_ends_with_a_rest_or_another_button() {
        let mut hand = Hand::default();
        let press = |hand: &mut Hand, button: &str, now| {
            hand.press(Some(button.to_owned()), now);
            hand.release();
            hand.change(false, now + 1.0)
        };
        let first = press(&mut hand, "+", 5000.0);
        assert_eq!(press(&mut hand, "+", 5400.0), first);
        let other = press(&mut hand, "−", 5600.0);
        assert_ne!(other, first);
        assert_ne!(press(&mut hand, "−", 9000.0), other);
    }

    #[test]
    fn keys_rest_and_typing_does_not() {
        let mut hand = Hand::default();
        let first = hand.change(false, 5000.0);
        assert_eq!(hand.change(false, 5100.0), first);
        assert_ne!(hand.change(false, 9000.0), first);
        hand.turn();
        let typed = hand.change(true, 20_000.0);
        assert_eq!(hand.change(true, 60_000.0), typed);
        hand.turn();
        assert_ne!(hand.change(true, 60_010.0), typed);
    }
}
