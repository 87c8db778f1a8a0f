//! Positions and distances.

/// A position in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// Mean radius of the Earth, kilometres.
const RADIUS_KM: f64 = 6_371.0;
/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.2;

impl Point {
    /// Returns the great-circle distance in kilometres.
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlon) = (b - a, (other.lon - self.lon).to_radians());
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * RADIUS_KM * h.sqrt().min(1.0).asin()
    }

    /// Returns the point some kilometres north and east, good for short distances.
    #[must_use]
    pub fn moved(self, north_km: f64, east_km: f64) -> Self {
        let lat = self.lat + north_km / DEGREE_KM;
        let lon = self.lon + east_km / (DEGREE_KM * self.lat.to_radians().cos().max(0.1));
        Self { lat: rounded(lat.clamp(-85.0, 85.0)), lon: rounded(lon.clamp(-180.0, 180.0)) }
    }

    /// Returns the point at a distance in a direction (radians from north).
    #[must_use]
    pub fn towards(self, angle: f64, km: f64) -> Self {
        self.moved(angle.cos() * km, angle.sin() * km)
    }
}

/// Rounds degrees to what the files carry, so that a file's distances are the generator's.
#[must_use]
pub fn rounded(degrees: f64) -> f64 {
    (degrees * 100_000.0).round() / 100_000.0
}

/// Rounds to a whole number.
#[must_use]
#[expect(clippy::as_conversions, reason = "the one place where a distance or a time becomes whole")]
pub fn whole(value: f64) -> i32 {
    value.round() as i32
}
