//! Rows of units.

use lb_base::UnitTypeId;

use super::cells::{Cells, bad};
use super::wish::UnitWish;
use crate::booking::views::UnitKindView;
use crate::refusal::Refusal;

const KINDS: &str = "container, wagon_12, wagon_8, vehicle, lot";
/// Letters of a number at most.
const NUMBER_LETTERS_MAX: usize = 64;

/// Reads a row. A number that does not follow its standard is no reason to refuse it.
///
/// # Errors
/// `import.empty_cell`, `import.bad_cell` with the first column that is wrong.
pub fn read(cells: &Cells<'_>) -> Result<UnitWish, Refusal> {
    let kind: Option<UnitKindView> = cells.word("kind", KINDS)?;
    let kind = kind.ok_or_else(|| Refusal::field("import.empty_cell", "kind", KINDS, "nothing"))?;
    let number = cells.need("number")?;
    if number.chars().count() > NUMBER_LETTERS_MAX {
        return Err(bad("number", "1 to 64 letters", number));
    }
    let unit_type: Option<UnitTypeId> = cells.read("unit_type")?;
    Ok(UnitWish { kind, number: number.to_owned(), unit_type: unit_type.map(|id| id.to_string()) })
}
