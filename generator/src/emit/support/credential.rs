//! What a caller shows to say who it is.

use std::fmt;

/// A token, a key, or (see `basic`) a user and a password. It never shows in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    secret: String,
}

impl Credential {
    /// A token or a key, without any word before it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
        }
    }

    /// The text as it travels.
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}
