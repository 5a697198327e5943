//! From a [`Node`] to any type that serde can read.
//!
//! The errors name the field and stay small: serde's usual messages would bring float
//! formatting into the wasm.

use super::Node;
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Where a value is not as it must be, such as `actions.3.at: not what is expected`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    path: String,
    what: &'static str,
}

const WRONG_TYPE: ReadError = ReadError::new("not of the expected type");
const WRONG_LENGTH: ReadError = ReadError::new("not of the expected length");
const NOT_ALLOWED: ReadError = ReadError::new("not an allowed value");

impl ReadError {
    const fn new(what: &'static str) -> Self {
        Self {
            path: String::new(),
            what,
        }
    }

    pub(crate) fn at(mut self, key: &str) -> Self {
        if !self.path.is_empty() {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, key);
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(if self.path.is_empty() { "" } else { ": " })?;
        f.write_str(self.what)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new("not what is expected")
    }

    fn invalid_type(_: de::Unexpected, _: &dyn de::Expected) -> Self {
        WRONG_TYPE
    }

    fn invalid_value(_: de::Unexpected, _: &dyn de::Expected) -> Self {
        NOT_ALLOWED
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        WRONG_LENGTH
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new("not one of the allowed values")
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("is missing").at(field)
    }
}

impl Node {
    /// Reads a value of any type that serde can read.
    ///
    /// # Errors
    /// Names the field that is missing or not as it must be.
    pub fn read<'de, T: Deserialize<'de>>(&'de self) -> Result<T, ReadError> {
        T::deserialize(self)
    }

    fn whole(&self) -> Result<i64, ReadError> {
        match self {
            Node::Number(number) if *number as i64 as f64 == *number => Ok(*number as i64),
            Node::Number(_) => Err(NOT_ALLOWED),
            _ => Err(WRONG_TYPE),
        }
    }
}

impl<'de> de::Deserializer<'de> for &'de Node {
    type Error = ReadError;

    // Each method asks the visitor for the one thing that its type can take. A single
    // method that tries all would be compiled in full for each field: 15 KB of the wasm.

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self {
            Node::Bool(bool) => visitor.visit_bool(*bool),
            _ => Err(WRONG_TYPE),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let whole = self.whole()?;
        visitor.visit_u64(u64::try_from(whole).map_err(|_| NOT_ALLOWED)?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_i64(self.whole()?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self {
            Node::Number(number) => visitor.visit_f64(*number),
            _ => Err(WRONG_TYPE),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self {
            Node::Text(text) => visitor.visit_borrowed_str(text),
            _ => Err(WRONG_TYPE),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self {
            Node::List(items) => visitor.visit_seq(Items {
                left: items.iter(),
                index: 0,
            }),
            _ => Err(WRONG_TYPE),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self {
            Node::List(items) if items.len() != length => Err(WRONG_LENGTH),
            node => node.deserialize_seq(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self {
            Node::Map(entries) => visitor.visit_map(Entries {
                left: entries.iter(),
                current: None,
            }),
            _ => Err(WRONG_TYPE),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self {
            Node::Null => visitor.visit_none(),
            node => visitor.visit_some(node),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self {
            Node::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            _ => Err(ReadError::new("not one of the allowed values")),
        }
    }

    // No type of the wire or the profile has these.
    serde::forward_to_deserialize_any! {
        i16 i32 i64 i128 u128 f64 char bytes byte_buf unit unit_struct tuple_struct map
        identifier ignored_any
    }
}

struct Items<'de> {
    left: std::slice::Iter<'de, Node>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ReadError> {
        let Some(item) = self.left.next() else {
            return Ok(None);
        };
        self.index += 1;
        seed.deserialize(item)
            .map(Some)
            .map_err(|error| error.at(&(self.index - 1).to_string()))
    }
}

struct Entries<'de> {
    left: std::slice::Iter<'de, (String, Node)>,
    current: Option<&'de (String, Node)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ReadError> {
        self.current = self.left.next();
        self.current
            .map(|(key, _)| seed.deserialize(key.as_str().into_deserializer()))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        let Some((key, value)) = self.current else {
            return Err(ReadError::new("is missing"));
        };
        seed.deserialize(value).map_err(|error| error.at(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Export;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Probe {
        count: u32,
        share: f32,
        name: Option<String>,
        pairs: Vec<(String, bool)>,
    }

    fn probe(change: impl Fn(&mut serde_json::Value)) -> Result<Probe, String> {
        let mut json = serde_json::json!({
            "count": 3, "share": 0.5, "name": null, "pairs": [["a", true]], "unknown": {}
        });
        change(&mut json);
        Node::of_json(&json)
            .read()
            .map_err(|error| error.to_string())
    }

    #[test]
    fn what_fits_is_read_and_what_does_not_is_named() {
        let pairs = vec![("a".to_owned(), true)];
        let expected = Probe {
            count: 3,
            share: 0.5,
            name: None,
            pairs,
        };
        assert_eq!(probe(|_| ()), Ok(expected));
        for (pointer, value, message) in [
            (
                "/count",
                serde_json::json!(-1),
                "count: not an allowed value",
            ),
            (
                "/count",
                serde_json::json!("x"),
                "count: not of the expected type",
            ),
            (
                "/pairs/0/1",
                serde_json::json!(1),
                "pairs.0.1: not of the expected type",
            ),
            (
                "/pairs/0",
                serde_json::json!(["a"]),
                "pairs.0: not of the expected length",
            ),
        ] {
            let error = probe(|json| *json.pointer_mut(pointer).unwrap() = value.clone());
            assert_eq!(error, Err(message.to_owned()));
        }
        let missing = probe(|json| {
            json.as_object_mut().unwrap().remove("share");
        });
        assert_eq!(missing, Err("share: is missing".to_owned()));
        assert!(Node::Text("x".into()).read::<Export>().is_err());
    }
}
