//! `allOf`: a schema that is all of its parts at once (Schema Object, "Composition and Inheritance").

use super::Lowering;
use super::one_of::tells_apart;
use super::scalar::implied;
use crate::document::model::{AdditionalProperties, Broken, EnumValue, Kind, Reference, Schema};
use crate::ir::{SchemaId, SchemaKind, Slot};
use crate::report::{Diagnostic, catalogue};
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::HashSet;

/// So many schemas are made within one composition of the properties of its parts, at most.
const MOST_INLINED: usize = 200;

/// What the parts come to, those of references and of parts within parts included.
#[derive(Default)]
pub(super) struct Whole<'a, 's> {
    pub properties: IndexMap<&'s str, Cow<'s, Schema>>,
    pub required: Vec<&'s str>,
    pub additional: Option<&'s AdditionalProperties>,
    /// Parts that are no objects.
    pub others: Vec<&'s Schema>,
    /// Part of it is not known.
    open: bool,
    /// The definitions that are in it: one that is a part of several parts counts once, or a few
    /// dozen that are all of each other twice would never end.
    seen: HashSet<&'a str>,
}

impl<'a> Lowering<'a> {
    /// The one schema that a composition is, where it adds nothing to it: `allOf` with one `$ref`, and
    /// perhaps a part that is a description alone, is how documents describe a reference.
    pub(super) fn sole_reference<'s>(&self, schema: &'s Schema) -> Option<&'s Reference> {
        let mut parts = schema.all_of.iter().filter(|part| !is_remark(part));
        let part = parts.next().filter(|_| parts.next().is_none())?;
        let plain = schema.properties.is_empty()
            && schema.required.is_empty()
            && schema.additional.is_none()
            && schema.values.is_none()
            && schema.one_of.is_empty()
            && schema.types.iter().all(|name| name == "object");
        part.reference.as_ref().filter(|_| plain)
    }

    pub(super) fn all_of<'s>(&mut self, schema: &'s Schema) -> SchemaKind
    where
        'a: 's,
    {
        // one of a family adds its name to what it is all of
        let family = self
            .families
            .tag(self.document.home(&schema.origin.pointer));
        if let Some(reference) = self.sole_reference(schema)
            && family.is_none()
        {
            let schema = self.resolve(reference);
            return SchemaKind::Alias(Slot {
                schema,
                nullable: false,
            });
        }
        let mut whole = Whole::default();
        self.collect(schema, &mut whole, &mut Vec::new());
        let outer = self.inlined.len();
        if outer == 0 {
            self.inlined_from = self.schemas.len();
        }
        self.inlined.extend(&whole.seen);
        let kind = self.whole(schema, &whole);
        self.inlined.truncate(outer);
        kind
    }

    /// The definition that stands for a composition within another: `a` with a property that is all of
    /// `a` and more has no end, and a chain of definitions, each with two properties that are all of the
    /// next and more, doubles at every step.
    pub(super) fn definition_alone(&mut self, schema: &Schema) -> Option<SchemaId> {
        let composed =
            !schema.all_of.is_empty() || !schema.one_of.is_empty() && !schema.properties.is_empty();
        if !composed || self.inlined.is_empty() {
            return None;
        }
        let too_many = self.schemas.len() > self.inlined_from + MOST_INLINED;
        let document = self.document;
        let mut open: Vec<&Schema> = vec![schema];
        while let Some(part) = open.pop() {
            if let Some(reference) = &part.reference
                && let Ok(pointer) = document.target(reference)
                && let Some(id) = self.definitions.get(pointer).copied()
                && (too_many || self.inlined.contains(&pointer))
            {
                let (code, message, label) = if self.inlined.contains(&pointer) {
                    let message = "the schema is a part of itself".to_owned();
                    (&catalogue::REF_CYCLE, message, "goes in a circle")
                } else {
                    let message = format!("compositions within each other are over {MOST_INLINED}");
                    (&catalogue::UNSUPPORTED_SCHEMA, message, "from here on")
                };
                let diagnostic = Diagnostic::new(code, message);
                let diagnostic = diagnostic.generated("within it, the definition alone");
                self.warn(diagnostic, &schema.origin, label);
                return Some(id);
            }
            open.extend(part.all_of.iter().chain(&part.one_of));
        }
        None
    }

    fn whole(&mut self, schema: &Schema, whole: &Whole<'_, '_>) -> SchemaKind {
        match (whole.others.as_slice(), whole.properties.is_empty()) {
            ([], true) if whole.open => SchemaKind::Any,
            ([], _) => self.object_of(whole, schema),
            ([other], true) => self.own_kind(other),
            ([first, rest @ ..], true) if are_alike_scalars(first, rest) => {
                let merged = self.scalars(first, rest);
                self.own_kind(&merged)
            }
            ([first, ..], properties) => {
                let diagnostic = Diagnostic::new(
                    &catalogue::UNSUPPORTED_SCHEMA,
                    "the parts of an `allOf` are not of one kind",
                )
                .help("no value is of all of them: remove the parts that do not fit");
                let kind = if properties {
                    self.own_kind(first)
                } else {
                    self.object_of(whole, schema)
                };
                let generated = if properties {
                    "the first part"
                } else {
                    "the parts that are objects"
                };
                self.warn(diagnostic.generated(generated), &schema.origin, "this one");
                kind
            }
        }
    }

    fn object_of(&mut self, whole: &Whole<'_, '_>, schema: &Schema) -> SchemaKind {
        let properties = whole.properties.iter();
        let properties = properties.map(|(name, property)| (*name, property.as_ref()));
        let properties = properties.collect();
        self.object(&properties, &whole.required, whole.additional, schema)
    }

    /// Parts that are scalars of one type: of the values that all of them list. Their limits are told
    /// apart from their kind ([`Lowering::limits`]).
    fn scalars(&mut self, first: &Schema, rest: &[&Schema]) -> Schema {
        let mut merged = first.clone();
        merged.types = implied(first).into_iter().map(str::to_owned).collect();
        for part in rest {
            merged.format = merged.format.take().or_else(|| part.format.clone());
            let (Some(known), Some(listed)) = (&merged.values, &part.values) else {
                merged.values = merged.values.take().or_else(|| part.values.clone());
                continue;
            };
            // of one type, values are one where their texts are: `on` and `"on"` are in YAML
            let text = |it: &EnumValue| it.scalar.as_ref().map(|it| it.text.clone());
            let texts: HashSet<String> = listed.iter().filter_map(text).collect();
            let common = |it: &&EnumValue| text(it).is_some_and(|it| texts.contains(&it));
            let common: Vec<EnumValue> = known.iter().filter(common).cloned().collect();
            if !common.is_empty() {
                merged.values = Some(common);
                continue;
            }
            let message = "no value is in the `enum` of every part of an `allOf`";
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .generated("the values of the first part")
                .help("no value is of all of them: remove the parts that do not fit");
            self.warn(diagnostic, &part.origin, "this part");
        }
        merged
    }

    /// Adds a schema and its parts; `trail` holds the definitions that this is a part of.
    pub(super) fn collect<'s>(
        &mut self,
        schema: &'s Schema,
        whole: &mut Whole<'a, 's>,
        trail: &mut Vec<&'a str>,
    ) where
        'a: 's,
    {
        if let Some(reference) = &schema.reference {
            let document = self.document;
            let target = document.target(reference).and_then(|pointer| {
                let known = document.schemas.get_key_value(pointer);
                known.ok_or_else(|| Broken::Other(pointer.to_owned(), Kind::Schema))
            });
            match target {
                Ok((pointer, definition)) if trail.contains(&pointer.as_str()) => {
                    let name = &definition.name;
                    let message = format!("the definition `{name}` is a part of itself");
                    let diagnostic = Diagnostic::new(&catalogue::REF_CYCLE, message);
                    let diagnostic = diagnostic.generated("nothing for this part");
                    self.warn(diagnostic, &reference.origin, "goes in a circle");
                }
                Ok((pointer, _)) if !whole.seen.insert(pointer) => {}
                Ok((pointer, definition)) => {
                    trail.push(pointer);
                    self.collect(&definition.schema, whole, trail);
                    trail.pop();
                }
                Err(broken) => {
                    whole.open = true;
                    self.broken(reference, &broken, "nothing for this part");
                }
            }
            return;
        }
        for part in &schema.all_of {
            self.collect(part, whole, trail);
        }
        let object = schema.types.iter().any(|name| name == "object");
        let says = !schema.types.is_empty()
            || schema.values.is_some()
            || schema.items.is_some()
            || tells_apart(schema);
        if says && (!object || tells_apart(schema)) && schema.properties.is_empty() {
            whole.others.push(schema);
        }
        for (name, property) in &schema.properties {
            self.property(name, property, whole);
        }
        whole
            .required
            .extend(schema.required.iter().map(String::as_str));
        self.additional(schema, whole);
        if !schema.one_of.is_empty() && !tells_apart(schema) {
            self.not_enforced(schema, "alternatives of what is required are not enforced");
        }
    }

    fn additional<'s>(&mut self, schema: &'s Schema, whole: &mut Whole<'a, 's>) {
        use AdditionalProperties::{Allowed, Of};
        whole.additional = match (whole.additional, &schema.additional) {
            (known, None) => known,
            // what holds anyway takes nothing away
            (Some(known), Some(Allowed(true, _))) => Some(known),
            (Some(Of(a)), Some(Of(b))) if a.origin != b.origin && self.together(a, b).is_none() => {
                let message = "two parts of an `allOf` say different things of further properties";
                let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                    .at_pointer(b.origin.place, &b.origin.pointer, "this one holds")
                    .at_pointer(a.origin.place, &a.origin.pointer, "the other one");
                self.report.add(diagnostic.generated("the later one"));
                schema.additional.as_ref()
            }
            (_, new) => new.as_ref(),
        };
    }

    fn property<'s>(&mut self, name: &'s str, property: &'s Schema, whole: &mut Whole<'a, 's>) {
        let Some(known) = whole.properties.get(name) else {
            whole.properties.insert(name, Cow::Borrowed(property));
            return;
        };
        if let Some(both) = self.together(known, property) {
            whole.properties.insert(name, Cow::Owned(both));
            return;
        }
        let message = format!("two parts of an `allOf` say different things of `{name}`");
        let (this, other) = (&property.origin, &known.origin);
        let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
            .at_pointer(this.place, &this.pointer, "this one holds")
            .at_pointer(other.place, &other.pointer, "the other one");
        self.report.add(diagnostic.generated("the later one"));
        whole.properties.insert(name, Cow::Borrowed(property));
    }
}

/// Whether every value is one of the schema, so that it can be there for what it says of the whole alone:
/// its texts, what stands where no value is given, and which way values go.
fn is_remark(schema: &Schema) -> bool {
    says_nothing(schema)
        && schema.one_of.is_empty()
        && schema.required.is_empty()
        && schema.additional.is_none()
        && schema.discriminator.is_none()
        && schema.limits.is_none()
        && schema.xml.is_none()
        && !schema.nullable
}

pub(super) fn says_nothing(schema: &Schema) -> bool {
    schema.reference.is_none() && schema.all_of.is_empty() && !gives_a_type(schema)
}

/// Whether a schema says itself of what type its values are.
pub(super) fn gives_a_type(schema: &Schema) -> bool {
    !schema.types.is_empty()
        || !schema.properties.is_empty()
        || !schema.one_of.is_empty()
        || schema.values.is_some()
        || schema.items.is_some()
}

/// Whether a schema of alternatives is one of them and no more.
pub(super) fn is_nothing_else(schema: &Schema) -> bool {
    schema.types.is_empty()
        && schema.properties.is_empty()
        && schema.all_of.is_empty()
        && schema.values.is_none()
        && schema.items.is_none()
        && schema.required.is_empty()
        && schema.additional.is_none()
}

/// Whether all of these are scalars of one type and format, so that a value can be of each.
pub(super) fn are_alike_scalars(first: &Schema, rest: &[&Schema]) -> bool {
    let types = implied(first);
    let mut formats = rest
        .iter()
        .chain([&first])
        .filter_map(|it| it.format.as_ref());
    let format = formats.next();
    matches!(
        types.as_slice(),
        ["boolean" | "integer" | "number" | "string"]
    ) && rest
        .iter()
        .all(|it| implied(it) == types && !tells_apart(it))
        && !tells_apart(first)
        && formats.all(|it| Some(it) == format)
}
