//! Choosing numbers of training by what they foretell: each in turn is moved to the best
//! of a few values, on the newest twentieth of what there is to learn from.

pub mod orders;

use crate::BuildError;
use crate::options::Options;

/// Of what there is to learn from, the newest one in so many is what is tuned on.
pub const ONE_IN: usize = 20;

/// A number that is tuned.
#[derive(Debug, Clone, Copy)]
pub struct Knob {
    /// What it is called in [`Options`].
    pub name: &'static str,
    /// Where it is.
    pub of: fn(&mut Options) -> &mut f64,
    /// What is tried besides the value that it has.
    pub values: &'static [f64],
}

/// Moves each number in turn to its best value by `score`, which is the better the larger;
/// a number that no other value betters stays. Says what each is in the end.
///
/// # Errors
/// Those of `score`.
pub fn climb(
    options: &Options,
    knobs: &[Knob],
    mut score: impl FnMut(&Options) -> Result<f64, BuildError>,
) -> Result<(Options, Vec<String>), BuildError> {
    let mut best = options.clone();
    let mut most = score(&best)?;
    let mut said = Vec::new();
    for knob in knobs {
        let start = best.clone();
        for value in knob.values {
            let mut tried = start.clone();
            *(knob.of)(&mut tried) = *value;
            if tried == start {
                continue;
            }
            let found = score(&tried)?;
            if found > most {
                most = found;
                best = tried;
            }
        }
        said.push(format!("{} {}", knob.name, (knob.of)(&mut best)));
    }
    Ok((best, said))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_number_moves_to_its_best_value_and_stays_where_none_is_better() {
        let knobs = [
            Knob {
                name: "shrinkage",
                of: |options| &mut options.train.shrinkage,
                values: &[1.0, 4.0, 8.0, 16.0],
            },
            Knob {
                name: "half_life_days",
                of: |options| &mut options.train.half_life_days,
                values: &[60.0, 120.0],
            },
        ];
        let mut options = Options::default();
        options.train.half_life_days = 120.0;
        let (best, said) = climb(&options, &knobs, |tried| {
            let train = &tried.train;
            Ok(-(train.shrinkage - 5.0).abs() - (train.half_life_days - 120.0).abs())
        })
        .unwrap();
        assert_eq!(said, ["shrinkage 4", "half_life_days 120"]);
        options.train.shrinkage = 4.0;
        assert_eq!(best, options);
    }
}
