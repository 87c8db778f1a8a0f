//! What is known of a lot of grain: declaration, quality, weighings, certificates, norms.

use lb_base::{Mass, Ppm};
use lb_hub::grain::{
    Basis, Carrier, Certificate, CertificateKind, Declaration, Leg, Loss, Method, Norm, NormOf, Noted, Part,
    Quality, Reading, Verdict, Weighing,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, list, part, prose, text};

words! {
    /// Where figures of quality come from.
    GrainBasisView of Basis {
        /// The owner's papers.
        Declared = "declared",
        /// A laboratory.
        Analysed = "analysed",
        /// Reckoned from the parts of a blend.
        Reckoned = "reckoned",
    }
}

words! {
    /// Whether grain was weighed on its way in or out.
    GrainLegView of Leg {
        /// In.
        In = "in",
        /// Out.
        Out = "out",
    }
}

words! {
    /// How grain was weighed.
    GrainMethodView of Method {
        /// What the papers say.
        Declared = "declared",
        /// On a weighbridge.
        Weighbridge = "weighbridge",
        /// On a hopper scale.
        Hopper = "hopper",
        /// By draught survey.
        Draught = "draught",
    }
}

words! {
    /// Why grain is no more.
    GrainLossView of Loss {
        /// Water that went when it was dried.
        Moisture = "moisture",
        /// Dust.
        Dust = "dust",
        /// Spilt.
        Spillage = "spillage",
        /// Screened out.
        Screenings = "screenings",
        /// Gone in storage: respiration, pests.
        Storage = "storage",
        /// Taken as samples.
        Samples = "samples",
        /// Two instruments differ.
        Scale = "scale",
    }
}

words! {
    /// What a certificate is about.
    GrainCertificateKindView of CertificateKind {
        /// Plant health.
        Phytosanitary = "phytosanitary",
        /// Quality.
        Quality = "quality",
        /// Origin.
        Origin = "origin",
        /// Weight.
        Weight = "weight",
        /// Fumigation.
        Fumigation = "fumigation",
        /// Something else.
        Other = "other",
    }
}

/// Reads kilograms.
pub(in crate::hub) fn kilograms(field: &str, kg: i64) -> Result<Mass, ViewError> {
    integer(field, kg).map(Mass::from_kg)
}

/// Figures of quality, as far as known. Basis points are hundredths of a percent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainQualityView {
    /// Water, wet basis, basis points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moisture_bp: Option<u16>,
    /// Protein, basis points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protein_bp: Option<u16>,
    /// Wet gluten, basis points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gluten_bp: Option<u16>,
    /// Test weight, grams per litre; reckoned of a blend it is an approximation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test_weight_gl: Option<u16>,
}

impl From<&Quality> for GrainQualityView {
    fn from(quality: &Quality) -> Self {
        let Quality { moisture_bp, protein_bp, gluten_bp, test_weight_gl } = *quality;
        Self { moisture_bp, protein_bp, gluten_bp, test_weight_gl }
    }
}

impl TryFrom<&GrainQualityView> for Quality {
    type Error = ViewError;

    fn try_from(view: &GrainQualityView) -> Result<Self, ViewError> {
        let GrainQualityView { moisture_bp, protein_bp, gluten_bp, test_weight_gl } = *view;
        Ok(Self { moisture_bp, protein_bp, gluten_bp, test_weight_gl })
    }
}

/// A reference to a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainCertificateView {
    /// What it is about.
    pub kind: GrainCertificateKindView,
    /// Its number.
    pub number: String,
}

impl From<&Certificate> for GrainCertificateView {
    fn from(certificate: &Certificate) -> Self {
        Self { kind: certificate.kind.into(), number: certificate.number.clone() }
    }
}

impl TryFrom<&GrainCertificateView> for Certificate {
    type Error = ViewError;

    fn try_from(view: &GrainCertificateView) -> Result<Self, ViewError> {
        Ok(Self { kind: view.kind.into(), number: prose("number", &view.number)? })
    }
}

/// What is declared of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainDeclarationView {
    /// The lot's identifier.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The organisation whose it is.
    pub owner: String,
    /// HS code, six digits.
    pub commodity: String,
    /// Where it grew, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// The year of the harvest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop_year: Option<u16>,
    /// What the papers say it weighs, kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_kg: Option<i64>,
    /// What the papers say of it.
    pub quality: GrainQualityView,
    /// Its certificates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<GrainCertificateView>,
}

impl From<&Declaration> for GrainDeclarationView {
    fn from(declaration: &Declaration) -> Self {
        Self {
            id: declaration.id.to_string(),
            number: declaration.number.clone(),
            owner: declaration.owner.to_string(),
            commodity: declaration.commodity.to_string(),
            origin: declaration.origin.clone(),
            crop_year: declaration.crop_year,
            declared_kg: declaration.declared.map(Mass::as_kg),
            quality: GrainQualityView::from(&declaration.quality),
            certificates: declaration.certificates.iter().map(GrainCertificateView::from).collect(),
        }
    }
}

impl TryFrom<&GrainDeclarationView> for Declaration {
    type Error = ViewError;

    fn try_from(view: &GrainDeclarationView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            number: prose("number", &view.number)?,
            owner: text("owner", &view.owner)?,
            commodity: text("commodity", &view.commodity)?,
            origin: prose("origin", &view.origin)?,
            crop_year: view.crop_year,
            declared: view.declared_kg.map(|kg| kilograms("declared_kg", kg)).transpose()?,
            quality: part("quality", &view.quality)?,
            certificates: list("certificates", &view.certificates)?,
        })
    }
}

tagged! {
    /// What an instrument said.
    GrainReadingView by "method" {
        /// A paper's net mass.
        Declared = "declared" {
            /// Net mass, kilograms.
            net_kg: i64,
        }
        /// A weighbridge.
        Weighbridge = "weighbridge" {
            /// Vehicle with its load, kilograms.
            gross_kg: i64,
            /// Vehicle without it, kilograms.
            tare_kg: i64,
        }
        /// A hopper scale.
        Hopper = "hopper" {
            /// Net mass, kilograms.
            net_kg: i64,
        }
        /// A draught survey: displacement less ballast, fuel, water and stores.
        Draught = "draught" {
            /// With the cargo, kilograms.
            laden_kg: i64,
            /// Without it, kilograms.
            light_kg: i64,
        }
    }
}

impl From<&Reading> for GrainReadingView {
    fn from(reading: &Reading) -> Self {
        match reading {
            Reading::Declared(net) => Self::Declared { net_kg: net.as_kg() },
            Reading::Weighbridge { gross, tare } => {
                Self::Weighbridge { gross_kg: gross.as_kg(), tare_kg: tare.as_kg() }
            }
            Reading::Hopper(net) => Self::Hopper { net_kg: net.as_kg() },
            Reading::Draught { laden, light } => {
                Self::Draught { laden_kg: laden.as_kg(), light_kg: light.as_kg() }
            }
        }
    }
}

impl TryFrom<&GrainReadingView> for Reading {
    type Error = ViewError;

    fn try_from(view: &GrainReadingView) -> Result<Self, ViewError> {
        Ok(match view {
            GrainReadingView::Declared { net_kg } => Self::Declared(kilograms("net_kg", *net_kg)?),
            GrainReadingView::Weighbridge { gross_kg, tare_kg } => Self::Weighbridge {
                gross: kilograms("gross_kg", *gross_kg)?,
                tare: kilograms("tare_kg", *tare_kg)?,
            },
            GrainReadingView::Hopper { net_kg } => Self::Hopper(kilograms("net_kg", *net_kg)?),
            GrainReadingView::Draught { laden_kg, light_kg } => Self::Draught {
                laden: kilograms("laden_kg", *laden_kg)?,
                light: kilograms("light_kg", *light_kg)?,
            },
        })
    }
}

/// What the ticket of a weighing says, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainNotedView {
    /// Which instrument or paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub instrument: String,
    /// What was on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// Who weighed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub weigher: String,
}

impl From<&Noted> for GrainNotedView {
    fn from(noted: &Noted) -> Self {
        let Noted { instrument, of, weigher } = noted.clone();
        Self { instrument, of, weigher }
    }
}

impl TryFrom<&GrainNotedView> for Noted {
    type Error = ViewError;

    fn try_from(view: &GrainNotedView) -> Result<Self, ViewError> {
        Ok(Self {
            instrument: prose("instrument", &view.instrument)?,
            of: prose("of", &view.of)?,
            weigher: prose("weigher", &view.weigher)?,
        })
    }
}

/// One weighing of grain of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainWeighingView {
    /// On its way in or out.
    pub leg: GrainLegView,
    /// What the instrument said.
    pub reading: GrainReadingView,
    /// What the ticket says beside.
    pub noted: GrainNotedView,
    /// The organisation whose weighing it is.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Weighing> for GrainWeighingView {
    fn from(weighing: &Weighing) -> Self {
        Self {
            leg: weighing.leg.into(),
            reading: GrainReadingView::from(&weighing.reading),
            noted: GrainNotedView::from(&weighing.noted),
            by: weighing.by.to_string(),
            at: weighing.at.to_string(),
        }
    }
}

impl TryFrom<&GrainWeighingView> for Weighing {
    type Error = ViewError;

    fn try_from(view: &GrainWeighingView) -> Result<Self, ViewError> {
        Ok(Self {
            leg: view.leg.into(),
            reading: part("reading", &view.reading)?,
            noted: part("noted", &view.noted)?,
            by: text("by", &view.by)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// What a laboratory found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainVerdictView {
    /// The laboratory, and the number of its report.
    pub laboratory: String,
    /// The figures.
    pub quality: GrainQualityView,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Verdict> for GrainVerdictView {
    fn from(verdict: &Verdict) -> Self {
        let quality = GrainQualityView::from(&verdict.quality);
        Self { laboratory: verdict.laboratory.clone(), quality, at: verdict.at.to_string() }
    }
}

impl TryFrom<&GrainVerdictView> for Verdict {
    type Error = ViewError;

    fn try_from(view: &GrainVerdictView) -> Result<Self, ViewError> {
        Ok(Self {
            laboratory: prose("laboratory", &view.laboratory)?,
            quality: part("quality", &view.quality)?,
            at: instant("at", &view.at)?,
        })
    }
}

tagged! {
    /// What brings grain or takes it.
    GrainCarrierView by "by" {
        /// A box, grain wagon or truck that stands on the floor.
        Unit = "unit" {
            /// Which.
            unit: String,
        }
        /// A ship, or a truck that is a visit.
        Visit = "visit" {
            /// Which.
            visit: String,
            /// Which hold of it, in its words.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            hold: String,
        }
    }
}

impl From<&Carrier> for GrainCarrierView {
    fn from(carrier: &Carrier) -> Self {
        match carrier {
            Carrier::Unit(unit) => Self::Unit { unit: unit.to_string() },
            Carrier::Visit { visit, hold } => Self::Visit { visit: visit.to_string(), hold: hold.clone() },
        }
    }
}

impl TryFrom<&GrainCarrierView> for Carrier {
    type Error = ViewError;

    fn try_from(view: &GrainCarrierView) -> Result<Self, ViewError> {
        Ok(match view {
            GrainCarrierView::Unit { unit } => Self::Unit(text("unit", unit)?),
            GrainCarrierView::Visit { visit, hold } => {
                Self::Visit { visit: text("visit", visit)?, hold: prose("hold", hold)? }
            }
        })
    }
}

/// Grain of a lot in a blend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainPartView {
    /// The lot.
    pub lot: String,
    /// The cell that it came from.
    pub cell: String,
    /// How much, kilograms.
    pub mass_kg: i64,
}

impl From<&Part> for GrainPartView {
    fn from(part: &Part) -> Self {
        Self { lot: part.lot.to_string(), cell: part.cell.to_string(), mass_kg: part.mass.as_kg() }
    }
}

impl TryFrom<&GrainPartView> for Part {
    type Error = ViewError;

    fn try_from(view: &GrainPartView) -> Result<Self, ViewError> {
        Ok(Self {
            lot: text("lot", &view.lot)?,
            cell: text("cell", &view.cell)?,
            mass: kilograms("mass_kg", view.mass_kg)?,
        })
    }
}

/// What a loss or a difference between weights may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainNormView {
    /// `weight:` and a method of weighing, or `loss:` and why.
    pub of: String,
    /// First digits of the HS code of the goods that it holds for; absent for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goods: String,
    /// The most, parts per million: 5 per mille is 5,000.
    pub limit_ppm: u32,
    /// Where the figure is from.
    pub source: String,
    /// How reliable it is: `seen`, `mixed`, `computed`, `unverified` or `modelled`.
    pub reliability: String,
}

/// Returns the word of what a norm is about.
fn norm_of(of: NormOf) -> String {
    match of {
        NormOf::Weighing(method) => format!("weight:{}", method.word()),
        NormOf::Loss(loss) => format!("loss:{}", loss.word()),
    }
}

impl From<&Norm> for GrainNormView {
    fn from(norm: &Norm) -> Self {
        Self {
            of: norm_of(norm.of),
            goods: norm.goods.clone(),
            limit_ppm: norm.limit.as_ppm(),
            source: norm.source.clone(),
            reliability: norm.reliability.to_string(),
        }
    }
}

impl TryFrom<&GrainNormView> for Norm {
    type Error = ViewError;

    fn try_from(view: &GrainNormView) -> Result<Self, ViewError> {
        let all =
            Method::ALL.into_iter().map(NormOf::Weighing).chain(Loss::ALL.into_iter().map(NormOf::Loss));
        let of = all.into_iter().find(|of| norm_of(*of) == view.of);
        let of = of.ok_or_else(|| ViewError::new("of", "weight:<method> or loss:<why>", &view.of))?;
        if view.goods.len() > 6 || !view.goods.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ViewError::new("goods", "up to six digits of an HS code", &view.goods));
        }
        let found = view.limit_ppm.to_string();
        let limit = Ppm::new(view.limit_ppm);
        Ok(Self {
            of,
            goods: view.goods.clone(),
            limit: limit.ok_or_else(|| ViewError::new("limit_ppm", "0 to 1000000", &found))?,
            source: prose("source", &view.source)?,
            reliability: text("reliability", &view.reliability)?,
        })
    }
}
