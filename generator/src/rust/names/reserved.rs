//! Names that mean something already where a name will stand.

/// A set of names, and what is put behind one of them to tell it apart.
#[derive(Debug, Clone, Copy)]
pub struct Reserved {
    names: &'static [&'static str],
    suffix: &'static str,
    /// Whether the names are those of files.
    files: bool,
}

impl Reserved {
    pub const NONE: Reserved = Reserved {
        names: &[],
        suffix: "",
        files: false,
    };

    /// What the prelude and the imports of a file of types hold.
    pub const TYPES: Reserved = Reserved {
        names: &[
            "AsMut",
            "AsRef",
            "Base64",
            "Box",
            "BTreeMap",
            "Bytes",
            "Clone",
            "Copy",
            "Debug",
            "Default",
            "Deserialize",
            "Deserializer",
            "DoubleEndedIterator",
            "Drop",
            "Eq",
            "Err",
            "ExactSizeIterator",
            "Extend",
            "Fn",
            "FnMut",
            "FnOnce",
            "From",
            "FromIterator",
            "Hash",
            "Into",
            "IntoIterator",
            "Iterator",
            // `new` makes it
            "New",
            "None",
            "Nullable",
            "Ok",
            "Option",
            "Ord",
            "PartialEq",
            "PartialOrd",
            "Result",
            "Send",
            "Serialize",
            "Serializer",
            "Sized",
            "Some",
            "String",
            "Sync",
            "TextError",
            "ToOwned",
            "ToString",
            "TryFrom",
            "TryInto",
            "Unpin",
            "Vec",
            "WireText",
        ],
        suffix: "Type",
        files: false,
    };

    /// What our variants are called.
    pub const VARIANTS: Reserved = Reserved {
        names: &["Unknown"],
        suffix: "Value",
        files: false,
    };

    /// What `Client` has already; and as modules, the crates and modules that code names.
    pub const OPERATIONS: Reserved = Reserved {
        names: &[
            "base64",
            "body",
            "builder",
            "bytes",
            "chrono",
            "client",
            "clone",
            "core",
            "crate",
            "execute",
            "from",
            "http",
            "into",
            "new",
            "operations",
            "parameter",
            "pattern",
            "schema",
            "security",
            "serde",
            "serde_json",
            "server",
            "std",
            "support",
            "types",
            "uuid",
            "with_header",
            "with_timeout",
            "xml",
        ],
        suffix: "_operation",
        files: false,
    };

    /// What the builder and the modules of the server have already.
    pub const GROUPS: Reserved = Reserved {
        names: &[
            "alloc",
            "answer",
            "arc",
            "authenticate",
            "body",
            "body_limit",
            "body_timeout",
            "box",
            "build",
            "builder",
            "bytes",
            "caller",
            "check_responses",
            "client",
            "clone",
            "context",
            "copy",
            "core",
            "credential",
            "debug",
            "default",
            "denied",
            "drop",
            "eq",
            "err",
            "error",
            "fn",
            "from",
            "future",
            "hash",
            "identity",
            "incoming",
            "into",
            "iterator",
            "json_depth",
            "mod",
            "mount",
            "multipart_limits",
            "new",
            "none",
            "ok",
            "operation",
            "operations",
            "option",
            "ord",
            "outgoing",
            "refusal",
            "refusals",
            "refuse",
            "refuse_undeclared",
            "response",
            "result",
            "security",
            "send",
            "separator",
            "server",
            "service",
            "service_future",
            "sized",
            "some",
            "status_code",
            "std",
            "string",
            "support",
            "sync",
            // a trait `T` would hide behind a parameter of its own implementations
            "t",
            "types",
            "vec",
            "wrap",
        ],
        suffix: "_group",
        files: true,
    };

    /// What `ClientBuilder` has already.
    pub const SCHEMES: Reserved = Reserved {
        names: &[
            "build",
            "check_requests",
            "clone",
            "connect_timeout",
            "credential",
            "default_header",
            "from",
            "hook",
            "into",
            "new",
            "redirects",
            "reqwest_client",
            "retries",
            "service",
            "timeout",
            "transport",
            "user_agent",
        ],
        suffix: "_credential",
        files: false,
    };

    pub(super) fn suffix(&self, name: &str) -> Option<&'static str> {
        let reserved = self.names.contains(&name) || self.files && is_device(name);
        reserved.then_some(self.suffix)
    }
}

/// Keywords that may stand as raw identifiers.
pub(super) fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in",
        "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
        "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&name)
}

pub(super) fn is_never_raw(name: &str) -> bool {
    ["self", "Self", "super", "crate", "_"].contains(&name)
}

/// Names that a file cannot have on Windows, whatever its extension.
pub fn is_device(name: &str) -> bool {
    let numbered = |stem: &str| {
        let number = name.strip_prefix(stem);
        number.is_some_and(|it| it.len() == 1 && it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    ["con", "prn", "aux", "nul"].contains(&name) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The methods of this type in a folder of the support code, private ones too.
    fn methods(folder: &str, ty: &str) -> Vec<String> {
        let support = concat!(env!("CARGO_MANIFEST_DIR"), "/src/emit/support");
        let mut methods = Vec::new();
        for entry in std::fs::read_dir(format!("{support}/{folder}")).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for item in syn::parse_file(&text).unwrap().items {
                if let syn::Item::Impl(it) = item
                    && it.trait_.is_none()
                    && matches!(&*it.self_ty, syn::Type::Path(path) if path.path.is_ident(ty))
                {
                    methods.extend(it.items.into_iter().filter_map(|item| match item {
                        syn::ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                        _ => None,
                    }));
                }
            }
        }
        assert!(!methods.is_empty());
        methods
    }

    #[test]
    fn no_name_of_the_document_meets_a_method_of_ours() {
        for (folder, ty, reserved) in [
            ("client", "Client", Reserved::OPERATIONS),
            ("client", "ClientBuilder", Reserved::SCHEMES),
            ("server", "Builder", Reserved::GROUPS),
        ] {
            for method in methods(folder, ty) {
                assert!(reserved.names.contains(&method.as_str()), "{ty}::{method}");
            }
        }
    }
}
