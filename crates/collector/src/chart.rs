//! Drawings for the page, as SVG that takes its colours from the page.
//!
//! A drawing names stand-ins for its colours, and the page's style sheet says what they
//! are in light and in dark (`svg [fill=…]`).

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::error::Error;

/// Stand-ins: text and axes, what is quiet, Dangol, the others.
const INK: RGBColor = RGBColor(1, 1, 1);
const QUIET: RGBColor = RGBColor(2, 2, 2);
const OURS: RGBColor = RGBColor(3, 3, 3);
const OTHERS: RGBColor = RGBColor(4, 4, 4);

/// As wide as a telephone shows without making it smaller by much.
const WIDTH: i32 = 440;
const TEXT: i32 = 15;
const BAR: i32 = 16;
const ROW: i32 = 46;
/// Room at the right for the value.
const VALUE: i32 = 70;

/// Why there is no drawing.
pub type Failure = Box<dyn Error>;

/// A bar with its interval, if it has one.
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// Its length, from 0.
    pub value: f64,
    /// Lower and upper bound.
    pub interval: Option<(f64, f64)>,
    /// The value in words.
    pub text: String,
    /// Whether it is Dangol's.
    pub ours: bool,
}

/// Horizontal bars, each under its name.
///
/// # Errors
/// When the drawing cannot be made.
pub fn bars(bars: &[Bar]) -> Result<String, Failure> {
    let height = ROW * bars.len() as i32 + 6;
    let most = bars
        .iter()
        .map(|bar| {
            bar.interval
                .map_or(bar.value, |(_, high)| high.max(bar.value))
        })
        .fold(0.0, f64::max);
    let room = f64::from(WIDTH - VALUE);
    let at = |value: f64| {
        let share = if most > 0.0 { value / most } else { 0.0 };
        (share.clamp(0.0, 1.0) * room) as i32
    };
    draw(height, |area| {
        for (place, bar) in (0i32..).zip(bars) {
            let top = place * ROW;
            write(area, &bar.name, (0, top + 4), INK, HPos::Left)?;
            let (from, to) = (top + 22, top + 22 + BAR);
            let colour = if bar.ours { OURS } else { OTHERS };
            let end = at(bar.value).max(1);
            area.draw(&Rectangle::new([(0, from), (end, to)], colour.filled()))?;
            let mut label = end;
            if let Some((low, high)) = bar.interval {
                let middle = (from + to) / 2;
                let (low, high) = (at(low), at(high));
                label = label.max(high);
                let whisker = vec![(low, middle), (high, middle)];
                area.draw(&PathElement::new(whisker, INK.stroke_width(2)))?;
                for x in [low, high] {
                    let stop = vec![(x, middle - 4), (x, middle + 4)];
                    area.draw(&PathElement::new(stop, INK.stroke_width(2)))?;
                }
            }
            write(area, &bar.text, (label + 8, from + 1), INK, HPos::Left)?;
        }
        Ok(())
    })
}

/// A line over named steps.
pub struct Line {
    /// Its value at each step, where it has one.
    pub values: Vec<Option<f64>>,
    /// Whether it is Dangol's.
    pub ours: bool,
}

/// Lines over named steps, from zero up to the largest value.
///
/// # Errors
/// When the drawing cannot be made.
pub fn lines(steps: &[String], lines: &[Line]) -> Result<String, Failure> {
    const HEIGHT: i32 = 250;
    const LEFT: i32 = 46;
    const RIGHT: i32 = 20;
    const FOOT: i32 = 30;
    const TOP: i32 = 12;
    let values = lines.iter().flat_map(|line| line.values.iter().flatten());
    let top = ceiling(values.copied().fold(0.0, f64::max));
    let x = |step: usize| {
        let gaps = steps.len().saturating_sub(1).max(1) as f64;
        LEFT + 14 + (step as f64 / gaps * f64::from(WIDTH - LEFT - RIGHT - 28)) as i32
    };
    let y = |value: f64| HEIGHT - FOOT - (value / top * f64::from(HEIGHT - FOOT - TOP)) as i32;
    draw(HEIGHT, |area| {
        for quarter in 0..=4 {
            let value = top * f64::from(quarter) / 4.0;
            let grid = vec![(LEFT, y(value)), (WIDTH - RIGHT, y(value))];
            area.draw(&PathElement::new(grid, QUIET.stroke_width(1)))?;
            let label = format!("{:.0} %", value * 100.0);
            write(area, &label, (LEFT - 8, y(value) - 8), INK, HPos::Right)?;
        }
        for (step, name) in steps.iter().enumerate() {
            write(area, name, (x(step), HEIGHT - FOOT + 8), INK, HPos::Center)?;
        }
        // Dangol last, so that it is on top.
        for ours in [false, true] {
            for line in lines.iter().filter(|line| line.ours == ours) {
                let colour = if ours { OURS } else { OTHERS };
                let points: Vec<(i32, i32)> = line
                    .values
                    .iter()
                    .enumerate()
                    .filter_map(|(step, value)| Some((x(step), y((*value)?))))
                    .collect();
                let width = if ours { 3 } else { 2 };
                area.draw(&PathElement::new(
                    points.clone(),
                    colour.stroke_width(width),
                ))?;
                for point in points {
                    area.draw(&Circle::new(point, 4, colour.filled()))?;
                }
            }
        }
        Ok(())
    })
}

/// Columns side by side, with the first and the last name below them and the largest value
/// at the top.
///
/// # Errors
/// When the drawing cannot be made.
pub fn columns(values: &[(String, f64)], most: &str) -> Result<String, Failure> {
    const HEIGHT: i32 = 170;
    const FOOT: i32 = 26;
    const TOP: i32 = 24;
    let largest = values.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let step = f64::from(WIDTH) / values.len().max(1) as f64;
    draw(HEIGHT, |area| {
        let base = HEIGHT - FOOT;
        for (place, (_, value)) in values.iter().enumerate() {
            let share = if largest > 0.0 { value / largest } else { 0.0 };
            let high = (share.clamp(0.0, 1.0) * f64::from(base - TOP)) as i32;
            let from = (place as f64 * step + step * 0.12) as i32;
            let to = ((place as f64 + 1.0) * step - step * 0.12) as i32;
            let column = [(from, base - high), (to.max(from + 1), base)];
            area.draw(&Rectangle::new(column, OURS.filled()))?;
        }
        let ground = vec![(0, base), (WIDTH, base)];
        area.draw(&PathElement::new(ground, QUIET.stroke_width(1)))?;
        write(area, most, (0, 2), INK, HPos::Left)?;
        if let (Some((first, _)), Some((last, _))) = (values.first(), values.last()) {
            write(area, first, (0, base + 8), INK, HPos::Left)?;
            write(area, last, (WIDTH, base + 8), INK, HPos::Right)?;
        }
        Ok(())
    })
}

/// A difference with its interval beside no difference.
///
/// # Errors
/// When the drawing cannot be made.
pub fn balance(
    value: f64,
    (low, high): (f64, f64),
    none: &str,
    ends: [&str; 3],
) -> Result<String, Failure> {
    const HEIGHT: i32 = 104;
    const SIDE: i32 = 40;
    let least = low.min(0.0);
    let span = (high.max(0.0) - least).max(f64::MIN_POSITIVE);
    let at = |value: f64| SIDE + ((value - least) / span * f64::from(WIDTH - 2 * SIDE)) as i32;
    draw(HEIGHT, |area| {
        let middle = 52;
        let ground = vec![(0, middle), (WIDTH, middle)];
        area.draw(&PathElement::new(ground, QUIET.stroke_width(1)))?;
        let zero = vec![(at(0.0), middle - 22), (at(0.0), middle + 22)];
        area.draw(&PathElement::new(zero, INK.stroke_width(1)))?;
        let side = match at(0.0) {
            ..=120 => HPos::Left,
            320.. => HPos::Right,
            _ => HPos::Center,
        };
        write(area, none, (at(0.0), middle + 28), INK, side)?;
        let bar = [
            (at(low), middle - 7),
            (at(high).max(at(low) + 2), middle + 7),
        ];
        area.draw(&Rectangle::new(bar, OTHERS.filled()))?;
        area.draw(&Circle::new((at(value), middle), 8, OURS.filled()))?;
        let [low_text, value_text, high_text] = ends;
        write(area, low_text, (at(low).max(0), 4), INK, HPos::Left)?;
        write(area, high_text, (at(high).min(WIDTH), 4), INK, HPos::Right)?;
        // Where the three would touch, the table says the middle one.
        if at(value) - at(low) > 90 && at(high) - at(value) > 90 {
            write(area, value_text, (at(value), 4), INK, HPos::Center)?;
        }
        Ok(())
    })
}

/// The next round number above a share, so that the steps of the scale are round.
fn ceiling(largest: f64) -> f64 {
    let rounds = [0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8, 1.0];
    let above = rounds.into_iter().find(|round| *round >= largest);
    above.unwrap_or(1.0)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

fn draw(height: i32, paint: impl FnOnce(&Area) -> Result<(), Failure>) -> Result<String, Failure> {
    let mut svg = String::new();
    {
        let size = (WIDTH as u32, height as u32);
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        paint(&area)?;
        area.present()?;
    }
    Ok(svg)
}

fn write(
    area: &Area,
    text: &str,
    at: (i32, i32),
    colour: RGBColor,
    side: HPos,
) -> Result<(), Failure> {
    let style = ("sans-serif", TEXT)
        .into_text_style(area)
        .color(&colour)
        .pos(Pos::new(side, VPos::Top));
    area.draw_text(text, &style, at)?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_draw_draws_nothing_and_does_not_fail() {
        assert!(bars(&[]).unwrap().contains("<svg"));
        assert!(lines(&[], &[]).unwrap().contains("<svg"));
        assert!(columns(&[], "0").unwrap().contains("<svg"));
        let nothing = balance(0.0, (0.0, 0.0), "none", ["0"; 3]).unwrap();
        assert!(!nothing.contains("NaN"), "{nothing}");
        let zero = Bar {
            name: "<none> & nothing".into(),
            value: 0.0,
            interval: Some((0.0, 0.0)),
            text: "0".into(),
            ours: true,
        };
        let svg = bars(&[zero]).unwrap();
        assert!(
            !svg.contains("NaN") && svg.contains("&lt;none&gt;"),
            "{svg}"
        );
    }

    #[test]
    fn scales_end_at_round_numbers() {
        assert_eq!(
            (ceiling(0.0), ceiling(0.41), ceiling(7.0)),
            (0.04, 0.6, 1.0)
        );
    }
}
