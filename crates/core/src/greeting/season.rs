//! The season, by the device's calendar.

use super::{Occasion, Scene, Settings, Words};

/// A season is new for so many days.
const NEW: u8 = 14;

/// The turn of the year everywhere; the seasons where the owner says on which half of the
/// earth the shop's people live.
pub(super) fn season(scene: &Scene, settings: &Settings) -> Option<Occasion> {
    let (_, month, day) = scene.now.date();
    let is_new = month.is_multiple_of(3) && day <= NEW;
    let season = match (month, day, settings.south) {
        (1, ..=7, _) => "new-year",
        (12, 22.., _) => "year-end",
        (_, _, Some(south)) if is_new => {
            let of_year = (usize::from(month / 3) + if south { 1 } else { 3 }) % 4;
            ["spring", "summer", "autumn", "winter"][of_year]
        }
        _ => return None,
    };
    Some(Occasion::of(Words::Season).text("season", season))
}
