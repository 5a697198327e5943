//! What somebody has said of the files to be read, where it is not left to be found out.

use super::amount::{Decimal, Rates};
use super::catalogue_form::CatalogueForm;
use super::moment::DateOrder;
use super::orders_form::OrdersForm;
use crate::BuildError;
use encoding_rs::Encoding;
use serde::Serialize;

/// What is said of files; all of it may be left open.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Wanted {
    /// The form of the catalogue.
    pub catalogue_form: Option<CatalogueForm>,
    /// The form of order files.
    pub orders_form: Option<OrdersForm>,
    /// Fields of the catalogue and the columns that they are in.
    pub map: Vec<(String, String)>,
    /// The same for order files.
    pub orders_map: Vec<(String, String)>,
    /// The encoding of all files, by a name of the WHATWG's.
    pub encoding: Option<String>,
    /// The mark before the decimals of money.
    pub decimal: Option<Decimal>,
    /// Whether the day or the month comes first.
    pub dates: Option<DateOrder>,
    /// What one unit of other currencies is worth in the shop's own.
    pub rates: Rates,
}

impl Wanted {
    /// The encoding, if one is given.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn encoding(&self) -> Result<Option<&'static Encoding>, BuildError> {
        let Some(name) = &self.encoding else {
            return Ok(None);
        };
        match Encoding::for_label(name.as_bytes()) {
            Some(encoding) => Ok(Some(encoding)),
            None => Err(BuildError::Option {
                option: "--encoding",
                found: format!("\"{name}\""),
                expected: "a name such as utf-8, euc-kr, shift_jis or windows-1252",
            }),
        }
    }
}
