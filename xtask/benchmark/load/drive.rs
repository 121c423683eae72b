//! The callers: half of the connections send requests at a steady rate, and half stall within a body.

use crate::figures::{self, Figures};
use crate::requests::{self, Exchange};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, interval, sleep, sleep_until, timeout};

pub struct Load {
    pub address: SocketAddr,
    /// Its memory is watched.
    pub server: u32,
    pub connections: u32,
    /// Requests in a second, over all connections.
    pub rate: f64,
    /// The server refuses a body that has not come after so long.
    pub patience: Duration,
    pub warm: Duration,
    pub length: Duration,
    /// How long as many requests as possible are sent, at the end.
    pub flat: Duration,
}

/// So many connections are at work when as much as possible is asked.
const AT_ONCE: u64 = 64;

/// A request without an answer for so long beyond what it may take is lost: a server that says nothing must not
/// keep its judge waiting.
const LATE: Duration = Duration::from_secs(20);

impl Load {
    pub async fn run(&self) {
        let figures = Arc::new(Figures::default());
        let (stop, stopped) = watch::channel(false);
        let half = self.connections / 2;
        let pause = Duration::from_secs_f64(f64::from(half) / self.rate);
        let progress = tokio::spawn(progress(
            figures.clone(),
            self.warm + self.length + self.flat,
        ));
        let mut callers = tokio::task::JoinSet::new();
        for number in 0..half {
            let (address, figures, stopped) = (self.address, figures.clone(), stopped.clone());
            callers.spawn(paced(
                address,
                figures.clone(),
                stopped.clone(),
                pause,
                number.into(),
            ));
            callers.spawn(stalling(address, self.patience, figures, stopped));
            // a burst that no queue of a listener holds would only measure the queue
            if number % 100 == 99 {
                sleep(Duration::from_millis(20)).await;
            }
        }
        sleep(self.warm).await;
        figures.times();
        let began = Instant::now();
        let (mut live, mut resident) = (Vec::new(), Vec::new());
        while began.elapsed() < self.length {
            live.push(live_bytes(self.address).await.expect("an answer"));
            resident.push(figures::resident(self.server));
            sleep(Duration::from_millis(200)).await;
        }
        let times = figures.times();
        let _ = stop.send(true);
        while let Some(ended) = callers.join_next().await {
            ended.expect("no panic");
        }
        for (name, values) in [("live", live), ("resident", resident)] {
            let part = (values.len() / 6).max(1);
            println!("{name}-before {}", figures::median(&values[..part]));
            println!(
                "{name}-after {}",
                figures::median(&values[values.len() - part..])
            );
        }
        println!("rate {:.0}", times.len() as f64 / self.length.as_secs_f64());
        for (name, of_thousand) in [("p50", 500), ("p99", 990), ("p999", 999)] {
            println!("{name} {:.2}", figures::percentile(&times, of_thousand));
        }
        figures.times();
        self.flat(&figures).await;
        progress.abort();
        if std::io::stderr().is_terminal() {
            eprintln!();
        }
        figures.print();
    }

    /// As much as goes: so many in a second.
    async fn flat(&self, figures: &Arc<Figures>) {
        let (stop, stopped) = watch::channel(false);
        let mut callers = tokio::task::JoinSet::new();
        for number in 0..AT_ONCE {
            let (figures, stopped) = (figures.clone(), stopped.clone());
            callers.spawn(paced(
                self.address,
                figures,
                stopped,
                Duration::ZERO,
                number,
            ));
        }
        sleep(self.flat).await;
        let _ = stop.send(true);
        while let Some(ended) = callers.join_next().await {
            ended.expect("no panic");
        }
        let rate = figures.times().len() as f64 / self.flat.as_secs_f64();
        println!("flat {rate:.0}");
    }
}

async fn connect(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// A connection that is kept, with a request in each pause. A time is counted from when the request was due,
/// so that a server that is late is not asked less.
async fn paced(
    address: SocketAddr,
    figures: Arc<Figures>,
    stopped: watch::Receiver<bool>,
    pause: Duration,
    seed: u64,
) {
    let mut random = fastrand::Rng::with_seed(seed);
    let stream = match connect(address).await {
        Ok(stream) => stream,
        Err(error) => return figures.lost(&error.to_string()),
    };
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .expect("a sender");
    tokio::spawn(connection);
    let mut first = requests::every();
    let mut due = Instant::now() + pause.mul_f64(random.f64());
    while !*stopped.borrow() {
        if pause.is_zero() {
            due = Instant::now();
        } else {
            sleep_until(due).await;
        }
        let exchange = first.next().unwrap_or_else(|| requests::any(&mut random));
        figures.sent();
        match timeout(LATE, answered(&mut sender, exchange)).await {
            Ok(Ok(Ok(()))) => figures.taken(due.elapsed()),
            Ok(Ok(Err(what))) => figures.wrong(&what),
            Ok(Err(error)) => return figures.lost(&error.to_string()),
            Err(_) => return figures.lost("no answer comes"),
        }
        due += pause;
    }
}

/// Whether the answer is the right one.
async fn answered(
    sender: &mut SendRequest<Full<Bytes>>,
    exchange: Exchange,
) -> hyper::Result<Result<(), String>> {
    sender.ready().await?;
    let asked = format!("{} {}", exchange.request.method(), exchange.request.uri());
    let answer = sender.send_request(exchange.request).await?;
    let status = answer.status();
    let bytes = answer.into_body().collect().await?.to_bytes();
    if status != exchange.status {
        return Ok(Err(format!("{asked}: {status}")));
    }
    let right = match &exchange.answer {
        Some(wanted) => {
            serde_json::from_slice::<serde_json::Value>(&bytes).is_ok_and(|it| it == *wanted)
        }
        None => true,
    };
    Ok(right
        .then_some(())
        .ok_or_else(|| format!("{asked}: {}", String::from_utf8_lossy(&bytes))))
}

/// What the server has allocated.
async fn live_bytes(address: SocketAddr) -> Option<u64> {
    let mut stream = connect(address).await.ok()?;
    let request = b"GET /memory HTTP/1.1\r\nhost: load\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    answer.rsplit("\r\n").next()?.parse().ok()
}

/// Connections one after the other, each with a body that never ends: each has to be refused, and not before
/// the server's patience is over.
async fn stalling(
    address: SocketAddr,
    patience: Duration,
    figures: Arc<Figures>,
    mut stopped: watch::Receiver<bool>,
) {
    while !*stopped.borrow() {
        let began = Instant::now();
        let refused = tokio::select! {
            refused = timeout(patience + LATE, stall(address)) => refused,
            _ = stopped.changed() => return,
        };
        let took = began.elapsed();
        match refused {
            Ok(Ok(head)) if !head.starts_with(b"HTTP/1.1 408 ") => {
                figures.wrong(&String::from_utf8_lossy(&head));
            }
            Ok(Ok(_)) if took < patience => figures.wrong(&format!("408 after {took:?}")),
            Ok(Ok(_)) => figures.refused(took),
            Ok(Err(error)) => figures.lost(&format!("within a body: {error}")),
            Err(_) => figures.lost("within a body: no refusal comes"),
        }
    }
}

/// Says each second how far it is, to whoever watches.
async fn progress(figures: Arc<Figures>, whole: Duration) {
    let began = Instant::now();
    let mut seconds = interval(Duration::from_secs(1));
    while std::io::stderr().is_terminal() {
        seconds.tick().await;
        let (at, whole) = (began.elapsed().as_secs(), whole.as_secs());
        eprint!("\r{at} s of {whole}: {figures}\x1b[K");
    }
}

async fn stall(address: SocketAddr) -> std::io::Result<Vec<u8>> {
    let mut stream = connect(address).await?;
    stream.write_all(requests::STALLED).await?;
    let mut head = vec![0; 512];
    let read = stream.read(&mut head).await?;
    head.truncate(read);
    Ok(head)
}
