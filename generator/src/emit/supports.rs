//! The support code: which of its files a crate carries, and the module that lists them.

use super::code::HEADER;
use crate::fileset::FileSet;
use crate::rust::{Capability, Crate};

/// When a file is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// With a client or a server.
    Wire,
    Client,
    /// With a client or a server that traces.
    Traced,
    /// With one that does not, in the place of the module of this name.
    Untraced(&'static str),
    Server,
    /// With a mock.
    Mock,
    /// With a client, where the document needs it.
    ClientWith(Capability),
    /// With a server, where the document needs it.
    ServerWith(Capability),
    /// Where the document needs it.
    With(Capability),
}

struct File {
    path: &'static str,
    text: &'static str,
    when: When,
}

macro_rules! files {
    ($($when:expr => $($path:literal)*;)*) => {
        /// Every file that there is; `a.rs` and `a/mod.rs` are modules, the rest belong to them.
        static FILES: &[File] = &[$($(
            File { path: $path, text: include_str!(concat!("support/", $path)), when: $when },
        )*)*];
    };
}

files! {
    When::With(Capability::Base64) => "base64.rs";
    When::With(Capability::Base64Url) => "base64url.rs";
    When::With(Capability::Basic) => "basic.rs";
    When::Always => "body.rs";
    When::Wire => "codec.rs";
    When::Wire => "check.rs";
    When::With(Capability::Cookie) => "cookie.rs";
    When::Client => "client/mod.rs" "client/answer.rs" "client/builder.rs" "client/call.rs"
        "client/content.rs" "client/deadline.rs" "client/error.rs" "client/exchange.rs"
        "client/hook.rs" "client/network.rs" "client/no_network.rs" "client/redirect.rs"
        "client/request.rs" "client/retry.rs"
        "client/service.rs" "client/transport.rs";
    When::Always => "credential.rs";
    When::With(Capability::DateTime) => "datetime.rs";
    When::With(Capability::Decimal) => "decimal.rs";
    When::With(Capability::DeepObject) => "deep_object.rs";
    When::With(Capability::Duration) => "duration.rs";
    When::With(Capability::Entries) => "entries.rs";
    When::With(Capability::Flat) => "flat.rs";
    When::ServerWith(Capability::Form) => "form_reader.rs";
    When::ClientWith(Capability::Form) => "form_writer.rs";
    When::With(Capability::HeaderCollection) => "header_collection.rs";
    When::With(Capability::HttpDate) => "http_date.rs";
    When::Always => "json.rs";
    When::With(Capability::JsonText) => "json_text.rs";
    When::With(Capability::Label) => "label.rs";
    When::With(Capability::Matrix) => "matrix.rs";
    When::Always => "media.rs";
    When::Mock => "mock/mod.rs" "mock/answer.rs" "mock/call.rs" "mock/declared.rs" "mock/gone.rs"
        "mock/headers.rs" "mock/prefer.rs";
    When::ServerWith(Capability::Multipart) => "multipart_reader.rs";
    When::ClientWith(Capability::Multipart) => "multipart_writer.rs";
    When::With(Capability::Nullable) => "nullable.rs";
    When::With(Capability::OneOf) => "one_of.rs";
    When::Always => "operation.rs";
    When::With(Capability::OrEmpty) => "or_empty.rs";
    When::Always => "parameter.rs";
    When::With(Capability::Pattern) => "pattern.rs";
    When::Wire => "percent.rs";
    When::With(Capability::Present) => "present.rs";
    When::Mock => "random/mod.rs" "random/examples.rs" "random/number.rs" "random/pattern.rs"
        "random/text.rs";
    When::Wire => "reserved.rs";
    When::Always => "response.rs" "schema/mod.rs" "schema/at.rs" "schema/check.rs" "schema/constant.rs"
        "schema/format.rs"
        "schema/number.rs" "schema/text.rs" "schema/validate.rs" "schema/violation.rs"
        "schema/xml.rs";
    When::Server => "server/mod.rs" "server/accept.rs" "server/context.rs" "server/fill.rs"
        "server/identity.rs" "server/incoming.rs" "server/limits.rs" "server/parameters.rs"
        "server/outgoing.rs" "server/overlap.rs" "server/payload.rs" "server/refusal.rs" "server/refuse.rs" "server/rest.rs"
        "server/router.rs" "server/security.rs" "server/serve.rs" "server/table.rs"
        "server/undeclared.rs" "server/unwind.rs";
    When::Wire => "template.rs";
    When::Always => "text.rs";
    When::With(Capability::Time) => "time.rs";
    When::Traced => "trace.rs";
    When::With(Capability::UnixTime) => "unix_time.rs";
    When::Untraced("trace") => "untraced.rs";
    When::With(Capability::Form) => "upload.rs";
    When::With(Capability::Uuid) => "uuid.rs";
    When::With(Capability::Xml) => "xml/mod.rs" "xml/place.rs" "xml/read.rs" "xml/strict.rs"
        "xml/tree.rs" "xml/write.rs";
}

pub(super) fn supports(planned: &Crate, files: &mut FileSet) {
    let mut modules = String::new();
    for file in FILES {
        let feature = match file.when {
            When::With(it) | When::ClientWith(it) | When::ServerWith(it)
                if !planned.capabilities.contains(&it) =>
            {
                continue;
            }
            When::Always | When::With(_) => "",
            When::Wire => "#[cfg(any(feature = \"client\", feature = \"server\"))]\n",
            When::Client | When::ClientWith(_) => "#[cfg(feature = \"client\")]\n",
            When::Traced => {
                "#[cfg(all(any(feature = \"client\", feature = \"server\"), feature = \"tracing\"))]\n"
            }
            When::Untraced(_) => {
                "#[cfg(all(any(feature = \"client\", feature = \"server\"), not(feature = \"tracing\")))]\n"
            }
            When::Mock => "#[cfg(feature = \"mock\")]\n",
            When::Server | When::ServerWith(_) => "#[cfg(feature = \"server\")]\n",
        };
        let module = file
            .path
            .strip_suffix("/mod.rs")
            .or(file.path.strip_suffix(".rs"));
        if let Some(module) = module.filter(|module| !module.contains('/')) {
            let (place, module) = match file.when {
                When::Untraced(name) => (format!("#[path = {:?}]\n", file.path), name),
                _ => (String::new(), module),
            };
            modules.push_str(&format!("{feature}{place}pub mod {module};\n"));
        }
        files.insert(
            format!("src/support/{}", file.path),
            format!("{HEADER}\n{}", file.text),
        );
    }
    let docs = "//! What the generated code stands on. Its public parts are exported where they are used;\n//! the rest is no interface, and changes without notice.";
    files.insert(
        "src/support/mod.rs",
        format!("{HEADER}\n{docs}\n\n{modules}"),
    );
}
