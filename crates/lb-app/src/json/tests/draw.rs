//! Values of the vocabulary, from a seed.

use lb_base::codes::{Identity, UnitKind};
use lb_base::time::Planned;
use lb_base::{Mass, Minute};

/// A small deterministic generator: the same seed draws the same values on every machine.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
pub struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        let at = self.below(u64::try_from(all.len()).unwrap());
        all[usize::try_from(at).unwrap()].clone()
    }

    pub fn maybe<T>(&mut self, of: fn(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| of(self))
    }

    pub fn some<T>(&mut self, of: fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| of(self)).collect()
    }

    pub fn number<T: TryFrom<u64>>(&mut self) -> T {
        let number = self.pick(&[0, 1, 2, 7, 65_535]);
        T::try_from(number).ok().unwrap()
    }

    /// A quantity of any size that JSON keeps.
    pub fn amount(&mut self) -> i64 {
        let large = i64::try_from(self.below(1 << 53)).unwrap();
        self.pick(&[0, 1, 22_000, 1_000_000_000_000, 9_007_199_254_740_991, large])
    }

    pub fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(&mut self) -> T {
        let long = "X".repeat(64);
        self.pick(&["LYG", "a.b_c-9", "SV-LYG-ALA-1", long.as_str()]).parse().unwrap()
    }

    pub fn uuid<T: std::str::FromStr<Err: std::fmt::Debug>>(&mut self) -> T {
        let (millis, tail) = (self.below(1 << 41), self.next().to_le_bytes());
        let random = [0, 9, tail[0], tail[1], tail[2], tail[3], tail[4], tail[5], tail[6], tail[7]];
        lb_base::BookingId::at(millis, random).to_string().parse().unwrap()
    }

    pub fn prose(&mut self) -> String {
        self.pick(&["", "стиральные машины", "\"洗衣机\"\\\n\t\u{1}\u{7f}", "🚂 kir žuǵyş mašina"]).to_owned()
    }

    pub fn instant(&mut self) -> jiff::Timestamp {
        let micros = i64::try_from(self.below(4_000_000_000_000_000)).unwrap();
        let whole = micros / 1_000_000 * 1_000_000;
        jiff::Timestamp::from_microsecond(self.pick(&[0, -1, micros, whole])).unwrap()
    }

    pub fn minute(&mut self) -> Minute {
        Minute::new(i32::try_from(self.below(60_000_000)).unwrap())
    }

    pub fn planned(&mut self) -> Planned {
        Planned(self.minute())
    }

    pub fn mass(&mut self) -> Mass {
        Mass::from_kg(self.amount())
    }

    /// Right, of the right shape with a wrong check digit, no number at all, and not what was said.
    pub fn identity(&mut self) -> Identity {
        let texts = [
            "CSQU3054383",
            "csqu 305438-4",
            "52000003",
            "52000004",
            "21 81 2471 217-3",
            "1M8GDM9AXKP042788",
            "?",
        ];
        Identity::read(self.pick(&UnitKind::ALL), self.pick(&texts))
    }
}
