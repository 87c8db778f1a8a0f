//! UN/EDIFACT, syntax versions 1 to 4 as far as batch messages need: segments that borrow from the bytes, and back.
//!
//! ```text
//! UNB+UNOA:2+LYG+VSL+261122:1400+1'  one interchange, parted by the signs that UNA names, or the usual ones
//! UNH+1+BAPLIE:D:95B:UN:SMDG22'      a message: UNH .. UNT
//! LOC+147+0340482::5'                a segment: tag, elements, components; ? releases the sign behind it
//! UNT+3+1'
//! UNZ+1+1'
//! ```
//!
//! Real files have a mark of their byte order, line breaks between segments, wrong counts in UNT, no UNZ. All are read; what is
//! wrong is told.
//!
//! Source: ISO 9735 (EDIFACT application level syntax rules).

mod problem;
mod segment;
mod service;
mod write;

pub use problem::{Fault, Problem};
pub use segment::{Element, Segment, Segments};
pub use service::{Envelope, Message, MessageType, interchange};
pub use write::Writer;

/// Bytes of an interchange at most.
pub const INTERCHANGE_BYTES_MAX: usize = 64 << 20;
/// Bytes of a segment at most: longer ones are a missing terminator.
pub const SEGMENT_BYTES_MAX: usize = 64 << 10;
/// Elements of a segment, or components of an element, that are read.
pub const PARTS_MAX: usize = 128;
/// Problems of an interchange that are kept.
pub const PROBLEMS_MAX: usize = 1_000;

/// The signs that part an interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiters {
    /// Between components, usually `:`.
    pub component: u8,
    /// Between elements, usually `+`.
    pub element: u8,
    /// Before decimals, `.` or `,`.
    pub decimal: u8,
    /// Before a sign that means itself, usually `?`; nothing where there is none.
    pub release: Option<u8>,
    /// Behind segments, usually `'`.
    pub terminator: u8,
}

impl Default for Delimiters {
    fn default() -> Self {
        Self { component: b':', element: b'+', decimal: b'.', release: Some(b'?'), terminator: b'\'' }
    }
}

impl Delimiters {
    /// Reads the nine bytes of a service string advice; nothing where they are none, or two signs are the same.
    #[must_use]
    pub fn from_advice(bytes: &[u8]) -> Option<Self> {
        let [b'U', b'N', b'A', component, element, decimal, release, _, terminator, ..] = bytes else {
            return None;
        };
        let release = Some(*release).filter(|sign| *sign != b' ');
        let found = Self {
            component: *component,
            element: *element,
            decimal: *decimal,
            release,
            terminator: *terminator,
        };
        let mut signs = vec![found.component, found.element, found.terminator];
        signs.extend(found.release);
        let count = signs.len();
        signs.sort_unstable();
        signs.dedup();
        let is_clear = signs.len() == count && signs.iter().all(|sign| !sign.is_ascii_alphanumeric());
        is_clear.then_some(found)
    }

    const fn is_special(&self, byte: u8) -> bool {
        byte == self.component
            || byte == self.element
            || byte == self.terminator
            || match self.release {
                Some(release) => byte == release,
                None => false,
            }
    }
}
