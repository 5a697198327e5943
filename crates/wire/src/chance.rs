//! With what probability a campaign was chosen, told in eighths of cells: what makes figures of
//! campaigns that were not shown to everybody alike comparable.
//!
//! A device chooses by chance (Thompson sampling), reckons with what probability it did, and tells
//! in how many of [`DRAWS`] more choices it would have chosen the same. Weighted by one through
//! that probability (Horvitz and Thompson 1952; for such choices Li, Chu, Langford and Schapire,
//! WWW 2010, and WSDM 2011), those to whom a campaign was shown stand for all to whom it could have
//! been.

/// Of how many more choices it is told how many would have been the same.
pub const DRAWS: u8 = 64;

/// How many cells probabilities have; as many again tell which of these were taken up.
pub const CHANCES: u8 = 8;

/// In how many of [`DRAWS`] and one choices, the true one included, the last of each cell won.
const ENDS: [u8; CHANCES as usize] = [2, 4, 8, 16, 32, 48, 64, 65];

/// The cell of a choice that won so often among [`DRAWS`] and one.
pub fn chance_cell(won: u8) -> u8 {
    let cell = ENDS.iter().position(|end| won <= *end);
    cell.map_or(CHANCES - 1, |cell| cell as u8)
}

/// The probability that a cell stands for: its middle.
pub fn chance(cell: u8) -> f64 {
    let at = usize::from(cell.min(CHANCES - 1));
    let from = at.checked_sub(1).map_or(1, |before| ENDS[before] + 1);
    (f64::from(from) + f64::from(ENDS[at])) / 2.0 / f64::from(DRAWS + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_has_a_cell_whose_probability_is_near() {
        assert_eq!(chance(chance_cell(DRAWS + 1)), 1.0);
        assert_eq!(chance_cell(u8::MAX), CHANCES - 1);
        let mut before = 0.0;
        for won in 1..=DRAWS + 1 {
            let (true_one, told) = (f64::from(won) / 65.0, chance(chance_cell(won)));
            assert!(
                (2.0 / 3.0..=1.5).contains(&(told / true_one)),
                "{won}: {told}"
            );
            assert!(told >= before);
            before = told;
        }
    }
}
