//! The listener: as in the example `production` of our own crate, and the same for both servers.

use crate::live;
use axum::Router;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io::BufRead;
use std::time::Duration;

pub async fn serve(app: Router) {
    let listener = tokio::net::TcpSocket::new_v4().expect("a socket");
    listener.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    // all of them come at once
    let listener = listener.listen(4096).expect("a listener");
    println!("{}", listener.local_addr().expect("an address"));
    // until whoever started this closes the pipe
    std::thread::spawn(|| {
        let _ = std::io::stdin().lock().read_line(&mut String::new());
        std::process::exit(0);
    });
    let app = app.route("/memory", get(|| async { live::bytes().to_string() }));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(30))
        .max_buf_size(64 * 1024)
        .max_headers(64);
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(app.clone());
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            // one that breaks off is the caller's to notice
            let _ = connection.await;
        });
    }
}
