//! Reference tokens of JSON pointers (RFC 6901, sections 3 and 4).

/// A token as it stands in a pointer.
pub(crate) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// The token again.
pub(crate) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::{escape, unescape};

    #[test]
    fn a_token_comes_back() {
        for (token, escaped) in [("a/b", "a~1b"), ("~1", "~01"), ("~/~", "~0~1~0"), ("", "")] {
            assert_eq!(escape(token), escaped);
            assert_eq!(unescape(escaped), token);
        }
    }
}
