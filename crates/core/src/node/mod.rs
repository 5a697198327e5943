//! A JSON-like value, as pages and scripts state them.

mod read;

pub use read::ReadError;

/// A JSON-like value. Maps keep their order and have no magic keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Node {
    /// `null`, and whatever else is not data.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// From parsed JSON, for tests and tools.
    #[cfg(any(test, feature = "json"))]
    pub fn of_json(json: &serde_json::Value) -> Self {
        use serde_json::Value;
        match json {
            Value::Null => Self::Null,
            Value::Bool(bool) => Self::Bool(*bool),
            Value::Number(number) => number.as_f64().map_or(Self::Null, Self::Number),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::of_json).collect()),
            Value::Object(entries) => Self::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), Self::of_json(value)))
                    .collect(),
            ),
        }
    }

    /// The value of a key; `Null` where there is none.
    pub fn get(&self, key: &str) -> &Node {
        const NULL: &Node = &Node::Null;
        match self {
            Node::Map(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map_or(NULL, |(_, value)| value),
            _ => NULL,
        }
    }

    /// The value of a key in whatever case: shops spell schema.org's names in many ways.
    pub fn field(&self, key: &str) -> &Node {
        match self {
            Node::Map(entries) => entries
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(key))
                .map_or(&Node::Null, |(_, value)| value),
            _ => &Node::Null,
        }
    }

    /// The elements of a list; a single value counts as a list of one.
    pub fn items(&self) -> &[Node] {
        match self {
            Node::Null => &[],
            Node::List(items) => items,
            single => std::slice::from_ref(single),
        }
    }

    /// The trimmed text of a string, or a whole number in digits. In a list, the first.
    pub fn text(&self) -> Option<String> {
        match self {
            Node::Text(text) => {
                let text = text.trim();
                (!text.is_empty()).then(|| text.to_owned())
            }
            // Only whole numbers: ids and counts. Formatting fractions would bring
            // several kilobytes of float printing into the wasm.
            Node::Number(number)
                if number.trunc() == *number && number.abs() < 9_007_199_254_740_992.0 =>
            {
                Some((*number as i64).to_string())
            }
            Node::List(items) => items.iter().find_map(Node::text),
            _ => None,
        }
    }

    /// The number, or the whole number that a string spells.
    pub fn number(&self) -> Option<f64> {
        match self {
            Node::Number(number) => Some(*number),
            Node::Text(text) => text.trim().parse::<i64>().ok().map(|number| number as f64),
            _ => None,
        }
    }

    /// An amount of money in the smallest unit.
    pub fn amount(&self, digits: u32) -> Option<u64> {
        match self {
            Node::Number(number) => crate::money::from_number(*number, digits),
            Node::Text(text) => crate::money::parse(text, digits),
            _ => None,
        }
    }

    /// Whether `@type` names this type, with or without schema.org's prefix, in whatever case.
    pub fn is_a(&self, name: &str) -> bool {
        self.get("@type").items().iter().any(|found| match found {
            Node::Text(found) => {
                let found = found.rsplit(['/', '#', ':']).next().unwrap_or_default();
                found.trim().eq_ignore_ascii_case(name)
            }
            _ => false,
        })
    }
}
