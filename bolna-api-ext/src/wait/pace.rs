//! How often to ask.

use std::time::Duration;

/// The wait before the second poll.
pub(crate) const FIRST: Duration = Duration::from_secs(2);

/// The longest wait between two polls.
pub(crate) const LONGEST: Duration = Duration::from_secs(30);

/// The waits between polls: the same each time, or longer by half each time.
#[derive(Clone, Debug)]
pub(crate) struct Pace {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Pace {
    /// From [`FIRST`] to [`LONGEST`].
    pub(crate) fn growing() -> Self {
        Self {
            first: FIRST,
            longest: LONGEST,
            next: FIRST,
        }
    }

    /// Always the same.
    pub(crate) fn fixed(interval: Duration) -> Self {
        Self {
            first: interval,
            longest: interval,
            next: interval,
        }
    }

    /// The next wait. After a change it is the first one again: changes come in groups.
    pub(crate) fn next(&mut self, has_changed: bool) -> Duration {
        let wait = if has_changed { self.first } else { self.next };
        self.next = wait.saturating_add(wait / 2).min(self.longest);
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(pace: &mut Pace, changes: &[bool]) -> Vec<f64> {
        changes
            .iter()
            .map(|has_changed| pace.next(*has_changed).as_secs_f64())
            .collect()
    }

    #[test]
    fn waits_grow_by_half_up_to_the_longest_and_begin_anew_after_a_change() {
        let changes = [
            true, false, false, false, false, false, false, false, false, true, false,
        ];
        assert_eq!(
            seconds(&mut Pace::growing(), &changes),
            [2.0, 3.0, 4.5, 6.75, 10.125, 15.1875, 22.78125, 30.0, 30.0, 2.0, 3.0]
        );
    }

    #[test]
    fn a_fixed_pace_stays_the_same() {
        let mut pace = Pace::fixed(Duration::from_secs(5));
        assert_eq!(seconds(&mut pace, &[true, false, false, true]), [5.0; 4]);
    }
}
