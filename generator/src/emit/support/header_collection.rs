//! Headers whose names share a prefix, as a map (`x-ms-header-collection-prefix`): with `x-meta-` the header
//! `x-meta-owner: ann` is the entry `owner` of `ann`. Names of headers have no case, so keys arrive in lower
//! case.

use super::parameter;
use super::response::HeaderError;
use super::text::{TextError, WireText};
use http::{HeaderMap, HeaderName};
use std::collections::BTreeMap;

/// A map, or an option of one.
pub trait HeaderCollection: Sized {
    /// What a header holds.
    type Value: WireText;

    /// The entries; none where there is no map.
    fn entries(&self) -> impl Iterator<Item = (&String, &Self::Value)>;

    /// The value of the headers that were sent.
    ///
    /// # Errors
    /// There are none and one is required.
    fn of_entries(entries: BTreeMap<String, Self::Value>) -> Result<Self, TextError>;
}

impl<T: WireText> HeaderCollection for BTreeMap<String, T> {
    type Value = T;

    fn entries(&self) -> impl Iterator<Item = (&String, &T)> {
        self.iter()
    }

    fn of_entries(entries: Self) -> Result<Self, TextError> {
        match entries.is_empty() {
            true => Err(TextError::new("at least one is required")),
            false => Ok(entries),
        }
    }
}

impl<T: WireText> HeaderCollection for Option<BTreeMap<String, T>> {
    type Value = T;

    fn entries(&self) -> impl Iterator<Item = (&String, &T)> {
        self.iter().flatten()
    }

    fn of_entries(entries: BTreeMap<String, T>) -> Result<Self, TextError> {
        Ok(Some(entries).filter(|it| !it.is_empty()))
    }
}

/// The map of all headers whose names begin with `prefix`, but for the `others`, which are declared by
/// themselves.
///
/// # Errors
/// One is repeated, is not UTF-8 or not of its type; or there is none, and one is required.
pub fn read<T: HeaderCollection>(
    headers: &HeaderMap,
    prefix: &str,
    others: &[&str],
) -> Result<T, HeaderError> {
    let lower = prefix.to_ascii_lowercase();
    let names = headers.keys().map(HeaderName::as_str);
    let names = names.filter(|name| !others.iter().any(|other| other.eq_ignore_ascii_case(name)));
    let names = names.filter_map(|name| Some((name, name.strip_prefix(&lower)?)));
    let entries = names.map(|(name, key)| {
        let value = parameter::read_header(headers, name)?;
        Ok((key.to_owned(), value))
    });
    let entries = entries.collect::<Result<_, HeaderError>>()?;
    T::of_entries(entries).map_err(|error| HeaderError::new(prefix, error.to_string()))
}

/// Adds a header for each entry.
///
/// # Errors
/// As [`write()`], or one of that name is there already.
pub fn add<T: HeaderCollection>(
    headers: &mut HeaderMap,
    prefix: &str,
    value: &T,
) -> Result<(), HeaderError> {
    let more = write(prefix, value)?;
    if let Some(name) = more.keys().find(|name| headers.contains_key(*name)) {
        return Err(HeaderError::new(
            name.as_str(),
            "it is there more than once",
        ));
    }
    headers.extend(more);
    Ok(())
}

/// A header for each entry.
///
/// # Errors
/// A key cannot end the name of a header, two are one but for their case, or a value cannot stand in a header.
pub fn write<T: HeaderCollection>(prefix: &str, value: &T) -> Result<HeaderMap, HeaderError> {
    let mut headers = HeaderMap::new();
    for (key, value) in value.entries() {
        let name = format!("{prefix}{key}");
        if headers.contains_key(&name) {
            return Err(HeaderError::new(&name, "it is there more than once"));
        }
        parameter::write_header(&mut headers, &name, value)?;
    }
    Ok(headers)
}
