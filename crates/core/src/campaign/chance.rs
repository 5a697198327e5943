//! Chance that comes out the same each time: draws from a Beta distribution, by a counter.

/// What a campaign's draws in a visit begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start(u64);

impl Start {
    pub(super) fn new(seed: u32, subject: u32) -> Self {
        let mut stream = Stream {
            state: u64::from(seed) << 32 | u64::from(subject),
            spare: None,
        };
        Self(stream.next())
    }
}

/// A stream of random numbers for one draw of one campaign: SplitMix64 (Steele, Lea and Flood
/// 2014).
pub(super) struct Stream {
    state: u64,
    /// The polar method makes two at once.
    spare: Option<f64>,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

impl Stream {
    /// The stream of the number of a draw.
    pub(super) fn new(Start(start): Start, draw: u32) -> Self {
        Self {
            state: start ^ u64::from(draw).wrapping_mul(0xd1b5_4a32_d192_ed03),
            spare: None,
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Between 0 and 1, and neither.
    fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 53) as f64;
        ((self.next() >> 11) as f64 + 0.5) * STEP
    }

    /// From the normal distribution, by Marsaglia's polar method.
    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let factor = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(y * factor);
                return x * factor;
            }
        }
    }

    /// From the Gamma distribution of a shape of 1 or more, by Marsaglia and Tsang (ACM TOMS
    /// 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            let (unit, square) = (self.unit(), x * x);
            // The squeeze saves nearly every logarithm.
            if unit < 1.0 - 0.0331 * square * square
                || unit.ln() < 0.5 * square + d * (1.0 - v + v.ln())
            {
                return d * v;
            }
        }
    }

    /// From the Beta distribution, both of whose parameters are 1 or more.
    pub(super) fn beta(&mut self, alpha: f64, beta: f64) -> f64 {
        let (some, others) = (self.gamma(alpha), self.gamma(beta));
        some / (some + others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(alpha: f64, beta: f64) -> Vec<f64> {
        (0..40_000)
            .map(|draw| Stream::new(Start::new(7, 99), draw).beta(alpha, beta))
            .collect()
    }

    #[test]
    fn draws_have_the_mean_and_variance_of_their_distribution() {
        for (alpha, beta) in [(1.0, 1.0), (1.0, 19.0), (2.5, 4.0), (60.0, 900.0)] {
            let all = draws(alpha, beta);
            let count = all.len() as f64;
            let mean = all.iter().sum::<f64>() / count;
            let squares = all.iter().map(|drawn| (drawn - mean).powi(2)).sum::<f64>();
            let sum = alpha + beta;
            let (expected, spread) = (alpha / sum, alpha * beta / (sum * sum * (sum + 1.0)));
            // Five standard errors of the mean.
            let error = 5.0 * (spread / count).sqrt();
            assert!((mean - expected).abs() < error, "{alpha} {beta}: {mean}");
            let ratio = squares / count / spread;
            assert!((0.93..1.07).contains(&ratio), "{alpha} {beta}: {ratio}");
            assert!(all.iter().all(|drawn| (0.0..=1.0).contains(drawn)));
        }
        // Of Beta(1, 1) each tenth holds a tenth.
        let mut tenths = [0; 10];
        for drawn in draws(1.0, 1.0) {
            tenths[(drawn * 10.0) as usize] += 1;
        }
        assert!(
            tenths.iter().all(|n| (3_700..4_300).contains(n)),
            "{tenths:?}"
        );
    }

    #[test]
    fn the_same_draw_is_the_same_and_another_is_another() {
        let draw =
            |seed, subject, draw| Stream::new(Start::new(seed, subject), draw).beta(1.0, 19.0);
        assert_eq!(draw(1, 2, 3), draw(1, 2, 3));
        let others = [draw(2, 2, 3), draw(1, 3, 3), draw(1, 2, 4)];
        assert!(others.iter().all(|other| *other != draw(1, 2, 3)));
    }
}
