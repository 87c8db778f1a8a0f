//! Sets of service days.

/// A set of days as 64-bit words: day `d` is bit `d % 64` of word `d / 64`.
///
/// The last word is never zero, so equal sets have equal words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySet(Vec<u64>);

const BITS: u32 = u64::BITS;

/// Returns the word of a day; beyond the address space it is a word that no set has.
fn word_of(day: u32) -> usize {
    usize::try_from(day / BITS).unwrap_or(usize::MAX)
}

/// Returns the day of a bit in a word; no set holds a day beyond `u32`.
fn day_of(word: usize, bit: u32) -> Option<u32> {
    u32::try_from(word).ok()?.checked_mul(BITS)?.checked_add(bit)
}

impl DaySet {
    /// Returns whether the set holds a day.
    #[must_use]
    pub fn has(&self, day: u32) -> bool {
        self.0.get(word_of(day)).is_some_and(|word| word >> (day % BITS) & 1 == 1)
    }

    /// Adds a day.
    pub fn insert(&mut self, day: u32) {
        let at = word_of(day);
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (day % BITS);
        }
    }

    /// Removes a day.
    pub fn remove(&mut self, day: u32) {
        if let Some(word) = self.0.get_mut(word_of(day)) {
            *word &= !(1 << (day % BITS));
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// Adds the days of another set from `start` to `end`, both included; costs their words.
    pub(super) fn add_between(&mut self, other: &Self, start: u32, end: u32) {
        let (first, last) = (word_of(start), word_of(end));
        for (at, &word) in other.0.iter().enumerate().take(last.saturating_add(1)).skip(first) {
            let from = if at == first { u64::MAX << (start % BITS) } else { u64::MAX };
            let to = if at == last { u64::MAX >> (BITS - 1 - end % BITS) } else { u64::MAX };
            let days = word & from & to;
            if days != 0 && at >= self.0.len() {
                self.0.resize(at + 1, 0);
            }
            if let Some(word) = self.0.get_mut(at) {
                *word |= days;
            }
        }
    }

    /// Returns the first day of the set that is `day` or later.
    #[must_use]
    pub fn next_from(&self, day: u32) -> Option<u32> {
        let first = word_of(day);
        let words = self.0.get(first..)?.iter().enumerate();
        let (offset, rest) = words
            .map(|(i, &word)| (i, if i == 0 { word & (u64::MAX << (day % BITS)) } else { word }))
            .find(|&(_, word)| word != 0)?;
        day_of(first + offset, rest.trailing_zeros())
    }

    /// Returns the last day of the set that is `day` or earlier.
    #[must_use]
    pub fn last_to(&self, day: u32) -> Option<u32> {
        let last = word_of(day);
        let words = self.0.iter().enumerate().take(last.saturating_add(1)).rev();
        let (at, rest) = words
            .map(|(i, &word)| {
                (i, if i == last { word & (u64::MAX >> (BITS - 1 - day % BITS)) } else { word })
            })
            .find(|&(_, word)| word != 0)?;
        day_of(at, BITS - 1 - rest.leading_zeros())
    }

    /// Returns the number of days.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Returns whether the set holds no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the words; days beyond them are not in the set.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.0
    }
}
