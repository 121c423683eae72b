//! The catalogue of codes: everything the generator can say.
//!
//! BS00 files and their text, BS01 overlays and configuration, BS02 the document's structure, BS03
//! schemas, BS04 operations, parameters and responses, BS05 names, BS06 the generated code.

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing; the generated crate does what the document says.
    Note,
    /// The document is at fault, or the crate does less than the document says.
    Warning,
    /// Nothing is generated.
    Error,
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// One entry.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `BS` and four digits; never reused.
    pub id: &'static str,
    pub level: Level,
    /// What it is about, in a few words.
    pub title: &'static str,
}

macro_rules! catalogue {
    ($($name:ident $id:literal $level:ident $title:literal;)*) => {
        $(#[doc = $title] pub static $name: Code = Code { id: $id, level: Level::$level, title: $title };)*
        /// Every code, ascending.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

catalogue! {
    CANNOT_READ "BS0001" Error "a file cannot be read";
    NOT_TEXT "BS0002" Error "a file is not text";
    SYNTAX "BS0003" Error "a file is neither YAML nor JSON";
    EMPTY "BS0004" Error "a file is empty";
    DUPLICATE_KEY "BS0005" Warning "a key stands twice";
    COMPLEX_KEY "BS0006" Warning "a key is not a scalar";
    TRAILING_DOCUMENT "BS0007" Warning "an empty second YAML document";
    SEVERAL_DOCUMENTS "BS0008" Error "several YAML documents";
    ALIASES "BS0009" Error "aliases without bounds";
    TOO_DEEP "BS0010" Error "nested too deep";

    OVERLAY_MALFORMED "BS0101" Error "an overlay is malformed";
    OVERLAY_MATCHES_NOTHING "BS0102" Error "an overlay action matches nothing";
    OVERLAY_TARGET "BS0103" Error "an overlay action cannot be applied to its target";
    CONFIG_MALFORMED "BS0110" Error "the configuration is malformed";
    CONFIG_MATCHES_NOTHING "BS0111" Error "a setting applies to nothing";
    LOCK_MALFORMED "BS0112" Error "the lock is malformed";

    NOT_SWAGGER "BS0201" Error "neither a Swagger 2.0 nor an OpenAPI 3.0 document";
    OPENAPI_VERSION "BS0202" Error "an OpenAPI document of a version that is not read";
    WRONG_KIND "BS0203" Warning "a value of the wrong kind";
    MISSING_FIELD "BS0204" Warning "a required field is missing";
    DANGLING_REF "BS0205" Warning "a reference to a definition that is not there";
    DANGLING_REF_ERROR "BS0206" Error "a reference to a definition that is not there";
    UNSUPPORTED_REF "BS0207" Warning "a reference that is not followed";
    REF_CYCLE "BS0208" Warning "definitions that refer to nothing but each other";
    FOREIGN_FIELD "BS0209" Warning "a field of another version of the specification";
    UNKNOWN_FIELD "BS0210" Warning "a field that the specification does not have";

    UNSUPPORTED_SCHEMA "BS0301" Warning "a schema that is not built";
    UNKNOWN_TYPE "BS0302" Warning "an unknown type";
    UNTYPED "BS0303" Warning "a schema without the part that gives its type";
    NOT_ENFORCED "BS0304" Note "a keyword that is not enforced";
    BAD_DEFAULT "BS0305" Warning "a default that does not fit";
    UNKNOWN_FORMAT "BS0306" Note "a format that has no type of its own";
    ENUM_TYPE "BS0307" Warning "an `enum` that its type does not fit";
    REQUIRED_NAMES_NOTHING "BS0308" Warning "a required property that is not declared";

    UNSUPPORTED_PATH_FIELD "BS0401" Warning "a field of a path item that is not built";
    PATH_TEMPLATE "BS0402" Warning "a path template and its parameters do not fit";
    UNSUPPORTED_PARAMETER "BS0403" Warning "a parameter that is not built";
    PARAMETER_TYPE "BS0404" Warning "a parameter that is not of a simple type";
    DUPLICATE_PARAMETER "BS0405" Warning "a parameter that stands twice";
    MEDIA_TYPE "BS0406" Warning "media types that are not built";
    BAD_STATUS "BS0407" Warning "a response key that is no status, that of no answer, or one that has a response";
    NO_RESPONSES "BS0408" Warning "an operation without responses";
    SECURITY "BS0409" Warning "a security requirement that cannot be met";
    OTHER_MEDIA_TYPES "BS0410" Note "media types beside JSON that are not built";
    NOT_BUILT "BS0411" Warning "a part of an operation that is not built";
    LINKS "BS0412" Note "links that are not built";
    OTHER_SERVER "BS0413" Note "a server with another base path";
    RESERVED_HEADER "BS0414" Note "a header that is not for a document to declare";
    SERVER_VARIABLE "BS0415" Warning "a variable of a server that is not declared as it is used";
    SERVER_URL "BS0416" Warning "a part of a server's URL that is not built";

    RENAMED "BS0501" Note "a name that had to give way";

    NOT_RUST "BS0601" Error "generated code that is no Rust";
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn codes_are_unique_and_ascending() {
        assert!(ALL.is_sorted_by(|a, b| a.id < b.id));
    }
}
