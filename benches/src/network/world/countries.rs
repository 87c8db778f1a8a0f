//! The countries of the generated world: where they are, how large, what gauge. Round figures, good for a benchmark only.

/// A country.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Country {
    /// ISO 3166 alpha-2.
    pub code: &'static str,
    /// The one zone its clocks keep here.
    pub zone: &'static str,
    /// Middle, degrees north.
    pub lat: f64,
    /// Middle, degrees east.
    pub lon: f64,
    /// Places lie within this many kilometres of the middle.
    pub radius_km: f64,
    /// Its share of the places.
    pub weight: usize,
    /// Gauge of its railways, millimetres.
    pub gauge: u32,
    /// Countries of one land are joined by rail and road.
    pub land: u8,
    /// Whether it has ports.
    pub coast: bool,
}

const fn row(
    code: &'static str,
    zone: &'static str,
    at: (f64, f64, f64),
    (weight, gauge, land, coast): (usize, u32, u8, bool),
) -> Country {
    let (lat, lon, radius_km) = at;
    Country { code, zone, lat, lon, radius_km, weight, gauge, land, coast }
}

/// All countries.
pub(crate) const COUNTRIES: [Country; 50] = [
    row("CN", "Asia/Shanghai", (33.0, 111.0, 1000.0), (420, 1435, 0, true)),
    row("RU", "Europe/Moscow", (56.0, 44.0, 1100.0), (260, 1520, 0, true)),
    row("KZ", "Asia/Almaty", (48.0, 68.0, 900.0), (150, 1520, 0, false)),
    row("UZ", "Asia/Tashkent", (41.0, 64.0, 350.0), (60, 1520, 0, false)),
    row("MN", "Asia/Ulaanbaatar", (47.0, 105.0, 450.0), (30, 1520, 0, false)),
    row("KG", "Asia/Bishkek", (41.5, 75.0, 200.0), (20, 1520, 0, false)),
    row("TM", "Asia/Ashgabat", (39.0, 59.0, 300.0), (30, 1520, 0, false)),
    row("AZ", "Asia/Baku", (40.5, 48.0, 180.0), (30, 1520, 0, false)),
    row("GE", "Asia/Tbilisi", (42.0, 43.5, 130.0), (25, 1520, 0, true)),
    row("TR", "Europe/Istanbul", (39.0, 34.0, 450.0), (110, 1435, 0, true)),
    row("IR", "Asia/Tehran", (32.5, 54.0, 550.0), (100, 1435, 0, true)),
    row("IN", "Asia/Kolkata", (22.0, 79.0, 800.0), (300, 1676, 1, true)),
    row("PK", "Asia/Karachi", (29.0, 68.0, 450.0), (80, 1676, 1, true)),
    row("BD", "Asia/Dhaka", (24.0, 90.0, 180.0), (50, 1676, 1, true)),
    row("LK", "Asia/Colombo", (7.3, 80.7, 110.0), (25, 1676, 12, true)),
    row("VN", "Asia/Ho_Chi_Minh", (16.0, 106.5, 350.0), (90, 1000, 2, true)),
    row("TH", "Asia/Bangkok", (15.0, 101.0, 350.0), (90, 1000, 2, true)),
    row("MY", "Asia/Kuala_Lumpur", (4.0, 102.0, 250.0), (70, 1000, 2, true)),
    row("SG", "Asia/Singapore", (1.33, 103.8, 15.0), (12, 1000, 2, true)),
    row("ID", "Asia/Jakarta", (-7.0, 110.0, 400.0), (110, 1067, 13, true)),
    row("PH", "Asia/Manila", (14.0, 121.0, 350.0), (80, 1067, 14, true)),
    row("JP", "Asia/Tokyo", (36.0, 138.0, 450.0), (180, 1067, 15, true)),
    row("KR", "Asia/Seoul", (36.5, 127.8, 170.0), (110, 1435, 16, true)),
    row("TW", "Asia/Taipei", (23.8, 121.0, 140.0), (40, 1067, 17, true)),
    row("AE", "Asia/Dubai", (24.5, 54.5, 180.0), (40, 1435, 3, true)),
    row("SA", "Asia/Riyadh", (24.0, 45.0, 500.0), (60, 1435, 3, true)),
    row("EG", "Africa/Cairo", (29.0, 31.0, 350.0), (70, 1435, 4, true)),
    row("MA", "Africa/Casablanca", (33.0, -6.0, 250.0), (50, 1435, 4, true)),
    row("NG", "Africa/Lagos", (8.5, 7.0, 350.0), (70, 1067, 4, true)),
    row("KE", "Africa/Nairobi", (-1.0, 38.0, 300.0), (50, 1435, 4, true)),
    row("TZ", "Africa/Dar_es_Salaam", (-6.5, 36.0, 350.0), (45, 1067, 4, true)),
    row("ZA", "Africa/Johannesburg", (-29.5, 25.0, 550.0), (100, 1067, 4, true)),
    row("DE", "Europe/Berlin", (51.0, 10.3, 300.0), (260, 1435, 0, true)),
    row("PL", "Europe/Warsaw", (52.0, 19.3, 280.0), (140, 1435, 0, true)),
    row("FR", "Europe/Paris", (46.8, 2.5, 400.0), (180, 1435, 0, true)),
    row("NL", "Europe/Amsterdam", (52.2, 5.4, 110.0), (80, 1435, 0, true)),
    row("IT", "Europe/Rome", (43.5, 11.8, 350.0), (140, 1435, 0, true)),
    row("ES", "Europe/Madrid", (40.0, -3.8, 400.0), (130, 1435, 0, true)),
    row("GB", "Europe/London", (52.8, -1.5, 300.0), (140, 1435, 18, true)),
    row("SE", "Europe/Stockholm", (59.5, 15.0, 350.0), (70, 1435, 0, true)),
    row("RO", "Europe/Bucharest", (45.8, 25.0, 250.0), (60, 1435, 0, true)),
    row("US", "America/Chicago", (38.5, -92.0, 1400.0), (480, 1435, 5, true)),
    row("CA", "America/Toronto", (45.5, -78.0, 900.0), (110, 1435, 5, true)),
    row("MX", "America/Mexico_City", (22.5, -101.5, 650.0), (110, 1435, 5, true)),
    row("BR", "America/Sao_Paulo", (-18.0, -46.0, 900.0), (160, 1000, 6, true)),
    row("AR", "America/Argentina/Buenos_Aires", (-34.0, -62.0, 650.0), (80, 1676, 6, true)),
    row("CL", "America/Santiago", (-33.5, -71.0, 500.0), (50, 1676, 6, true)),
    row("PE", "America/Lima", (-11.0, -76.0, 400.0), (40, 1435, 6, true)),
    row("AU", "Australia/Sydney", (-30.0, 147.0, 700.0), (90, 1435, 7, true)),
    row("NZ", "Pacific/Auckland", (-40.0, 175.5, 350.0), (35, 1067, 19, true)),
];
