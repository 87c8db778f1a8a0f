//! The entries of one pool, and the sum of what they have on each hop.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::amount::Amounts;

use super::{Entry, EntryKey, Standing};

/// What one pool was given and who has drawn on it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pool {
    /// What an allotment was given on every hop; the free pool's is what is left over, and not kept here.
    granted: Amounts,
    entries: BTreeMap<EntryKey, Entry>,
    /// Sum over held and confirmed entries, by hop.
    used: Vec<Amounts>,
    /// When which entry ends by itself.
    ends: BTreeSet<(Timestamp, EntryKey)>,
    /// How many entries wait.
    waiting_count: usize,
    /// The place that the next waiting entry gets.
    place_next: u64,
}

impl Pool {
    pub(super) fn new(hop_count: usize) -> Self {
        Self { used: vec![Amounts::ZERO; hop_count], ..Self::default() }
    }

    /// Returns what an allotment was given on every hop; nothing for the free pool, see [`super::Ledger::granted`].
    #[must_use]
    pub const fn granted(&self) -> Amounts {
        self.granted
    }

    /// Returns what held and confirmed entries have, by hop.
    #[must_use]
    pub fn used(&self) -> &[Amounts] {
        &self.used
    }

    /// Returns one entry.
    #[must_use]
    pub fn entry(&self, key: &EntryKey) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Returns the entries by booking and leg.
    pub fn entries(&self) -> impl Iterator<Item = (&EntryKey, &Entry)> {
        self.entries.iter()
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether nobody has drawn on the pool.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the waiting entries in the order of the list.
    #[must_use]
    pub fn waiting(&self) -> Vec<(EntryKey, Entry)> {
        let waiting = self.entries.iter().filter(|(_, entry)| entry.standing.waiting_place().is_some());
        let mut waiting: Vec<(EntryKey, Entry)> = waiting.map(|(key, entry)| (*key, *entry)).collect();
        waiting.sort_by_key(|(key, entry)| (entry.standing.waiting_place(), *key));
        waiting
    }

    /// Returns when the first entry ends by itself.
    #[must_use]
    pub fn first_end(&self) -> Option<Timestamp> {
        self.ends.first().map(|(at, _)| *at)
    }

    /// Returns the entries that end by themselves at an instant.
    pub fn ending(&self, at: Timestamp) -> impl Iterator<Item = EntryKey> {
        let first = self.ends.iter().skip_while(move |(end, _)| *end < at);
        first.take_while(move |(end, _)| *end == at).map(|(_, key)| *key)
    }

    /// Returns how many entries wait.
    #[must_use]
    pub const fn waiting_count(&self) -> usize {
        self.waiting_count
    }

    /// Returns the place of the next entry to wait.
    #[must_use]
    pub const fn place_next(&self) -> u64 {
        self.place_next
    }

    pub(super) fn grant(&mut self, more: Amounts) {
        self.granted = self.granted.plus(more);
    }

    pub(super) fn take_back(&mut self, less: Amounts) {
        self.granted = self.granted.minus(less);
    }

    /// Puts an entry in place of whatever stood under the key.
    pub(super) fn put(&mut self, key: EntryKey, entry: Entry) {
        self.remove(&key);
        match entry.standing {
            Standing::Held { .. } | Standing::Confirmed => self.count(&entry, Amounts::plus),
            Standing::Waiting { place, .. } => {
                self.place_next = self.place_next.max(place.saturating_add(1));
                self.waiting_count = self.waiting_count.saturating_add(1);
            }
        }
        self.ends.extend(entry.standing.until().map(|until| (until, key)));
        self.entries.insert(key, entry);
    }

    pub(super) fn remove(&mut self, key: &EntryKey) {
        let Some(entry) = self.entries.remove(key) else { return };
        if let Some(until) = entry.standing.until() {
            self.ends.remove(&(until, *key));
        }
        match entry.standing {
            Standing::Held { .. } | Standing::Confirmed => self.count(&entry, Amounts::minus),
            Standing::Waiting { .. } => self.waiting_count = self.waiting_count.saturating_sub(1),
        }
    }

    /// Replaces an entry's standing, where there is such an entry.
    pub(super) fn set_standing(&mut self, key: &EntryKey, standing: Standing) {
        if let Some(entry) = self.entries.get(key).copied() {
            self.put(*key, Entry { standing, ..entry });
        }
    }

    fn count(&mut self, entry: &Entry, of: fn(Amounts, Amounts) -> Amounts) {
        for used in self.used.get_mut(entry.hops.range()).into_iter().flatten() {
            *used = of(*used, entry.amounts);
        }
    }
}
