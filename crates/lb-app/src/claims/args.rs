//! Arguments of a rule: `key=value; key=value`.

use std::collections::BTreeMap;

use super::finding::Untestable;

/// The most characters of a text that a problem repeats.
const SHOWN_MAX: usize = 80;

/// Arguments, by key.
#[derive(Clone, Debug)]
pub(super) struct Args(BTreeMap<String, String>);

impl Args {
    /// Reads arguments; a key that the rule does not know is a problem.
    pub fn parse(text: &str, keys: &[&str]) -> Result<Self, Untestable> {
        let mut args = BTreeMap::new();
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let shown: String = pair.chars().take(SHOWN_MAX).collect();
            let Some((key, value)) = pair.split_once('=') else {
                return Err(Untestable::problem("`key=value` pairs joined by `;`", &shown));
            };
            let (key, value) = (key.trim(), value.trim());
            if !keys.contains(&key) || value.is_empty() {
                return Err(Untestable::problem(format!("a value for one of {}", keys.join(", ")), &shown));
            }
            if args.insert(key.to_owned(), value.to_owned()).is_some() {
                return Err(Untestable::problem(format!("`{key}` once"), &shown));
            }
        }
        Ok(Self(args))
    }

    /// Returns an argument that may be absent.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Returns an argument that must be there.
    pub fn text(&self, key: &str) -> Result<&str, Untestable> {
        self.get(key).ok_or_else(|| Untestable::problem(format!("the argument `{key}`"), ""))
    }

    /// Returns a number that must be there.
    pub fn number(&self, key: &str) -> Result<f64, Untestable> {
        let text = self.text(key)?;
        let number = text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0 && *n <= 1e12);
        number.ok_or_else(|| Untestable::problem(format!("a number of 0 or more in `{key}`"), text))
    }

    /// Returns a number that is 0 where absent.
    pub fn number_or_none(&self, key: &str) -> Result<f64, Untestable> {
        if self.get(key).is_none() { Ok(0.0) } else { self.number(key) }
    }

    /// Returns the members of a list joined by `|`; empty where absent.
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.get(key).map(|text| text.split('|').map(str::trim).collect()).unwrap_or_default()
    }
}
