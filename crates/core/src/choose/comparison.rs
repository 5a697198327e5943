//! Products beside each other, on the attributes that are stated of them.

use super::aspect::{Aspect, Better};
use super::attribute::{halves, known, same_attribute};
use super::quantity::Quantity;

/// The most attributes of a comparison.
const MOST_ATTRIBUTES: usize = 24;

/// Attributes that may have several values, parted by `/`, as Google Merchant writes them.
const SEVERAL: [&str; 3] = ["color", "material", "pattern"];

/// The classes of the EU energy label, old and new, best first.
const CLASSES: [&str; 10] = ["A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G"];

/// What is known of a product before it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its price, in multiples of one in [`super::SCALE`], and how it is written.
    pub price: Option<(i64, String)>,
    /// Names and values of its attributes; of several with one name the first counts.
    pub stated: Vec<(String, String)>,
}

/// By what the values of an attribute are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scale {
    /// Numbers of one unit.
    Number {
        /// The unit, as the first product that states it writes it; empty if there is none.
        unit: String,
        /// How many of the numbers that are compared one of that unit is.
        factor: i64,
    },
    /// Classes in a known order, the least the best.
    Class,
    /// Texts.
    Text,
}

/// An attribute of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name; what it is called in a language says [`super::label`].
    pub name: String,
    /// How its values are compared.
    pub scale: Scale,
    /// Whether the products differ in it.
    pub differs: bool,
}

/// A stated value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As it is written; [`super::spoken`] chooses the language.
    pub shown: String,
    /// What is compared, of numbers and classes.
    pub number: i64,
    /// The single texts of it.
    pub words: Vec<String>,
}

/// A product of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its values, one place for each attribute; `None` where it is not stated.
    pub values: Vec<Option<Value>>,
}

/// Products beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The attributes that any of them has: those in which they differ first.
    pub attributes: Vec<Attribute>,
    /// The products, in the order in which they were given.
    pub products: Vec<Product>,
}

impl Comparison {
    /// Puts products beside each other, at most [`super::MOST`]; one that comes twice counts
    /// once.
    pub fn new(given: &[Given]) -> Self {
        let mut chosen: Vec<&Given> = Vec::new();
        for one in given {
            if chosen.len() < super::MOST && chosen.iter().all(|known| known.id != one.id) {
                chosen.push(one);
            }
        }
        let mut names: Vec<&str> = Vec::new();
        if chosen.iter().any(|one| one.price.is_some()) {
            names.push("price");
        }
        for (name, _) in chosen.iter().flat_map(|one| &one.stated) {
            let is_new = names.iter().all(|known| !same_attribute(known, name));
            if is_new && names.len() < MOST_ATTRIBUTES && !name.trim().is_empty() {
                names.push(name);
            }
        }
        let mut comparison = Self {
            attributes: Vec::new(),
            products: chosen
                .iter()
                .map(|one| Product {
                    id: one.id.clone(),
                    title: one.title.clone(),
                    values: Vec::new(),
                })
                .collect(),
        };
        let mut columns: Vec<(Attribute, Vec<Option<Value>>)> =
            names.iter().map(|name| column(name, &chosen)).collect();
        // What all have in common decides nothing, and is shown last.
        for differs in [true, false] {
            for (attribute, values) in columns.iter_mut().filter(|(of, _)| of.differs == differs) {
                comparison.attributes.push(attribute.clone());
                let products = comparison.products.iter_mut();
                for (product, value) in products.zip(std::mem::take(values)) {
                    product.values.push(value);
                }
            }
        }
        comparison
    }

    /// The value of a product's attribute, if it is stated.
    pub fn value(&self, product: usize, attribute: usize) -> Option<&Value> {
        self.products.get(product)?.values.get(attribute)?.as_ref()
    }

    /// The number in the middle of those that are stated of an attribute; of an even count the
    /// upper of two.
    pub fn middle(&self, attribute: usize) -> Option<i64> {
        let stated = (0..self.products.len()).filter_map(|product| self.value(product, attribute));
        let numbers: Vec<i64> = stated
            .map(|value| value.number)
            .filter(|number| *number != i64::MAX)
            .collect();
        // They are few: as many as half of them are below it or equal.
        numbers.iter().copied().find(|number| {
            let below = numbers.iter().filter(|other| *other < number).count();
            let same = numbers.iter().filter(|other| *other == number).count();
            (below..below + same).contains(&(numbers.len() / 2))
        })
    }

    /// The position of an attribute by its name.
    pub fn find(&self, name: &str) -> Option<usize> {
        (self.attributes.iter()).position(|attribute| same_attribute(&attribute.name, name))
    }

    /// What can be said of these products before the shopper says anything: one aspect for
    /// each attribute in which they differ. What the shopper weighed before comes first, in
    /// the order of `usual`.
    pub fn aspects(&self, usual: &[String]) -> Vec<Aspect> {
        let differing = (0..self.attributes.len()).filter(|at| self.attributes[*at].differs);
        let mut aspects: Vec<Aspect> = differing.map(|at| self.aspect(at)).collect();
        for name in usual.iter().rev() {
            let is_of =
                |aspect: &Aspect| same_attribute(&self.attributes[aspect.attribute].name, name);
            if let Some(at) = aspects.iter().position(is_of) {
                let aspect = aspects.remove(at);
                aspects.insert(0, aspect);
            }
        }
        aspects
    }

    /// What is said of an attribute unless the shopper says otherwise.
    pub(super) fn aspect(&self, attribute: usize) -> Aspect {
        let of = &self.attributes[attribute];
        let better = match (&of.scale, known(&of.name)) {
            (Scale::Text, _) | (_, None) => Better::Any,
            (_, Some(known)) => known.better.with(),
        };
        Aspect {
            attribute,
            better,
            weight: if better == Better::Any { 0 } else { 2 },
            ..Aspect::default()
        }
    }
}

/// One attribute of all products.
fn column(name: &str, given: &[&Given]) -> (Attribute, Vec<Option<Value>>) {
    if name == "price" {
        let values: Vec<Option<Value>> = (given.iter())
            .map(|one| {
                one.price.as_ref().map(|(number, shown)| Value {
                    shown: shown.clone(),
                    number: *number,
                    words: Vec::new(),
                })
            })
            .collect();
        let scale = Scale::Number {
            unit: String::new(),
            factor: 1,
        };
        return finish(name, scale, values);
    }
    let texts: Vec<Option<&str>> = (given.iter())
        .map(|one| {
            let mut stated = one.stated.iter();
            let found = stated.find(|(known, _)| same_attribute(known, name));
            found
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        })
        .collect();
    let key = known(name).map_or("", |known| known.key);
    if key == "energy_efficiency_class" {
        let class = |text: &str| {
            CLASSES
                .iter()
                .position(|class| class.eq_ignore_ascii_case(text))
        };
        if texts.iter().flatten().all(|text| class(text).is_some()) {
            let values = texts.iter().map(|text| {
                let text = (*text)?;
                Some(Value {
                    shown: text.to_owned(),
                    number: class(text)? as i64,
                    words: Vec::new(),
                })
            });
            return finish(name, Scale::Class, values.collect());
        }
    }
    let read: Option<Vec<Quantity>> = (texts.iter().flatten())
        .map(|text| Quantity::read(text))
        .collect();
    if let Some((read, factors)) = read.and_then(|read| {
        let factors = Quantity::factors(&read)?;
        Some((read, factors))
    }) {
        let scale = Scale::Number {
            unit: read[0].unit.clone(),
            factor: factors[0],
        };
        let mut numbers = read.iter().zip(&factors);
        let values = texts.iter().map(|text| {
            let text = (*text)?;
            let (read, factor) = numbers.next()?;
            Some(Value {
                shown: text.to_owned(),
                number: read.number.saturating_mul(*factor),
                words: Vec::new(),
            })
        });
        return finish(name, scale, values.collect());
    }
    let values = texts.iter().map(|text| {
        let text = (*text)?;
        let words = match SEVERAL.contains(&key) {
            true => several(text),
            false => vec![text.to_owned()],
        };
        Some(Value {
            shown: text.to_owned(),
            number: 0,
            words,
        })
    });
    finish(name, Scale::Text, values.collect())
}

/// `red/white|빨강/흰색` as `red|빨강` and `white|흰색`.
fn several(text: &str) -> Vec<String> {
    let (first, second) = halves(text);
    let mut korean = second.unwrap_or_default().split('/');
    first
        .split('/')
        .map(|word| match korean.next().map(str::trim) {
            Some(korean) if !korean.is_empty() => [word.trim(), "|", korean].concat(),
            _ => word.trim().to_owned(),
        })
        .collect()
}

fn finish(name: &str, scale: Scale, values: Vec<Option<Value>>) -> (Attribute, Vec<Option<Value>>) {
    let is_same = |one: &Option<Value>, other: &Option<Value>| match (one, other) {
        (Some(one), Some(other)) if scale == Scale::Text => {
            one.shown.eq_ignore_ascii_case(&other.shown)
        }
        (Some(one), Some(other)) => one.number == other.number,
        (one, other) => one.is_none() && other.is_none(),
    };
    let attribute = Attribute {
        name: name.to_owned(),
        differs: !values.windows(2).all(|pair| is_same(&pair[0], &pair[1])),
        scale,
    };
    (attribute, values)
}
