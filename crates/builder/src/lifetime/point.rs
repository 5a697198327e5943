//! Where the optimiser is: the logarithms of the four numbers.

use argmin_math::{ArgminAdd, ArgminMul, ArgminSub};

/// The logarithms of r, alpha, a and b. There the numbers cannot turn negative, and one
/// step means the same for small ones and large ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point(pub [f64; 4]);

impl Point {
    /// This point and, for each of the four directions, the one that is so far from it.
    pub fn simplex(self, step: f64) -> Vec<Self> {
        let away = (0..self.0.len()).map(|direction| {
            let mut point = self;
            point.0[direction] += step;
            point
        });
        std::iter::once(self).chain(away).collect()
    }

    fn with(&self, other: &Self, of: impl Fn(f64, f64) -> f64) -> Self {
        Self(std::array::from_fn(|at| of(self.0[at], other.0[at])))
    }
}

impl ArgminAdd<Point, Point> for Point {
    fn add(&self, other: &Point) -> Point {
        self.with(other, |one, two| one + two)
    }
}

impl ArgminSub<Point, Point> for Point {
    fn sub(&self, other: &Point) -> Point {
        self.with(other, |one, two| one - two)
    }
}

impl ArgminMul<f64, Point> for Point {
    fn mul(&self, factor: &f64) -> Point {
        Self(self.0.map(|number| number * factor))
    }
}
