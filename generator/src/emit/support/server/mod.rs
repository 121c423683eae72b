//! The server: a router that finds the operation, and what its handler is given and answers.

mod accept;
mod context;
mod fill;
mod identity;
mod incoming;
mod limits;
mod outgoing;
mod overlap;
mod parameters;
mod payload;
mod refusal;
mod refuse;
mod rest;
mod router;
mod security;
mod serve;
mod table;
mod undeclared;
mod unwind;

pub use accept::Accept;
pub use context::{Context, context, identity};
pub use identity::{Authenticate, Caller, Denied};
pub use incoming::Incoming;
pub use limits::Limits;
pub use outgoing::{Outgoing, not_implemented};
pub use refusal::Refusal;
pub use refuse::{Answer, Refuse};
pub use router::{Builder, Handled, Service, ServiceFuture};
