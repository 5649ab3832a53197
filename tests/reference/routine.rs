//! [`Routine`]: a row of the tables of what is tested.

use arenablas::scalar::Scalar;

use crate::call::{Abi, Bound, Call, Definition};
use crate::gen_::Gen;

/// A routine of one element type.
pub(crate) struct Routine<T: Scalar> {
    stem: &'static str,
    prefixes: &'static str,
    /// Generates the arguments.
    arguments: fn(&mut Gen<T>) -> Bound,
    interfaces: Interfaces,
    definition: Option<Definition<T>>,
}

#[derive(PartialEq)]
enum Interfaces {
    Both,
    Fortran,
    Cblas,
}

/// A row: the routine's name without its prefix; its prefixes, as in the table of the exported names; its arguments.
/// A prefix ends in the letter of the element type, or names it (`cs=c`).
pub(crate) fn routine<T: Scalar>(
    stem: &'static str,
    prefixes: &'static str,
    arguments: fn(&mut Gen<T>) -> Bound,
) -> Routine<T> {
    Routine { stem, prefixes, arguments, interfaces: Interfaces::Both, definition: None }
}

impl<T: Scalar> Routine<T> {
    pub(crate) fn fortran_only(self) -> Self {
        Routine { interfaces: Interfaces::Fortran, ..self }
    }

    pub(crate) fn cblas_only(self) -> Self {
        Routine { interfaces: Interfaces::Cblas, ..self }
    }

    /// For what the reference lacks: from the call, which may be one on magnitudes, to what it must leave.
    pub(crate) fn defined_by(self, definition: Definition<T>) -> Self {
        Routine { definition: Some(definition), ..self }
    }

    /// The name in an interface, if there is one for the type.
    pub(crate) fn name(&self, abi: Abi) -> Option<String> {
        let element = T::LETTER.to_ascii_lowercase();
        let prefix = self.prefixes.split(' ').find_map(|prefix| match prefix.split_once('=') {
            Some((prefix, letter)) => letter.starts_with(element).then_some(prefix),
            None => prefix.ends_with(element).then_some(prefix),
        })?;
        match abi {
            Abi::Fortran if self.interfaces != Interfaces::Cblas => Some(format!("{prefix}{}_", self.stem)),
            Abi::Cblas(_) if self.interfaces != Interfaces::Fortran => {
                Some(format!("cblas_{prefix}{}", self.stem))
            }
            _ => None,
        }
    }

    /// A call with the arguments that a seed gives.
    pub(crate) fn call(&self, name: &str, mut g: Gen<T>) -> Call<T> {
        let bound = (self.arguments)(&mut g);
        g.call(name.into(), bound, self.definition)
    }
}
