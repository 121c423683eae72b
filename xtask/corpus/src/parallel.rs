//! The same work for every document, on every core, with progress on stderr.

use crate::documents::Document;
use std::any::Any;
use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// As the main thread has: how deep a document may nest is bounded with that in mind.
const STACK: usize = 8 << 20;
/// Longer, and something hangs.
const HANGS: Duration = Duration::from_secs(300);

/// What `work` makes of each, in their order.
pub fn each<T: Send>(
    what: &str,
    documents: &[Document],
    work: impl Fn(&Document) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let at_work: Vec<Mutex<Option<(usize, Instant)>>> =
        (0..threads).map(|_| Mutex::new(None)).collect();
    let mut progress = Progress::new(what, documents.len());
    std::thread::scope(|scope| {
        let workers: Result<Vec<_>, _> = at_work
            .iter()
            .map(|at_work| {
                let worker = || {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Some(document) = documents.get(number) else {
                            *lock(at_work) = None;
                            break;
                        };
                        *lock(at_work) = Some((number, Instant::now()));
                        let result = work(document);
                        lock(&results).push((number, result));
                    }
                };
                let builder = std::thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, worker)
            })
            .collect();
        let workers = workers.map_err(|error| error.to_string())?;
        while workers.iter().any(|it| !it.is_finished()) {
            std::thread::sleep(Duration::from_millis(20));
            progress.tick(lock(&results).len());
            let mut slow = at_work.iter().filter_map(|it| *lock(it));
            if let Some((number, _)) = slow.find(|(_, since)| since.elapsed() > HANGS) {
                let name = documents.get(number).map_or("", |it| &it.name);
                eprintln!("error: `{name}` hangs ({what})");
                // a thread cannot be stopped
                std::process::exit(1);
            }
        }
        Ok::<(), String>(())
    })?;
    progress.end();
    let mut results = results.into_inner().unwrap_or_else(|it| it.into_inner());
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|error| error.into_inner())
}

/// What a run gives, or what its panic says.
pub fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload: Box<dyn Any + Send>| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        text.unwrap_or("a panic").to_owned()
    })
}

/// A line that is rewritten on a terminal, and a new one now and then elsewhere.
pub struct Progress {
    what: String,
    of: usize,
    start: Instant,
    said: Instant,
    terminal: bool,
}

impl Progress {
    pub fn new(what: &str, of: usize) -> Self {
        Progress {
            what: what.to_owned(),
            of,
            start: Instant::now(),
            said: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    pub fn tick(&mut self, done: usize) {
        let pause = Duration::from_millis(if self.terminal { 100 } else { 10_000 });
        if self.said.elapsed() < pause {
            return;
        }
        self.said = Instant::now();
        let seconds = self.start.elapsed().as_secs();
        let text = format!("{} {done} of {} after {seconds} s", self.what, self.of);
        let mut stderr = std::io::stderr();
        let _ = if self.terminal {
            write!(stderr, "\r\u{1B}[K{text}")
        } else {
            writeln!(stderr, "{text}")
        };
    }

    pub fn end(&self) {
        if self.terminal {
            let _ = write!(std::io::stderr(), "\r\u{1B}[K");
        }
    }
}
