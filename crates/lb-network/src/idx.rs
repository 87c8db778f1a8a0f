//! Strong indices into one corridor snapshot; they are never stored and never leave the process.
#![expect(
    clippy::as_conversions,
    reason = "the one module where index types are cast; all are 32 bits or wider"
)]

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Returns the index of a position; a snapshot never holds 2^32 rows ([`crate::table::ROWS_MAX`]).
            #[must_use]
            pub const fn new(position: usize) -> Self {
                Self(position as u32)
            }

            /// Returns the position.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

index! {
    /// A place.
    PlaceIdx,
    /// A facility.
    FacilityIdx,
    /// A link.
    LinkIdx,
    /// A crossing.
    CrossingIdx,
    /// A service.
    ServiceIdx,
    /// A section.
    SectionIdx,
    /// A pattern.
    PatternIdx,
    /// A through connection.
    ConnectionIdx,
    /// A drayage.
    DrayageIdx,
    /// A delay distribution.
    DelayIdx,
    /// An emission factor.
    FactorIdx,
    /// A run of a service, in the order of its departures.
    RunIdx,
    /// A stop of a GTFS feed, in the order of `stop_id`.
    StopIdx,
}
