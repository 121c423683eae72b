//! Optional properties whose value may be `null`.

use serde::{Deserialize, Deserializer};

/// For a field `Option<T>` of a `T` that reads `null` as a value: what is there is `Some`, `null` too.
/// serde alone reads `null` as `None`. Goes with `#[serde(default)]`, which makes `None` of a field
/// that is absent.
///
/// # Errors
/// Those of `T`.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
