//! Periods of published series: `2022`, `2017-02`, `2018-01/05`, `2014/2024-11`, `2024-12-04 YTD`, `2022-23`, `2024-Q1`.

use jiff::ToSpan;
use jiff::civil::Date;

use super::finding::Untestable;
use super::words::real;

/// Days of a mean year.
const YEAR_DAYS: f64 = 365.25;

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Period {
    /// Reads a period, or says what was expected.
    pub fn read(text: &str) -> Result<Self, Untestable> {
        let expected = "a period such as 2022, 2017-02, 2018-01/05, 2024-12-04 YTD or 2022-23";
        Self::parse(text).ok_or_else(|| Untestable::problem(expected, text))
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let period = if let Some(date) = text.strip_suffix(" YTD") {
            let date = Self::simple(date)?;
            Self { first: date.first.first_of_year(), last: date.last }
        } else if let Some((from, to)) = text.split_once('/') {
            let from = Self::simple(from)?;
            let within_year = format!("{:04}-{to}", from.first.year());
            Self {
                first: from.first,
                last: Self::simple(if to.len() == 2 { &within_year } else { to })?.last,
            }
        } else {
            Self::simple(text)?
        };
        (period.first <= period.last).then_some(period)
    }

    /// Reads a year, month, day, quarter, half-year or harvest year (July to June).
    fn simple(text: &str) -> Option<Self> {
        let year: i16 = text.get(..4)?.parse().ok()?;
        let months = |from: i8, to: i8| {
            let (first, last) =
                (Date::new(year, from, 1).ok()?, Date::new(year, to, 1).ok()?.last_of_month());
            Some(Self { first, last })
        };
        match text.get(4..)? {
            "" => months(1, 12),
            "-Q1" => months(1, 3),
            "-Q2" => months(4, 6),
            "-Q3" => months(7, 9),
            "-Q4" => months(10, 12),
            "-H1" => months(1, 6),
            "-H2" => months(7, 12),
            rest if rest.len() == 3 => {
                let number: i16 = rest.strip_prefix('-')?.parse().ok()?;
                if number > 12 && number == (year + 1) % 100 {
                    return Some(Self {
                        first: Date::new(year, 7, 1).ok()?,
                        last: Date::new(year.checked_add(1)?, 6, 30).ok()?,
                    });
                }
                let month = i8::try_from(number).ok()?;
                months(month, month)
            }
            _ => {
                let day: Date = text.parse().ok()?;
                (text.len() == 10).then_some(Self { first: day, last: day })
            }
        }
    }

    /// Returns the number of days.
    pub fn days(self) -> f64 {
        real(i64::from(days_between(self.first, self.last))) + 1.0
    }

    /// Returns the number of years.
    pub fn years(self) -> f64 {
        self.days() / YEAR_DAYS
    }

    /// Returns the day in the middle.
    pub fn middle(self) -> Date {
        self.first.saturating_add((days_between(self.first, self.last) / 2).days())
    }
}

/// Returns the days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
