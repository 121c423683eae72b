//! `lib.rs`, in rustfmt's form: it shields the rest from rustfmt, and is not shielded itself.

use super::code::HEADER;
use crate::rust::{Capability, Crate, paragraph};

pub(super) fn lib(planned: &Crate) -> String {
    let mut text = format!("{HEADER}\n");
    let mut line = |line: &str| {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    };
    let title = &planned.package.title;
    line(&format!("{}: types, client and server.", paragraph(title)));
    if !planned.package.docs.is_empty() {
        line("");
        planned.package.docs.iter().for_each(|docs| line(docs));
    }
    line("");
    line(
        "Features: `client` (the default) and `server`; `mock` for a server that answers by itself, `rustls` for a client that speaks `https`, `tracing` for a span around each call of a client and each request to a server.",
    );
    if let Some(limit) = planned.recursion_limit {
        text.push_str(&format!(
            "\n// Types stand deep in each other.\n#![recursion_limit = \"{limit}\"]\n"
        ));
    }
    text.push_str(ALLOWED);
    let module = |text: &mut String, attribute: &str, name: &str| {
        text.push_str(&format!("{attribute}#[rustfmt::skip]\npub mod {name};\n"));
    };
    module(&mut text, "#[cfg(feature = \"client\")]\n", "client");
    module(&mut text, "#[cfg(feature = \"mock\")]\n", "mock");
    module(&mut text, "", "operations");
    if !planned.schemes.is_empty() {
        module(&mut text, "", "security");
    }
    module(&mut text, "#[cfg(feature = \"server\")]\n", "server");
    module(&mut text, "#[doc(hidden)]\n", "support");
    module(&mut text, "", "types");
    text.push_str(EXPORTS);
    for export in exports(planned) {
        text.push_str(&format!("pub use support::{export};\n"));
    }
    text
}

/// What the crate offers of its support code.
pub(crate) fn exports(planned: &Crate) -> impl Iterator<Item = &'static str> {
    let wanted = |it: &Capability| planned.capabilities.contains(it);
    let exports = SUPPORT.iter();
    let exports = exports.filter(move |(it, _)| it.as_ref().is_none_or(wanted));
    exports.map(|(_, export)| *export)
}

const ALLOWED: &str = "
// The document's names, texts and numbers are not ours to choose.
#![allow(
    clippy::approx_constant,
    clippy::disallowed_names,
    clippy::doc_lazy_continuation,
    clippy::doc_overindented_list_items,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::should_implement_trait,
    clippy::struct_field_names,
    clippy::type_complexity,
    clippy::wrong_self_convention
)]

";

const EXPORTS: &str = "
#[cfg(feature = \"client\")]
pub use client::{Client, Error};
";

/// What users name of the support code, and the capability that it comes with; in rustfmt's order.
const SUPPORT: [(Option<Capability>, &str); 14] = [
    (Some(Capability::Base64), "base64::Base64"),
    (Some(Capability::Base64Url), "base64url::Base64Url"),
    (None, "body::Body"),
    (Some(Capability::DateTime), "datetime::{Date, DateTime}"),
    (
        Some(Capability::Decimal),
        "decimal::{Decimal, DecimalString}",
    ),
    (Some(Capability::Duration), "duration::Duration"),
    (Some(Capability::HttpDate), "http_date::HttpDate"),
    (Some(Capability::Nullable), "nullable::Nullable"),
    (Some(Capability::OrEmpty), "or_empty::OrEmpty"),
    (None, "response::Response"),
    (None, "schema"),
    (Some(Capability::Time), "time::Time"),
    (Some(Capability::UnixTime), "unix_time::UnixTime"),
    (Some(Capability::Multipart), "upload::Upload"),
];
