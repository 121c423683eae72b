//! The server: a router that finds the operation, and what its handler is given and answers.

mod accept;
mod context;
mod incoming;
mod outgoing;
mod refusal;
mod router;
mod security;
mod table;

pub use accept::Accept;
pub use context::{Context, context};
pub use incoming::Incoming;
pub use outgoing::{Outgoing, not_implemented};
pub use refusal::Refusal;
pub use router::{Builder, Service, ServiceFuture};
