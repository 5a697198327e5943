//! How many there were, their mean and their variance, from a histogram.

/// A sample of reported values, as far as means and their errors need it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moments {
    /// How many reports.
    pub reports: f64,
    /// The sum of their values.
    pub sum: f64,
    /// The sum of the squares of their values.
    pub squares: f64,
}

impl Moments {
    /// So many reports said this value.
    pub fn add(&mut self, value: f64, reports: u64) {
        let reports = reports as f64;
        self.reports += reports;
        self.sum += value * reports;
        self.squares += value * value * reports;
    }

    /// The mean; 0 of nothing.
    pub fn mean(&self) -> f64 {
        if self.reports > 0.0 {
            self.sum / self.reports
        } else {
            0.0
        }
    }

    /// The unbiased variance of a single value; 0 of fewer than two.
    pub fn variance(&self) -> f64 {
        if self.reports < 2.0 {
            return 0.0;
        }
        let spread = self.squares - self.sum * self.mean();
        // Rounding may leave a little less than nothing.
        (spread / (self.reports - 1.0)).max(0.0)
    }
}
