//! What is counted and measured while the load runs.

use std::fmt::{self, Display, Formatter};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

#[derive(Default)]
pub struct Figures {
    sent: AtomicU64,
    /// No answer came.
    lost: AtomicU64,
    /// Another answer than the right one.
    wrong: AtomicU64,
    /// Requests that stalled, and were refused with 408.
    refused: AtomicU64,
    /// Microseconds that the one of them waited that waited longest.
    longest: AtomicU64,
    /// Microseconds, of the requests that were answered.
    taken: Mutex<Vec<u32>>,
}

impl Figures {
    pub fn sent(&self) {
        self.sent.fetch_add(1, Ordering::Relaxed);
    }

    pub fn lost(&self, why: &str) {
        if self.lost.fetch_add(1, Ordering::Relaxed) < 5 {
            eprintln!("lost: {why}");
        }
    }

    pub fn wrong(&self, what: &str) {
        if self.wrong.fetch_add(1, Ordering::Relaxed) < 5 {
            eprintln!("wrong: {what}");
        }
    }

    pub fn refused(&self, took: Duration) {
        self.refused.fetch_add(1, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.longest.fetch_max(micros, Ordering::Relaxed);
    }

    pub fn taken(&self, time: Duration) {
        let micros = u32::try_from(time.as_micros()).unwrap_or(u32::MAX);
        self.taken.lock().expect("no panic").push(micros);
    }

    /// Forgets the times, and gives them in their order.
    pub fn times(&self) -> Vec<u32> {
        let mut times = std::mem::take(&mut *self.taken.lock().expect("no panic"));
        times.sort_unstable();
        times
    }

    pub fn print(&self) {
        for (name, count) in [
            ("sent", &self.sent),
            ("lost", &self.lost),
            ("wrong", &self.wrong),
            ("refused", &self.refused),
        ] {
            println!("{name} {}", count.load(Ordering::Relaxed));
        }
        let longest = self.longest.load(Ordering::Relaxed);
        println!("longest {:.2}", longest as f64 / 1e6);
    }
}

impl Display for Figures {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let [sent, refused, lost, wrong] = [&self.sent, &self.refused, &self.lost, &self.wrong]
            .map(|it| it.load(Ordering::Relaxed));
        write!(
            to,
            "{sent} requests, {refused} refused, {lost} lost, {wrong} wrong"
        )
    }
}

/// The time, in milliseconds, that so many of a thousand do not exceed.
pub fn percentile(sorted: &[u32], of_thousand: usize) -> f64 {
    let at = (sorted.len() * of_thousand / 1000).min(sorted.len().saturating_sub(1));
    sorted
        .get(at)
        .map_or(f64::NAN, |it| f64::from(*it) / 1000.0)
}

/// What a process holds of the machine's memory, in bytes.
pub fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.expect("a process that runs") * 1024
}

pub fn median(values: &[u64]) -> u64 {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}
