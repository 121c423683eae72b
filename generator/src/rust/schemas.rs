//! The table of schemas: what the document says of values, beside their types.

use super::types::{Types, file_name};
use super::{Capability, Home, Ident, Type, patterns};
use crate::ir::{
    Additional, EnumBase, EnumValue, IntegerFormat, Limits, NumberFormat, Property, Schema,
    SchemaId, SchemaKind, Slot, StringFormat, Xml,
};
use crate::report::{Diagnostic, Hides, catalogue};

/// A schema of the table.
#[derive(Debug, Clone)]
pub struct SchemaDef {
    pub shape: SchemaShape,
    pub nullable: bool,
    pub limits: Vec<Limit>,
    /// Where the crate speaks XML.
    pub xml: Option<SchemaXml>,
}

/// What XML makes of a schema.
#[derive(Debug, Clone)]
pub struct SchemaXml {
    pub of: Xml,
    /// The name of the definition.
    pub root: Option<String>,
}

/// A use of a schema.
#[derive(Debug, Clone)]
pub enum SchemaUse {
    /// That of a definition, by its module.
    Definition(Ident),
    /// That of the own properties of a base.
    Own(Ident),
    /// One that stands in place.
    Here(Box<SchemaDef>),
}

impl SchemaUse {
    /// One of any value.
    pub fn any() -> Self {
        Self::Here(Box::new(SchemaDef {
            shape: SchemaShape::Any,
            nullable: false,
            limits: Vec::new(),
            xml: None,
        }))
    }
}

#[derive(Debug, Clone)]
pub enum SchemaShape {
    Any,
    Boolean,
    Integer(IntegerFormat),
    Number,
    Float,
    String,
    /// A string that is one of a type: the name of the format.
    Text(&'static str, Type),
    /// A string of a format, and the function of support that decides.
    Format(&'static str, &'static str),
    Values(Vec<Constant>),
    List(SchemaUse),
    Map(SchemaUse),
    Object(Vec<SchemaProperty>, Rest),
    Choice(String, Vec<(String, SchemaUse)>),
    OneOf(Vec<SchemaUse>),
    Same(SchemaUse),
}

/// A value that the document writes.
#[derive(Debug, Clone)]
pub enum Constant {
    Text(String),
    /// In decimal notation.
    Number(String),
    /// As JSON.
    Json(String),
}

#[derive(Debug, Clone)]
pub struct SchemaProperty {
    pub name: String,
    pub need: Need,
    pub schema: SchemaUse,
}

/// Whether a property must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
    /// In answers, and not in requests.
    ReadOnly,
    /// In requests, and not in answers.
    WriteOnly,
    OptionalWriteOnly,
}

/// The properties that are not listed.
#[derive(Debug, Clone)]
pub enum Rest {
    Allowed,
    Forbidden,
    Of(SchemaUse),
}

/// A bound, by the name that support has for it.
#[derive(Debug, Clone)]
pub enum Limit {
    Flag(&'static str),
    Count(&'static str, u64),
    Number(&'static str, String),
    Pattern {
        /// As the document has it.
        written: String,
        /// As a regular expression of Rust.
        pattern: String,
    },
}

impl Types<'_, '_> {
    /// The schema of a definition, or of what stands in place.
    pub(super) fn schema_def(&mut self, id: SchemaId) -> SchemaDef {
        let api = self.api;
        let schema = api.schema(id);
        SchemaDef {
            shape: self.schema_shape(&schema.kind),
            nullable: schema.nullable,
            limits: self.schema_limits(schema),
            xml: self.schema_xml(schema),
        }
    }

    fn schema_shape(&mut self, kind: &SchemaKind) -> SchemaShape {
        match kind {
            SchemaKind::Any | SchemaKind::Missing | SchemaKind::File => SchemaShape::Any,
            SchemaKind::Boolean => SchemaShape::Boolean,
            SchemaKind::Integer(format) => SchemaShape::Integer(*format),
            SchemaKind::Number(NumberFormat::Float) => SchemaShape::Float,
            SchemaKind::Number(_) => SchemaShape::Number,
            SchemaKind::String(format) => self.text_shape(format),
            SchemaKind::Enum { base, values } => SchemaShape::Values(constants(*base, values)),
            SchemaKind::Array(slot) => SchemaShape::List(self.schema_use(*slot)),
            SchemaKind::Map(slot) => SchemaShape::Map(self.schema_use(*slot)),
            SchemaKind::Alias(slot) => SchemaShape::Same(self.schema_use(*slot)),
            SchemaKind::Object {
                properties,
                additional,
                tag,
            } => {
                let tag = tag.iter().map(|tag| SchemaProperty {
                    name: tag.property.clone(),
                    need: Need::Required,
                    schema: SchemaUse::Here(Box::new(SchemaDef {
                        shape: SchemaShape::Values(vec![Constant::Text(tag.value.clone())]),
                        nullable: false,
                        limits: Vec::new(),
                        xml: None,
                    })),
                });
                let mut all: Vec<SchemaProperty> = tag.collect();
                all.extend(properties.iter().map(|it| self.schema_property(it)));
                let rest = match additional {
                    Additional::Ignored => Rest::Allowed,
                    Additional::Forbidden => Rest::Forbidden,
                    Additional::Of(slot) => Rest::Of(self.schema_use(*slot)),
                };
                SchemaShape::Object(all, rest)
            }
            SchemaKind::Choice {
                tag, alternatives, ..
            } => {
                let alternatives = alternatives.iter().map(|alternative| {
                    let slot = Slot {
                        schema: alternative.schema,
                        nullable: false,
                    };
                    (alternative.value.clone(), self.schema_use(slot))
                });
                SchemaShape::Choice(tag.clone(), alternatives.collect())
            }
            SchemaKind::OneOf(slots) => {
                SchemaShape::OneOf(slots.iter().map(|it| self.schema_use(*it)).collect())
            }
        }
    }

    fn schema_property(&mut self, property: &Property) -> SchemaProperty {
        let need = match property.required {
            false if property.write_only && !property.read_only => Need::OptionalWriteOnly,
            false => Need::Optional,
            // of both, neither has to send it
            true if property.read_only && property.write_only => Need::Optional,
            true if property.read_only => Need::ReadOnly,
            true if property.write_only => Need::WriteOnly,
            true => Need::Required,
        };
        SchemaProperty {
            name: property.name.clone(),
            need,
            schema: self.schema_use(property.slot),
        }
    }

    fn text_shape(&mut self, format: &StringFormat) -> SchemaShape {
        let name = match format {
            StringFormat::Plain => return SchemaShape::String,
            StringFormat::Byte => "byte",
            StringFormat::Date => "date",
            StringFormat::DateTime => "date-time",
            StringFormat::Base64Url => "base64url",
            StringFormat::HttpDate => "date-time-rfc1123",
            StringFormat::Time => "time",
            StringFormat::Duration => "duration",
            StringFormat::Decimal => "decimal",
            StringFormat::Uuid => "uuid",
            StringFormat::Other(name) => return format_shape(name),
        };
        SchemaShape::Text(name, self.kind(&SchemaKind::String(format.clone())))
    }

    /// A use of a schema; those of definitions are referred to, since they may be recursive.
    pub(super) fn schema_use(&mut self, slot: Slot) -> SchemaUse {
        let api = self.api;
        let schema = api.schema(slot.schema);
        let Some(named) = self.named(slot.schema) else {
            let mut def = self.schema_def(slot.schema);
            def.nullable |= slot.nullable;
            return SchemaUse::Here(Box::new(def));
        };
        if !slot.nullable || schema.nullable {
            return named;
        }
        SchemaUse::Here(Box::new(SchemaDef {
            shape: SchemaShape::Same(named),
            nullable: true,
            limits: Vec::new(),
            xml: None,
        }))
    }

    /// The schema of a definition.
    pub(super) fn named(&self, id: SchemaId) -> Option<SchemaUse> {
        match self.known.get(&id) {
            Some((Home::Types, ident)) => Some(SchemaUse::Definition(file_name(ident))),
            Some((Home::Inside(module), _)) if self.owns.contains(&id) => {
                Some(SchemaUse::Own(module.clone()))
            }
            _ => None,
        }
    }

    fn schema_xml(&self, schema: &Schema) -> Option<SchemaXml> {
        let spoken = self.capabilities.contains(&Capability::Xml);
        let said = schema.xml.is_some() || schema.name.is_some();
        (spoken && said).then(|| SchemaXml {
            of: schema.xml.clone().unwrap_or_default(),
            root: schema.name.clone(),
        })
    }

    pub(super) fn schema_limits(&mut self, schema: &Schema) -> Vec<Limit> {
        let Limits {
            minimum,
            exclusive_minimum,
            maximum,
            exclusive_maximum,
            multiple_of,
            min_length,
            max_length,
            pattern,
            min_items,
            max_items,
            unique_items,
            min_properties,
            max_properties,
        } = &schema.limits;
        let least = ["AtLeast", "MoreThan"];
        let most = ["AtMost", "LessThan"];
        let name = |names: [&'static str; 2], exclusive: bool| {
            let [closed, open] = names;
            if exclusive { open } else { closed }
        };
        let numbers = [
            (name(least, *exclusive_minimum), minimum),
            (name(most, *exclusive_maximum), maximum),
            ("MultipleOf", multiple_of),
        ];
        let numbers = numbers.into_iter();
        let numbers = numbers.filter_map(|(name, it)| Some(Limit::Number(name, it.clone()?)));
        let counts = [
            ("MinLength", min_length),
            ("MaxLength", max_length),
            ("MinItems", min_items),
            ("MaxItems", max_items),
            ("MinProperties", min_properties),
            ("MaxProperties", max_properties),
        ];
        let counts = counts.into_iter();
        let counts = counts.filter_map(|(name, it)| Some(Limit::Count(name, (*it)?)));
        let unique = unique_items.then_some(Limit::Flag("UniqueItems"));
        let mut limits: Vec<Limit> = numbers.chain(counts).chain(unique).collect();
        limits.extend(pattern.as_ref().and_then(|it| self.pattern(it, schema)));
        limits
    }

    fn pattern(&mut self, written: &str, schema: &Schema) -> Option<Limit> {
        match patterns::translate(written) {
            Ok(pattern) => {
                self.capabilities.insert(Capability::Pattern);
                let written = written.to_owned();
                Some(Limit::Pattern { written, pattern })
            }
            Err(problem) => {
                let message = format!("a `pattern` that Rust does not match: {problem}");
                let diagnostic = Diagnostic::new(&catalogue::NOT_ENFORCED, message)
                    .generated("docs that show it; no value is refused for it")
                    .hides(Hides::Nothing)
                    .help(
                        "correct it in an overlay; there is no look-around and no back-reference",
                    );
                let (place, pointer) = (schema.origin.place, &schema.origin.pointer);
                self.report
                    .add(diagnostic.at_pointer(place, pointer, "this schema"));
                None
            }
        }
    }
}

/// Of the formats without a type those that are checked; the others are any text.
fn format_shape(name: &str) -> SchemaShape {
    match name {
        "ipv4" => SchemaShape::Format("ipv4", "ipv4"),
        "ipv6" => SchemaShape::Format("ipv6", "ipv6"),
        "hostname" => SchemaShape::Format("hostname", "hostname"),
        "email" => SchemaShape::Format("email", "email"),
        "uri" => SchemaShape::Format("uri", "uri"),
        _ => SchemaShape::String,
    }
}

fn constants(base: EnumBase, values: &[EnumValue]) -> Vec<Constant> {
    let constant = |it: &EnumValue| match base {
        EnumBase::String => Constant::Text(it.value.clone()),
        EnumBase::Integer(_) | EnumBase::Number(_) => Constant::Number(it.value.clone()),
        EnumBase::Boolean | EnumBase::Any => Constant::Json(it.value.clone()),
    };
    values.iter().map(constant).collect()
}
