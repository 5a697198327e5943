//! The progress bar. Shown on a terminal only: indicatif draws to standard error, and
//! draws nothing where that is a file or a pipe.

use dangol_builder::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// A bar for the builder's stages.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows nothing yet.
    pub fn new() -> Self {
        Self(ProgressBar::new_spinner())
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn stage(&self, name: &str, total: Option<u64>) {
        let template = match total {
            Some(_) => "{msg} {wide_bar} {percent:>3} % {elapsed}",
            None => "{msg} {spinner} {elapsed}",
        };
        // A template that could not be read would leave the bar as it was.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
        self.0.set_length(total.unwrap_or(0));
        self.0.set_position(0);
        self.0.set_message(name.to_owned());
        self.0.tick();
    }

    fn advance(&self, by: u64) {
        self.0.inc(by);
    }
}
