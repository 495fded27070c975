//! Progress of long work: a line on a terminal, nothing in a pipe.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Stage;

/// Shows which stage runs, on standard error, while it is alive.
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts the line. It is hidden where standard error is no terminal.
    #[must_use]
    pub fn start() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// Says that `stage` begins.
    pub fn stage(&self, stage: Stage) {
        self.0.set_message(stage.label());
    }

    /// Says what is happening.
    pub fn say(&self, happening: &'static str) {
        self.0.set_message(happening);
    }

    /// Says that `done` of `all` are done of what is happening.
    pub fn count(&self, happening: &'static str, done: usize, all: usize) {
        match all {
            0 | 1 => self.0.set_message(happening),
            _ => self.0.set_message(format!("{happening} ({done} of {all})")),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
