//! The support code that generated crates carry, compiled and tested as it stands.

// the crate has the whole of it for the document that needs the whole
#![allow(dead_code, unused_imports)]

#[path = "../src/emit/support/mod.rs"]
mod support;

#[path = "support/again.rs"]
mod again;
#[path = "support/answers.rs"]
mod answers;
#[path = "support/at_once.rs"]
mod at_once;
#[path = "support/client.rs"]
mod client;
#[path = "support/encodings.rs"]
mod encodings;
#[path = "support/fake.rs"]
mod fake;
#[path = "support/formats.rs"]
mod formats;
#[path = "support/forms.rs"]
mod forms;
#[path = "support/guards.rs"]
mod guards;
#[path = "support/hooks.rs"]
mod hooks;
#[path = "support/layouts.rs"]
mod layouts;
#[path = "support/limits.rs"]
mod limits;
#[path = "support/media.rs"]
mod media;
#[path = "support/peer.rs"]
mod peer;
#[path = "support/private.rs"]
mod private;
#[path = "support/random.rs"]
mod random;
#[path = "support/refusals.rs"]
mod refusals;
#[path = "support/requests.rs"]
mod requests;
#[path = "support/routes.rs"]
mod routes;
#[path = "support/schema.rs"]
mod schema;
#[path = "support/server.rs"]
mod server;
#[path = "support/settings.rs"]
mod settings;
#[path = "support/streams.rs"]
mod streams;
#[path = "support/tracing.rs"]
mod tracing;
#[path = "support/undeclared.rs"]
mod undeclared;
#[path = "support/xml.rs"]
mod xml;
