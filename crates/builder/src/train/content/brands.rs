//! Brands: the rarer one is, the more it says. A brand of everything says nothing much.

use std::collections::BTreeMap;

/// The brands of a catalogue.
#[derive(Debug)]
pub struct Brands {
    /// The brand of each item, 0 for none.
    of: Vec<u32>,
    /// How much each brand says, from 0 to 1.
    weights: Vec<f32>,
    /// The first items of each brand.
    items: Vec<Vec<u32>>,
}

impl Brands {
    /// From the brand of each item. `counted` are those that make a brand common; `shown`
    /// are those that it finds, best first, and it keeps the first `most` of them.
    pub fn new<'a>(
        names: impl Iterator<Item = &'a str>,
        counted: &[bool],
        shown: &[u32],
        most: usize,
    ) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::from([(String::new(), 0)]);
        let mut used: Vec<u32> = vec![0];
        let mut of = Vec::new();
        for (name, counted) in names.zip(counted) {
            let next = numbers.len() as u32;
            let name = name.trim().to_lowercase();
            let number = *numbers.entry(name).or_insert(next);
            used.resize(numbers.len(), 0);
            used[number as usize] += u32::from(*counted);
            of.push(number);
        }
        let count = counted.iter().filter(|counted| **counted).count() as f64;
        let rarity = |used: u32| libm::log(1.0 + count / f64::from(used.max(1)));
        let weights = used
            .iter()
            .map(|used| (rarity(*used) / rarity(1)) as f32)
            .collect();
        let mut items = vec![Vec::new(); used.len()];
        for item in shown {
            let list = &mut items[of[*item as usize] as usize];
            if list.len() < most {
                list.push(*item);
            }
        }
        // No brand is nothing in common.
        items[0].clear();
        Self { of, weights, items }
    }

    /// Hands the first items of the brand to `found`.
    pub fn find(&self, item: u32, found: impl FnMut(u32)) {
        let number = self.of[item as usize];
        self.items[number as usize].iter().copied().for_each(found);
    }

    /// How much it says that two items are of one brand, from 0 to 1; 0 if they are not.
    pub fn near(&self, item: u32, other: u32) -> f32 {
        let number = self.of[item as usize];
        if number != 0 && number == self.of[other as usize] {
            self.weights[number as usize]
        } else {
            0.0
        }
    }
}
