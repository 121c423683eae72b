//! Either end of the load test, a process each: `runner serve generated|written PATIENCE`, and
//! `runner drive ADDRESS PROCESS CONNECTIONS RATE PATIENCE WARM SECONDS FLAT`; times are in seconds.

mod drive;
mod figures;
mod generated;
mod live;
mod requests;
mod serve;
mod written;

use std::time::Duration;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve", which, patience] => {
            let patience = seconds(patience);
            let app = match which {
                "generated" => generated::app(patience),
                _ => written::app(patience),
            };
            serve::serve(app).await;
        }
        [
            "drive",
            address,
            process,
            connections,
            rate,
            patience,
            warm,
            length,
            flat,
        ] => {
            let load = drive::Load {
                address: address.parse().expect("an address"),
                server: process.parse().expect("a process"),
                connections: connections.parse().expect("a number"),
                rate: rate.parse().expect("a number"),
                patience: seconds(patience),
                warm: seconds(warm),
                length: seconds(length),
                flat: seconds(flat),
            };
            load.run().await;
        }
        _ => panic!("`serve`, or `drive`"),
    }
}

fn seconds(text: &str) -> Duration {
    Duration::from_secs_f64(text.parse().expect("seconds"))
}
