//! How far long work has come, on a terminal.

use super::screen::Screen;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// The line is written anew at most this often.
const PAUSE: Duration = Duration::from_millis(100);

/// A counter that shows itself on standard error when the work takes long, and wipes its line at the end.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    done: AtomicUsize,
    start: Instant,
    shown: AtomicU64,
    wanted: bool,
}

impl Progress {
    pub(super) fn new(total: usize, screen: &Screen) -> Self {
        Self {
            total,
            done: AtomicUsize::new(0),
            start: Instant::now(),
            shown: AtomicU64::new(0),
            wanted: !screen.quiet && std::io::stderr().is_terminal(),
        }
    }

    /// One more item is done.
    pub(super) fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let elapsed = self.start.elapsed();
        if !self.wanted || elapsed < PATIENCE {
            return;
        }
        let pauses = u64::try_from(elapsed.as_millis() / PAUSE.as_millis()).unwrap_or(u64::MAX);
        if self.shown.fetch_max(pauses, Ordering::Relaxed) < pauses {
            write(&format!("\r{}", line(done, self.total)));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            write(&format!("\r{}\r", " ".repeat(line(self.total, self.total).len())));
        }
    }
}

fn line(done: usize, total: usize) -> String {
    format!("checked {done} of {total} files")
}

/// A terminal that is gone needs no progress.
fn write(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
