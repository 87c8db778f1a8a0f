//! What a laboratory says of grain, what a blend is reckoned to be, and what drying takes away.

use lb_base::Mass;

/// Where figures of quality come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The owner's papers.
    Declared,
    /// A laboratory's analysis of a sample.
    Analysed,
    /// Reckoned from the parts of a blend.
    Reckoned,
}

impl Basis {
    /// All bases.
    pub const ALL: [Self; 3] = [Self::Declared, Self::Analysed, Self::Reckoned];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Analysed => "analysed",
            Self::Reckoned => "reckoned",
        }
    }
}

/// Figures of quality, as far as known. Basis points are hundredths of a percent: 12.50 % is 1,250.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// Water in the grain as it is (wet basis), basis points.
    pub moisture_bp: Option<u16>,
    /// Protein, basis points.
    pub protein_bp: Option<u16>,
    /// Wet gluten, basis points.
    pub gluten_bp: Option<u16>,
    /// Test weight (natura, bulk density), grams per litre: 78.0 kg/hl is 780.
    pub test_weight_gl: Option<u16>,
}

impl Quality {
    /// Returns these figures where they are known, the others elsewhere.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            moisture_bp: self.moisture_bp.or(other.moisture_bp),
            protein_bp: self.protein_bp.or(other.protein_bp),
            gluten_bp: self.gluten_bp.or(other.gluten_bp),
            test_weight_gl: self.test_weight_gl.or(other.test_weight_gl),
        }
    }

    /// Returns what a blend of parts is reckoned to be. A figure that is unknown of one part is unknown of the blend.
    ///
    /// Moisture, protein and gluten are shares of the mass, so they are weighted by mass. Test weight is mass by volume: the blend
    /// weighs what its parts weigh and is reckoned to fill what they filled. That is an approximation, because small kernels fill
    /// the gaps between large ones; a laboratory's figure replaces it.
    #[must_use]
    pub fn of_blend(parts: &[(Mass, Self)]) -> Self {
        Self {
            moisture_bp: weighted(parts, |quality| quality.moisture_bp),
            protein_bp: weighted(parts, |quality| quality.protein_bp),
            gluten_bp: weighted(parts, |quality| quality.gluten_bp),
            test_weight_gl: by_volume(parts),
        }
    }
}

fn known(parts: &[(Mass, Quality)], figure: impl Fn(&Quality) -> Option<u16>) -> Option<Vec<(i128, i128)>> {
    parts
        .iter()
        .map(|(mass, quality)| Some((i128::from(mass.as_kg()), i128::from(figure(quality)?))))
        .collect()
}

fn weighted(parts: &[(Mass, Quality)], figure: impl Fn(&Quality) -> Option<u16>) -> Option<u16> {
    let parts = known(parts, figure)?;
    let mass: i128 = parts.iter().map(|(mass, _)| mass).sum();
    rounded(parts.iter().map(|(mass, figure)| mass.saturating_mul(*figure)).sum(), mass)
}

fn by_volume(parts: &[(Mass, Quality)]) -> Option<u16> {
    /// Parts of a litre that volumes are counted in, so that a kilogram is exact enough.
    const FINE: i128 = 1_000_000;
    let parts = known(parts, |quality| quality.test_weight_gl)?;
    let mass: i128 = parts.iter().map(|(mass, _)| mass).sum();
    let volume = |(mass, weight): &(i128, i128)| mass.saturating_mul(FINE).checked_div(*weight);
    let volumes: Option<Vec<i128>> = parts.iter().map(volume).collect();
    rounded(mass.saturating_mul(FINE), volumes?.iter().sum())
}

/// Returns a quotient rounded half up.
fn rounded(part: i128, whole: i128) -> Option<u16> {
    let half = whole.checked_div(2)?;
    u16::try_from(part.saturating_add(half).checked_div(whole)?).ok()
}

/// Returns what grain loses when it is dried from one moisture to another; nothing unless the second is lower.
///
/// Dry matter stays: `mass * (from - to) / (100 % - to)`, rounded half up to the kilogram.
///
/// Source: the dry-matter balance, as published for example by Pioneer, "Moisture shrink": 1,000 lb of maize at 25.5 % dried to
/// 15.5 % lose 11.83 %.
#[must_use]
pub fn shrink(mass: Mass, from_bp: u16, to_bp: u16) -> Option<Mass> {
    let (from, to) = (i128::from(from_bp), i128::from(to_bp));
    if to >= from || from > 10_000 {
        return None;
    }
    let (part, whole) = (i128::from(mass.as_kg()).saturating_mul(from.saturating_sub(to)), 10_000 - to);
    let kg = part.saturating_add(whole / 2).checked_div(whole)?;
    i64::try_from(kg).ok().map(Mass::from_kg)
}
