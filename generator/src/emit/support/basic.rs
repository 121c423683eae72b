//! A user and a password as one credential (RFC 7617, section 2).

use super::credential::Credential;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

impl Credential {
    /// The credential of a user. A colon in the name cannot be told from the one that ends it.
    pub fn basic(user: &str, password: &str) -> Self {
        Self::new(STANDARD.encode(format!("{user}:{password}")))
    }

    /// The user and the password; `None` where the text is not base64 of UTF-8 with a colon.
    pub fn user_and_password(&self) -> Option<(String, String)> {
        let text = String::from_utf8(STANDARD.decode(self.secret()).ok()?).ok()?;
        let (user, password) = text.split_once(':')?;
        Some((user.to_owned(), password.to_owned()))
    }
}
