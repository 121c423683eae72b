//! What client and server both know of an operation.

use super::media::MediaType;
use super::response::HeaderError;
use super::schema::Schema;
use super::text::{Separator, TextError};
use http::HeaderMap;
use serde_json::Value;
use std::fmt;

/// An operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// Its name in Rust.
    pub id: &'static str,
    /// Its method, in upper case.
    pub method: &'static str,
    /// Its path template, with the base path: `/api/v4/users/{user_id}`. Pairs of a query behind it
    /// are sent as they stand.
    pub path: &'static str,
    /// Where it stands in the document (RFC 6901).
    pub pointer: &'static str,
    /// What a caller has to show: any one of these alternatives, and of that one every scheme.
    /// Empty: nothing.
    pub security: &'static [&'static [SecurityScheme]],
    /// What its body may be sent as, the preferred one first. Empty: JSON.
    pub consumes: &'static [MediaType],
    /// What its answers may be, the preferred one first. Empty: JSON.
    pub produces: &'static [MediaType],
    /// Its parameters.
    pub inputs: &'static [Input],
    /// What its body is, where that is a value.
    pub body: Option<&'static Schema>,
    /// Whether that must be there.
    pub body_required: bool,
    /// Its answers by status, 4 for `4XX` and 0 for `default`, with what they are where that is a value.
    pub answers: &'static [(u16, Option<&'static Schema>)],
    /// What those of these may be that are not what the others are.
    pub produces_by_status: &'static [(u16, &'static [MediaType])],
}

impl Operation {
    /// The headers of a request that the document names: parameters, and what shows who is calling.
    pub fn headers(&self) -> Vec<&'static str> {
        let inputs = self.inputs.iter();
        let inputs = inputs.filter(|it| it.place == Place::Header && it.prefix.is_none());
        let schemes = self.security.iter().copied().flatten();
        let schemes = schemes.filter_map(|scheme| match scheme.kind {
            SecurityKind::Basic | SecurityKind::Bearer => Some("authorization"),
            SecurityKind::ApiKey { location, name, .. } => {
                (location == KeyLocation::Header).then_some(name)
            }
        });
        inputs.map(|it| it.name).chain(schemes).collect()
    }

    /// How a cookie is read and written.
    pub fn jar(&self, name: &str) -> Option<&'static Jar> {
        let jar = |it: &Input| match it.place {
            Place::Cookie(jar) if it.name == name => Some(jar),
            _ => None,
        };
        self.inputs.iter().find_map(jar)
    }

    /// A parameter that is laid out in a way of its own.
    pub fn laid_out(&self, place: Place, name: &str) -> Option<(&Input, &'static Layout)> {
        let mut inputs = self.inputs.iter();
        let input = inputs.find(|it| it.place == place && it.name == name)?;
        Some((input, input.layout?))
    }

    /// Whether a pair of the query is another's than this input's: another parameter, a property that another
    /// object declares, or a key that shows who is calling.
    pub fn is_taken(&self, input: &Input, name: &str) -> bool {
        let mut others = self.inputs.iter().filter(|it| it.name != input.name);
        others.any(|it| it.has_name(name)) || self.is_key(name)
    }

    /// Whether something is read of a pair of the query: of a parameter, of a property of an object, or of a key
    /// that shows who is calling.
    pub fn reads(&self, name: &str) -> bool {
        self.is_key(name) || self.inputs.iter().any(|it| it.reads(self, name))
    }

    /// Whether it is a key that shows who is calling.
    pub fn is_key(&self, name: &str) -> bool {
        let mut schemes = self.security.iter().copied().flatten();
        schemes.any(|it| match it.kind {
            SecurityKind::ApiKey {
                location: KeyLocation::Query,
                name: key,
                ..
            } => key == name,
            _ => false,
        })
    }

    /// What an answer of this status is, where it is a value.
    pub fn answer(&self, status: u16) -> Option<&'static Schema> {
        self.declared(status)?.1
    }

    /// What a value of this status may be written as, the preferred one first. Empty: JSON.
    pub fn produced(&self, status: u16) -> &'static [MediaType] {
        let declared = self.declared(status).map(|(declared, _)| *declared);
        let mut own = self.produces_by_status.iter();
        let own = own.find(|(status, _)| Some(*status) == declared);
        own.map_or(self.produces, |(_, own)| *own)
    }

    /// That which is declared of a status: by itself, of its class, or of all others.
    fn declared(&self, status: u16) -> Option<&'static (u16, Option<&'static Schema>)> {
        let of = |status| self.answers.iter().find(|(known, _)| *known == status);
        of(status).or_else(|| of(status / 100)).or_else(|| of(0))
    }

    /// Whether an answer of this status is declared by itself, and not as `default`.
    pub fn declares(&self, status: u16) -> bool {
        self.answers.iter().any(|(known, _)| *known == status)
    }
}

/// A parameter: a value that is written as text, or a list of them.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Where it stands.
    pub place: Place,
    /// Its name in the document.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether an empty text is a value of its own (`allowEmptyValue`).
    pub or_empty: bool,
    /// Whether its reserved characters stand in the URL as they are (`x-ms-skip-url-encoding`).
    pub skip_encoding: bool,
    /// Whether they do so in a query, but for those that would end the value (`allowReserved`).
    pub allow_reserved: bool,
    /// Of a collection of headers: what their names begin with.
    pub prefix: Option<&'static str>,
    /// How the elements of a list are kept apart, and those of the lists in it.
    pub lists: &'static [Separator],
    /// How it is laid out, where it is neither a text nor a list of texts.
    pub layout: Option<&'static Layout>,
    /// What it is, a list included.
    pub schema: &'static Schema,
}

/// A layout of its own (OpenAPI 3.0, `style`), in crates that need it. A value is pairs of a name and a text.
pub struct Layout {
    /// The pairs of a value, in which every text that is its own is escaped.
    pub write: fn(&Input, &Value, Escape) -> Result<Pairs, TextError>,
    /// The value that is among these pairs of its place, in which nothing is escaped; `None` where there is
    /// none.
    pub read: Read,
    /// What its pairs are called.
    pub names: Names,
    /// Whether the text is JSON.
    pub json: bool,
}

/// What the pairs of a value are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// As the parameter is.
    Own,
    /// Each as a property is.
    Properties,
    /// Each as both are: `color[r]`.
    Bracketed,
}

/// Names and texts, in which nothing is escaped.
pub type Pairs = Vec<(String, String)>;

/// How a value is read.
pub type Read = fn(&Operation, &Input, &[(String, String)]) -> Result<Option<Value>, TextError>;

/// How a text is escaped.
pub type Escape = fn(&str) -> String;

impl fmt::Debug for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Layout")
    }
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie(&'static Jar),
    /// In a form.
    Form,
}

impl Input {
    /// Whether a name in the query is its own, and so no other's.
    fn has_name(&self, name: &str) -> bool {
        self.place == Place::Query
            && match self.names() {
                Names::Own => name == self.name,
                Names::Properties => self.schema.declares(name),
                Names::Bracketed => name == self.name || self.bracketed(name).is_some(),
            }
    }

    /// Whether it is read of a name in the query.
    fn reads(&self, operation: &Operation, name: &str) -> bool {
        self.place == Place::Query
            && match self.names() {
                Names::Own => name == self.name,
                Names::Properties => {
                    self.schema.property(name).is_some() && !operation.is_taken(self, name)
                }
                Names::Bracketed => {
                    let property = self.bracketed(name);
                    property.is_some_and(|it| self.schema.takes(it))
                }
            }
    }

    fn names(&self) -> Names {
        self.layout.map_or(Names::Own, |it| it.names)
    }

    /// The property of `color[r]`.
    fn bracketed<'n>(&self, name: &'n str) -> Option<&'n str> {
        let property = name.strip_prefix(self.name)?.strip_prefix('[')?;
        property.strip_suffix(']')
    }

    /// One that may be left out.
    pub const fn new(place: Place, name: &'static str, schema: &'static Schema) -> Self {
        Self {
            place,
            name,
            required: false,
            or_empty: false,
            skip_encoding: false,
            allow_reserved: false,
            prefix: None,
            lists: &[],
            layout: None,
            schema,
        }
    }

    /// The same, and it must be there.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, and it may be empty.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.or_empty = true;
        self
    }

    /// The same, and its reserved characters stand in the URL as they are.
    #[must_use]
    pub const fn skip_encoding(mut self) -> Self {
        self.skip_encoding = true;
        self
    }

    /// The same, and they do so where they do not end the value.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same in every header whose name begins with `prefix`.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = Some(prefix);
        self
    }

    /// The same as a list, with its separators.
    #[must_use]
    pub const fn list(mut self, separators: &'static [Separator]) -> Self {
        self.lists = separators;
        self
    }

    /// The same in a layout of its own.
    #[must_use]
    pub const fn layout(mut self, layout: &'static Layout) -> Self {
        self.layout = Some(layout);
        self
    }
}

/// A way to show who is calling (Swagger 2.0, "Security Scheme Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// How the credential travels.
    pub kind: SecurityKind,
    /// What the credential has to allow, where an operation says so.
    pub scopes: &'static [&'static str],
}

impl SecurityScheme {
    /// The same, where the credential has to allow this.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }
}

/// How a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: Bearer …` (RFC 6750); what `oauth2` comes to.
    Bearer,
    /// An API key.
    ApiKey {
        /// Where it stands.
        location: KeyLocation,
        /// The header or the query parameter.
        name: &'static str,
        /// A word before the key, such as `Bearer`.
        prefix: Option<&'static str>,
    },
}

/// Where an API key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie(&'static Jar),
}

/// How cookies are read and written, in crates that need it. There is one way only.
pub struct Jar {
    /// The names and values of all.
    pub pairs: fn(&HeaderMap) -> Pairs,
    /// Adds one to those that are there.
    pub add: fn(&mut HeaderMap, &str, &str) -> Result<(), HeaderError>,
}

impl PartialEq for Jar {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Jar {}

impl fmt::Debug for Jar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jar")
    }
}
