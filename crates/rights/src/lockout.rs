/// After how many failures an account is locked, each time again.
const AT: u32 = 5;
/// How long the first time, in seconds; twice as long each time after.
const FIRST: i64 = 15 * 60;
/// How long at most.
const LONGEST: i64 = 24 * 3600;
/// After how long without a failure the count begins again.
const FORGOTTEN: i64 = 24 * 3600;

/// Failed attempts to log in since the last success (登录失败); times are seconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// How many.
    pub failures: u32,
    /// When the last one was.
    pub last: i64,
}

impl Attempts {
    /// After another failure. One while the account is locked counts for nothing: else a stranger could keep it locked
    /// for ever.
    #[must_use]
    pub fn fail(self, now: i64) -> Self {
        if self.is_locked(now) {
            return self;
        }
        let since = self.locked_until().unwrap_or(self.last);
        let failures = if now.saturating_sub(since) >= FORGOTTEN { 1 } else { self.failures.saturating_add(1) };
        Self { failures, last: now }
    }

    /// Until when they lock the account (锁定): 15 minutes from the fifth failure, 30 from the tenth, and so on, a day at
    /// most; none when they do not.
    #[must_use]
    pub const fn locked_until(self) -> Option<i64> {
        if self.failures == 0 || !self.failures.is_multiple_of(AT) {
            return None;
        }
        let times = self.failures / AT - 1;
        // 15 minutes seven times doubled are more than a day.
        let seconds = if times < 7 { FIRST << times } else { LONGEST };
        Some(self.last.saturating_add(if seconds < LONGEST { seconds } else { LONGEST }))
    }

    /// Whether the account is locked.
    #[must_use]
    pub fn is_locked(self, now: i64) -> bool {
        self.locked_until().is_some_and(|until| now < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_grow_and_end() {
        let mut attempts = Attempts::default();
        let mut now = 1_000_000;
        let mut locks = Vec::new();
        for _ in 0..50 {
            attempts = attempts.fail(now);
            if let Some(until) = attempts.locked_until() {
                locks.push((until - now) / 60);
                assert_eq!(attempts.fail(until - 1), attempts, "nothing counts while it is locked");
                assert!(attempts.is_locked(now) && attempts.is_locked(until - 1) && !attempts.is_locked(until));
                now = until;
            }
            now += 1;
        }
        assert_eq!(locks, [15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
    }

    #[test]
    fn failures_are_forgotten_after_a_day() {
        let four = Attempts { failures: 4, last: 0 };
        assert_eq!(four.fail(FORGOTTEN - 1), Attempts { failures: 5, last: FORGOTTEN - 1 });
        assert_eq!(four.fail(FORGOTTEN), Attempts { failures: 1, last: FORGOTTEN });
        let long = Attempts { failures: 40, last: 0 };
        assert_eq!(long.fail(LONGEST + 1).failures, 41, "the day begins when the lock ends");
    }

    #[test]
    fn no_numbers_break_it() {
        for failures in [0, 1, 5, u32::MAX, u32::MAX - 4] {
            for last in [i64::MIN, 0, i64::MAX] {
                let attempts = Attempts { failures, last };
                let _ = (attempts.fail(i64::MAX), attempts.fail(i64::MIN), attempts.locked_until());
            }
        }
    }
}
