//! The parameters of a cell: what the request names, and defaults for the rest.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::scalar::C64;

/// Named numbers and letters.
pub(crate) struct Params {
    given: Map<String, Value>,
    used: RefCell<BTreeSet<String>>,
}

impl Params {
    /// The parameters of a request.
    pub(crate) fn new(given: Map<String, Value>) -> Self {
        Self { given, used: RefCell::default() }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.used.borrow_mut().insert(name.to_owned());
        self.given.get(name)
    }

    fn integer(&self, name: &str, default: i64) -> Result<i64, String> {
        match self.get(name) {
            None => Ok(default),
            Some(value) => value
                .as_i64()
                .filter(|v| v.unsigned_abs() < 1 << 31)
                .ok_or_else(|| format!("{name} is no integer below 2^31: {value}")),
        }
    }

    /// A size.
    pub(crate) fn size(&self, name: &str, default: usize) -> Result<usize, String> {
        usize::try_from(self.integer(name, default as i64)?).map_err(|_| format!("{name} is negative"))
    }

    /// The distance of two elements of a vector: one unless given, never zero.
    pub(crate) fn increment(&self, name: &str) -> Result<isize, String> {
        match self.integer(name, 1)? {
            0 => Err(format!("{name} is zero")),
            step => Ok(step as isize),
        }
    }

    /// A leading dimension: at least `rows`, and as much more as `<name>_extra` says.
    pub(crate) fn leading(&self, name: &str, rows: usize) -> Result<usize, String> {
        Ok(rows.max(1) + self.size(&format!("{name}_extra"), 0)?)
    }

    /// One of `letters`; the first of them unless given.
    pub(crate) fn letter(&self, name: &str, letters: &str) -> Result<u8, String> {
        let first = letters.as_bytes()[0];
        match self.get(name) {
            None => Ok(first),
            Some(value) => match value.as_str().map(str::as_bytes) {
                Some(&[letter]) if letters.as_bytes().contains(&letter) => Ok(letter),
                _ => Err(format!("{name} is none of {letters}: {value}")),
            },
        }
    }

    /// A factor.
    pub(crate) fn factor(&self, name: &str, default: f64) -> Result<C64, String> {
        match self.get(name) {
            None => Ok(default.into()),
            Some(value) => {
                value.as_f64().map(C64::from).ok_or_else(|| format!("{name} is no number: {value}"))
            }
        }
    }

    /// That all that was given is known.
    pub(crate) fn all_used(&self) -> Result<(), String> {
        let used = self.used.borrow();
        match self.given.keys().find(|name| !used.contains(*name)) {
            None => Ok(()),
            Some(name) => Err(format!("this routine has no parameter {name}")),
        }
    }
}
