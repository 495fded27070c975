//! Progress of long work: a line on a terminal, nothing in a pipe.

use std::time::Duration;

use document::progress::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows which step runs, on standard error, while it is alive.
pub struct Line(ProgressBar);

impl Line {
    /// Starts the line. It is hidden where standard error is no terminal.
    #[must_use]
    pub fn start() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}{prefix} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }
}

impl Progress for Line {
    fn begin(&self, step: &'static str) {
        self.0.set_prefix("");
        self.0.set_message(step);
    }

    fn advance(&self, done: usize, total: usize) {
        if total > 1 {
            self.0.set_prefix(format!(" ({done} of {total})"));
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
