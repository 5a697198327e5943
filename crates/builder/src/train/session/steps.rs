//! The steps of the fit (Adam; Kingma and Ba, ICLR 2015).

use crate::options::SessionOptions;

/// Adam's steps, with a rate that falls to nearly nothing.
pub(super) struct Steps {
    rate: f32,
    decay: f32,
    decaying: usize,
    all: f32,
    taken: i32,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Steps {
    /// For so many steps of so many parameters, of which the first `decaying` are drawn to 0.
    pub(super) fn new(of: &SessionOptions, all: usize, parameters: usize, decaying: usize) -> Self {
        Self {
            rate: of.rate as f32,
            decay: of.weight_decay as f32,
            decaying,
            all: all as f32,
            taken: 0,
            mean: vec![0.0; parameters],
            square: vec![0.0; parameters],
        }
    }

    /// Takes a step down the gradient, which is the sum over so many examples.
    pub(super) fn take(&mut self, parameters: &mut [f32], gradient: &[f32], examples: f32) {
        self.taken += 1;
        let left = 1.0 - self.taken as f32 / (self.all + 1.0);
        let rate = self.rate * left.max(0.02);
        let (first, second) = (
            1.0 - 0.9f32.powi(self.taken),
            1.0 - 0.99f32.powi(self.taken),
        );
        for at in 0..self.mean.len() {
            let decay = if at < self.decaying {
                self.decay * parameters[at]
            } else {
                0.0
            };
            let slope = gradient[at] / examples.max(1.0) + decay;
            self.mean[at] = 0.9 * self.mean[at] + 0.1 * slope;
            self.square[at] = 0.99 * self.square[at] + 0.01 * slope * slope;
            let step = (self.mean[at] / first) / ((self.square[at] / second).sqrt() + 1e-6);
            parameters[at] -= rate * step;
        }
    }
}
