//! What hubs charge.

use lb_base::Money;
use lb_base::codes::Currency;

use super::{Reading, Seen, count, filled, identifier, provenance};
use crate::layout::HubId;
use crate::layout::tariff::{BillableAct, BoxKind, TariffLine};

/// Prices up to ten thousand million of the smallest unit.
const MINOR_MAX: i64 = 10_000_000_000;

impl Reading<'_> {
    /// Reads the tariffs of hubs; each line belongs to a hub of the corridor.
    pub(super) fn hub_tariffs(&mut self) {
        let mut seen = Seen::new();
        let columns = ["line_id", "hub_id", "act", "currency", "price"];
        let lines: Vec<(HubId, TariffLine)> = self.rows("hub_tariffs", &columns, |cells, corridor| {
            let hub = cells.string("hub_id");
            let Some(hub) = corridor.layouts.hubs.keys().find(|id| id.as_str() == hub) else {
                super::unknown(cells, "hub_id", "hubs", &hub);
                return None;
            };
            let currency: Currency = cells.required("currency", "a currency such as CNY")?;
            let expected = format!("a price of at most {} decimals, 0 or more", currency.minor_digits());
            filled(cells, "price", &expected)?;
            let digits = u32::try_from(currency.minor_digits()).unwrap_or(0);
            let minor = cells.parsed("price", &expected, |text| {
                let exact =
                    text.split_once('.').is_none_or(|(_, rest)| rest.len() <= currency.minor_digits());
                let minor = crate::table::parse_decimal(text, digits).filter(|_| exact);
                minor.filter(|minor| (0..=MINOR_MAX).contains(minor))
            })?;
            let from_day = match cells.text("from_day") {
                "" => 1,
                _ => count(cells, "from_day", 1..=1_000)?,
            };
            let line = TariffLine {
                id: identifier(cells, "line_id", &mut seen)?,
                act: BillableAct::from_word(cells.text("act"))?,
                boxes: BoxKind { size: cells.string("size"), fill: cells.string("fill") },
                from_day,
                price: Money::from_minor(minor, currency),
                valid_from: cells.optional("valid_from", "a date"),
                valid_to: cells.optional("valid_to", "a date"),
                provenance: provenance(cells)?,
                line: cells.line,
            };
            Some((hub.clone(), line))
        });
        for (hub, line) in lines {
            if let Some(hub) = self.corridor.layouts.hubs.get_mut(&hub) {
                hub.tariff.push(line);
            }
        }
    }
}
