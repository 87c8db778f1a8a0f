//! Vocabulary of a land-sea freight corridor: codes with check digits, quantities, money, time.
//!
//! Layer 0. Every value is parsed once, at the edge, into a type whose private fields keep its rule;
//! after that no other code looks at text. Each type prints what it parses.
//!
//! - [`codes`]: identifiers issued by standards (containers, wagons, stations, ships, places, goods);
//! - [`quantity`]: length, mass, volume, TEU, CO2e and probability as integers of a stated unit;
//! - [`money`]: minor units with their currency;
//! - [`time`]: minutes since 1970, durations, IANA zones, local timetable times;
//! - [`id`]: typed text ids of the corridor tables;
//! - [`reliability`]: how far a figure can be trusted;
//! - [`hash`]: SHA-256 values;
//! - [`decimal`]: exact decimal text to scaled integers, for the modules above.
//!
//! Absent on purpose: I/O, clocks, randomness, floats, serde. `now` is an argument everywhere.

pub mod codes;
pub mod decimal;
pub mod hash;
pub mod id;
pub mod money;
pub mod quantity;
pub mod refusal;
pub mod reliability;
pub mod time;

pub use codes::{
    CheckDigit, CodeError, ContainerNumber, CountryCode, Currency, EsrStation, HsCode, ImoNumber,
    StowPosition, UnNumber, UnitCategory, Unlocode, VehicleCheck, VehicleNumber, WagonKind, WagonNumber8,
    WagonNumber12,
};
pub use decimal::DecimalError;
pub use hash::{HASH_BYTES, Hash, HashError};
pub use id::{
    BookingId, ClaimId, ConsignmentId, CrossingId, DelayId, FacilityId, FactId, FactorId, HandlingId,
    IdError, LinkId, OfferId, OrganisationId, PatternId, PlaceId, RestrictionId, RunId, RunIdError,
    SectionId, ServiceId, SiteId, SourceId, StuffingListId, TariffId, TransportId, UnitId, UnitTypeId,
    UuidError,
};
pub use money::{Money, MoneyError};
pub use quantity::{Grams, Length, Mass, Ppm, QuantityError, Teu, Volume};
pub use reliability::{Reliability, ReliabilityError};
pub use time::{Actual, Estimated, Minute, Minutes, Planned, TimeError, Zone, local_minute};
