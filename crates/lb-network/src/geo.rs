//! Distances on the sphere.

/// Mean radius of the Earth in kilometres. Source: IUGG mean radius R1.
const RADIUS_KM: f64 = 6371.0088;

/// A point in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
}

impl Point {
    /// Returns the great-circle distance in kilometres (haversine; within 0.6 % of the ellipsoid).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((b - a) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat.mul_add(half_lat, a.cos() * b.cos() * half_lon * half_lon);
        2.0 * RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}
