//! A line that says that work goes on, on a terminal, from the second second on.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Shows the line until it is dropped.
pub(super) struct Progress {
    thread: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub fn start(what: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Progress { thread: None };
        }
        let (done, stop) = mpsc::channel::<()>();
        let what = what.to_owned();
        let thread = std::thread::spawn(move || {
            let start = Instant::now();
            let mut shown = false;
            while stop.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                shown = true;
                let _ = write!(
                    std::io::stderr(),
                    "\r{what} … {} s",
                    start.elapsed().as_secs()
                );
            }
            if shown {
                let _ = write!(std::io::stderr(), "\r\u{1B}[K");
            }
        });
        Progress {
            thread: Some((done, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.thread.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}
