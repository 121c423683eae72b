//! What the judge adds to a generated crate: requests and answers that it makes up by the tables, sent
//! through the crate's server and client, and compared with what comes out. It knows the wire by itself,
//! where it can: nothing is judged by the code that it judges.

mod answer;
pub mod compare;
mod forms;
mod hostile;
mod lap;
mod mocked;
mod mutate;
mod peer;
pub mod request;
pub mod tally;
mod turn;
mod values;

pub use lap::{Idle, Proxy};

use crate::support::operation::Operation;
use crate::support::schema::Schema;
use crate::support::server::Builder;
use crate::support::text::Separator;
use std::process::ExitCode;

/// A crate, as its glue describes it.
pub struct Document {
    /// The operations of each group, with what the tables do not say.
    pub operations: &'static [(&'static Operation, &'static Facts)],
    /// A server that hands requests on through the client.
    pub proxy: fn(Proxy) -> Builder,
    /// A server whose handlers are not written.
    pub idle: fn() -> Builder,
    /// The mock, where the crate was compiled with it.
    pub mock: Option<fn() -> axum::Router>,
}

/// What the tables do not say of an operation.
#[derive(Debug)]
pub struct Facts {
    /// What its body is, and whether there must be one.
    pub body: Option<(Sort, bool)>,
    /// How its form is sent.
    pub form: Option<Form>,
    /// The fields of the form that are files: the name, whether there must be one, and whether there may
    /// be several.
    pub files: &'static [(&'static str, bool, bool)],
    /// What it answers.
    pub answers: &'static [Answer],
    /// The headers that its answers declare, and whose type the judge knows.
    pub headers: &'static [Header],
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Value,
    Bytes,
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Urlencoded,
    Multipart,
    Either,
}

/// An answer; the status 0 stands for `default`.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub sort: Sort,
    /// Of bytes.
    pub media_types: &'static [&'static str],
}

/// A header of an answer.
#[derive(Debug)]
pub struct Header {
    pub name: &'static str,
    pub lists: &'static [Separator],
    pub schema: Schema,
}

/// `loop SEED COUNT`, so many requests for each operation, `peer SEED COUNT ORIGIN`, likewise to another
/// server, `mock SEED`, one for each to the mock, or `hostile SEED COUNT`, so many in all. What
/// came of it is a line of JSON.
pub fn main(document: &Document) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|it| it.parse::<u64>().ok());
    let (seed, count) = (number(1).unwrap_or(0), number(2).unwrap_or(1));
    let found = match arguments.first().map(String::as_str) {
        Some("hostile") => hostile::run(document, seed, count),
        Some("mock") => mocked::run(document, seed),
        Some("peer") => {
            let origin = arguments.get(3).map_or("", String::as_str);
            peer::run(document, seed, count, origin)
        }
        _ => turn::run(document, seed, count),
    };
    println!("{found}");
    ExitCode::SUCCESS
}

/// Runs a future of this crate: nothing in it waits for the world.
fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}
