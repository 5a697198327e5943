//! Which neighbours are worth their bytes.
//!
//! A neighbour's worth is the share of its row that it has, times the looks that its row
//! is expected to get, to a power, by default of 0.5: what is seldom looked at may keep a little
//! more than its share, for those who come to it have nothing else. It is worth less the
//! more of its row come before it, for a list has an end. Every row keeps its nearest few.

use crate::train::rows::Rows;
use dangol_wire::MAX_NEIGHBOURS;

/// What every row keeps.
const FLOOR: usize = 4;

/// The place in a row whose neighbour counts half of its share.
const HALF: f32 = 20.0;

/// Keeps about so many neighbours a row on average, of rows that are sorted nearest first.
pub fn prune(rows: &mut Rows, traffic: &[f32], mean: f64, power: f64) {
    let count = (mean * rows.len() as f64) as usize;
    for row in rows.iter_mut() {
        row.truncate(MAX_NEIGHBOURS);
    }
    let worth = |row: &[(u32, f32)], traffic: f32| -> Vec<f32> {
        let all: f32 = row.iter().map(|(_, weight)| *weight).sum();
        let looks = libm::powf(traffic, power as f32);
        let worth = row.iter().enumerate().map(|(place, (_, weight))| {
            let ahead = place as f32 / HALF;
            looks * weight / all / (1.0 + ahead * ahead)
        });
        worth.collect()
    };
    let mut above: Vec<f32> = Vec::new();
    let mut kept = 0;
    for (row, traffic) in rows.iter().zip(traffic) {
        kept += row.len().min(FLOOR);
        above.extend(worth(row, *traffic).into_iter().skip(FLOOR));
    }
    let room = count.saturating_sub(kept);
    if above.len() <= room {
        return;
    }
    let (_, least, _) = above.select_nth_unstable_by(room, |a, b| b.total_cmp(a));
    let least = *least;
    for (row, traffic) in rows.iter_mut().zip(traffic) {
        let worth = worth(row, *traffic);
        let further = worth.iter().skip(FLOOR).take_while(|worth| **worth > least);
        let length = FLOOR + further.count();
        row.truncate(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn busy_rows_keep_more_and_all_keep_a_few() {
        let row: Vec<(u32, f32)> = (0..20).map(|at| (at, 1.0 / (at + 1) as f32)).collect();
        let mut rows = vec![row.clone(), row.clone(), row];
        prune(&mut rows, &[0.9, 0.05, 0.05], 10.0, 0.5);
        let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert!(lengths[0] > 15 && lengths[1] >= FLOOR && lengths[1] == lengths[2]);
        assert!(
            (28..=30).contains(&lengths.iter().sum::<usize>()),
            "{lengths:?}"
        );
        prune(&mut rows, &[0.0, 0.0, 0.0], 0.0, 0.5);
        assert!(rows.iter().all(|row| row.len() == FLOOR));
    }
}
