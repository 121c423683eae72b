//! What a body is, and what it is written as.

use super::Lowering;
use super::all_of::{is_nothing_else, says_nothing};
use super::response::is_token;
use super::scalar::implied;
use crate::document::model::{Media, Schema};
use crate::ir::{Codec, Content, ContentShape, Limits, MediaType, Origin};
use crate::report::{Diagnostic, catalogue};

impl Lowering<'_> {
    /// What a body is: of media types that have different schemas those of the preferred one. `what`
    /// names the body in diagnostics; `inherited` are the media types of what names none.
    pub(super) fn content(
        &mut self,
        what: &str,
        all: &[Media],
        inherited: &[String],
    ) -> Option<Content> {
        let types = |media: &Media| media.types.clone().unwrap_or_else(|| inherited.to_vec());
        let media = all.iter().min_by_key(|it| rank(&types(it)))?;
        let mut others = Vec::new();
        for other in all.iter().filter(|it| it.origin != media.origin) {
            let names = types(other);
            let types = names.iter().map(|it| format!("`{it}`"));
            let types = types.collect::<Vec<_>>().join(", ");
            let message = format!("{what} of {types} that is not what those of another are");
            let diagnostic = Diagnostic::new(&catalogue::OTHER_MEDIA_TYPES, message);
            let diagnostic = diagnostic.generated("nothing for it");
            self.warn(diagnostic, &other.origin, "this one");
            others.extend(names.into_iter().filter(|it| is_media_type(it.trim())));
        }
        let types = types(media);
        let schema = media.schema.as_ref();
        // a range of everything and a schema that says nothing: whatever there is
        let anything = media.types.is_some()
            && types.iter().all(|it| essence(it) == "*/*")
            && schema.is_none_or(says_nothing);
        let content = match schema.filter(|_| !anything) {
            Some(schema) => self.content_of(what, schema, &types),
            None => self.unsaid(what, &media.origin, &types),
        };
        Some(Content { others, ..content })
    }

    /// What a media type alone says: JSON is any value, the rest is text or bytes.
    fn unsaid(&mut self, what: &str, origin: &Origin, declared: &[String]) -> Content {
        let media_types = self.media_types(what, declared, origin);
        let all = |codec: Codec| media_types.iter().all(|it| it.codec == codec);
        let ranges = media_types.iter().any(|it| essence(&it.name) == "*/*");
        if all(Codec::Json) && !ranges {
            return self.content_of(what, &Schema::nothing(origin.clone()), declared);
        }
        Content {
            shape: match all(Codec::Text) {
                true => ContentShape::Text,
                false => ContentShape::Bytes,
            },
            schema: None,
            media_types,
            others: Vec::new(),
        }
    }

    /// A value, where a codec that is built can carry it; else its text or its bytes.
    fn content_of(&mut self, what: &str, schema: &Schema, declared: &[String]) -> Content {
        let media_types = self.media_types(what, declared, &schema.origin);
        let types = self.types(schema);
        let has = |name: &str| types.iter().any(|it| it == name);
        let mut shape = if has("file") || has("binary") {
            ContentShape::Bytes
        } else if ["string", "integer", "number", "boolean"]
            .into_iter()
            .any(has)
        {
            ContentShape::Scalar
        } else {
            ContentShape::Value
        };
        let carried = |shape| {
            let (carried, other): (Vec<&MediaType>, Vec<&MediaType>) = media_types
                .iter()
                .partition(|media_type| media_type.codec.carries(shape));
            (!carried.is_empty() || media_types.is_empty(), other)
        };
        let (well, other) = carried(shape);
        if !well {
            let (fallback, said) = if carried(ContentShape::Text).0 {
                (ContentShape::Text, "its text")
            } else {
                (ContentShape::Bytes, "its bytes")
            };
            let message = format!("{what} of {} is not built", names(&other));
            let diagnostic = Diagnostic::new(&catalogue::MEDIA_TYPE, message).generated(said);
            self.warn(diagnostic, &schema.origin, "this schema");
            shape = fallback;
        } else if !other.is_empty() {
            let message = format!("{what} of {} is not built", names(&other));
            let diagnostic = Diagnostic::new(&catalogue::OTHER_MEDIA_TYPES, message);
            let diagnostic = diagnostic.generated("what the document offers as well");
            self.warn(diagnostic, &schema.origin, "this one");
        }
        let typed = matches!(shape, ContentShape::Value | ContentShape::Scalar);
        Content {
            shape,
            schema: typed.then(|| self.slot(schema)),
            media_types,
            others: Vec::new(),
        }
    }

    /// Those that can stand in a header, each once, whatever the character set.
    fn media_types(&mut self, what: &str, declared: &[String], origin: &Origin) -> Vec<MediaType> {
        let mut media_types: Vec<MediaType> = Vec::new();
        for name in declared.iter().map(|it| it.trim()) {
            if !is_media_type(name) {
                let message = format!(
                    "{what} of `{}`, which is no media type",
                    name.escape_debug()
                );
                let diagnostic = Diagnostic::new(&catalogue::OTHER_MEDIA_TYPES, message);
                self.warn(diagnostic.generated("nothing for it"), origin, "this one");
            } else if !media_types.iter().any(|it| same(&it.name, name)) {
                media_types.push(MediaType {
                    name: name.to_owned(),
                    codec: codec(name),
                });
            }
        }
        media_types
    }

    /// The names in `type`, of what a reference means as well; `binary` for such a string.
    fn types(&self, schema: &Schema) -> Vec<String> {
        let schema = self.meant(schema);
        match implied(schema).as_slice() {
            ["string"] if schema.format.as_deref() == Some("binary") => vec!["binary".to_owned()],
            types => types.iter().map(|it| (*it).to_owned()).collect(),
        }
    }
}

impl<'a> Lowering<'a> {
    /// The schema that a reference means, be it the one part or the one alternative of a schema that says
    /// no more; one that leads nowhere itself.
    pub(super) fn meant<'s>(&self, schema: &'s Schema) -> &'s Schema
    where
        'a: 's,
    {
        self.meant_within(schema).0
    }

    /// The same, and the limits that are said on the way.
    pub(super) fn meant_within<'s>(&self, schema: &'s Schema) -> (&'s Schema, Limits)
    where
        'a: 's,
    {
        let (mut schema, mut limits) = (schema, Limits::default());
        for _ in 0..10 {
            let reference = match (schema.reference.as_ref(), schema.one_of.as_slice()) {
                (Some(reference), _) => reference,
                (None, [only]) if is_nothing_else(schema) => {
                    limits = limits.and(&schema.limits).0;
                    schema = only;
                    continue;
                }
                (None, _) => match self.sole_reference(schema) {
                    Some(reference) => {
                        limits = limits.and(&schema.limits).0;
                        reference
                    }
                    None => break,
                },
            };
            let document = self.document;
            let target = document.target(reference).ok();
            match target.and_then(|it| document.schemas.get(it)) {
                Some(definition) => schema = &definition.schema,
                None => break,
            }
        }
        (schema, limits)
    }
}

/// How much a schema is preferred to those of other media types: JSON, then what has a codec.
fn rank(media_types: &[String]) -> usize {
    let rank = |it: &String| match codec(it) {
        Codec::Json => 0,
        Codec::Xml => 1,
        Codec::Text => 2,
        Codec::Form | Codec::Bytes => 3,
    };
    media_types.iter().map(rank).min().unwrap_or(4)
}

fn names(media_types: &[&MediaType]) -> String {
    let names = media_types.iter().map(|it| format!("`{}`", it.name));
    names.collect::<Vec<_>>().join(", ")
}

/// A media type without its parameters, in lower case (RFC 9110, section 8.3.1).
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or("");
    essence.trim().to_ascii_lowercase()
}

/// Whether two are the same but for spelling and character set: our texts are UTF-8 in any case.
fn same(a: &str, b: &str) -> bool {
    let parameters = |media_type: &str| {
        let parameters = media_type.split(';').skip(1).map(str::trim);
        let parameters = parameters.map(str::to_ascii_lowercase);
        let parameters = parameters.filter(|it| !it.is_empty() && !it.starts_with("charset="));
        parameters.collect::<Vec<_>>()
    };
    essence(a) == essence(b) && parameters(a) == parameters(b)
}

/// `*/*` stands for JSON. XML is text too, but its schema means elements.
pub(super) fn codec(media_type: &str) -> Codec {
    match essence(media_type).as_str() {
        "application/json" | "text/json" | "*/*" => Codec::Json,
        "application/xml" | "text/xml" => Codec::Xml,
        "application/x-www-form-urlencoded" => Codec::Form,
        essence if essence.ends_with("+json") => Codec::Json,
        essence if essence.ends_with("+xml") => Codec::Xml,
        essence if essence.starts_with("text/") => Codec::Text,
        _ => Codec::Bytes,
    }
}

/// RFC 9110, section 8.3.1; a range as well.
fn is_media_type(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let parts: Vec<&str> = essence.split('/').collect();
    let named = |part: &&str| !part.is_empty() && part.bytes().all(is_token);
    parts.len() == 2
        && parts.iter().all(named)
        && media_type.bytes().all(|byte| (0x20..0x7F).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::{codec, is_media_type, same};
    use crate::ir::Codec;

    #[test]
    fn the_codec_is_told_by_the_media_type() {
        for (media_type, known) in [
            ("Application/JSON; charset=utf-8", Codec::Json),
            ("application/vnd.api+json", Codec::Json),
            ("application/*+json", Codec::Json),
            ("*/*", Codec::Json),
            ("image/svg+xml", Codec::Xml),
            ("text/xml", Codec::Xml),
            ("text/csv", Codec::Text),
            ("application/x-www-form-urlencoded", Codec::Form),
            ("image/png", Codec::Bytes),
        ] {
            assert_eq!(codec(media_type), known, "{media_type}");
        }
    }

    #[test]
    fn parameters_tell_media_types_apart_and_character_sets_do_not() {
        assert!(same("application/json", "Application/json;charset=UTF-8"));
        assert!(!same("application/json", "application/json;stream=watch"));
    }

    #[test]
    fn a_media_type_is_a_type_and_a_subtype() {
        assert!(is_media_type("a/b; c=\"d e\""));
        for text in ["", "json", "a/b/c", "*/ ' \" =end", "a/b\r\nc: d", "/"] {
            assert!(!is_media_type(text), "{text:?}");
        }
    }
}
