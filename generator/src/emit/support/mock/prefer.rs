//! What a request prefers (RFC 7240): `Prefer: code=404`.

use http::HeaderMap;

/// The status that is asked for, if one is; what is written there, where that is no status of an answer.
pub(super) fn code(headers: &HeaderMap) -> Option<Result<u16, String>> {
    let values = headers.get_all("prefer").into_iter();
    let values = values.filter_map(|value| value.to_str().ok());
    let mut preferences = values.flat_map(|value| value.split([',', ';']));
    preferences.find_map(|preference| {
        let (name, value) = preference.split_once('=')?;
        let named = name.trim().eq_ignore_ascii_case("code");
        let value = value.trim().trim_matches('"');
        let code = value.parse().ok();
        let code = code.filter(|code| (200..600).contains(code));
        named.then(|| code.ok_or_else(|| value.to_owned()))
    })
}
