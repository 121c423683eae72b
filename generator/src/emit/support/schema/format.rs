//! Formats of strings that have no type of their own.

use std::net::{Ipv4Addr, Ipv6Addr};

/// RFC 2673, section 3.2.
pub fn ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// RFC 4291, section 2.2.
pub fn ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// RFC 1123, section 2.1.
pub fn hostname(text: &str) -> bool {
    let label = |label: &str| {
        let letters = label
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-');
        let bounds = !label.starts_with('-') && !label.ends_with('-');
        (1..=63).contains(&label.len()) && letters && bounds
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// RFC 5321, section 4.1.2, as far as can be told without a parser of mail: something, an `@`, a domain.
pub fn email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let literal = domain.starts_with('[') && domain.ends_with(']');
    let local_is_well = !local.is_empty() && !local.contains(char::is_control);
    local_is_well && (literal || !domain.is_ascii() || hostname(domain))
}

/// RFC 3986, section 3: a scheme, and none of the characters that a URI cannot hold.
pub fn uri(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let first = scheme.starts_with(|it: char| it.is_ascii_alphabetic());
    let letters = scheme
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it));
    let allowed = |it: u8| it.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&it);
    first && letters && text.bytes().all(allowed)
}
