//! Schemas: types, alternatives, and what stands in them.

use super::catalogue as code;
use super::change::Direction;
use super::draft::Draft;
use super::findings::{Findings, Place, Use};
use super::surface::{property_key, value_key};
use super::{alternatives, deprecation, objects, values, words};
use crate::ir::{
    EnumBase, EnumValue, IntegerFormat, NumberFormat, Origin, Schema, SchemaId, SchemaKind, Slot,
    StringFormat,
};

/// Whether Rust has a type of its own for it.
pub(super) fn typed(schema: &Schema) -> bool {
    use SchemaKind as K;
    matches!(
        schema.kind,
        K::Object { .. } | K::Enum { .. } | K::Choice { .. } | K::OneOf(_)
    )
}

/// Compares what two schemas say themselves; what stands in them becomes edges.
pub(super) fn compare(
    findings: &mut Findings<'_>,
    node: usize,
    (old, new): (SchemaId, SchemaId),
    subject: &str,
    at: (Origin, Origin),
    (text, settled, aliased): (bool, bool, bool),
) {
    let (a, b) = (findings.old.schema(old), findings.new.schema(new));
    let moved = a.origin.pointer != b.origin.pointer;
    // two of different names: it is the use that changes
    let (at, replaced) = match findings.names.same(a, b) {
        true => ((a.origin.clone(), b.origin.clone()), false),
        false => (at, !aliased),
    };
    let own = words::subject(&a.origin).filter(|_| !moved);
    let subject = own.unwrap_or_else(|| subject.to_owned());
    let mut nodes = Nodes {
        findings,
        node,
        ids: (old, new),
        a,
        b,
        subject,
        at,
        text,
        moved,
        replaced,
        aliased,
    };
    // of what has no name in a parameter, this is said of the parameter
    let told = text && a.name.is_none();
    if !told && (a.title != b.title || a.description != b.description) {
        nodes.describe();
    }
    // what stands in place is told of its property, or of its parameter
    let codes = (&code::SCHEMA_DEPRECATED, &code::SCHEMA_REVIVED);
    let apis = (nodes.findings.old, nodes.findings.new);
    let deprecated = deprecation::between(apis, (&a.origin, &b.origin), codes);
    if let Some((code, says)) = deprecated.filter(|_| a.name.is_some()) {
        nodes.say(code, says);
    }
    if kinds(&mut nodes) && !settled {
        values::compare(&mut nodes);
    }
}

/// Two schemas under comparison.
pub(super) struct Nodes<'f, 'a> {
    pub findings: &'f mut Findings<'a>,
    node: usize,
    pub ids: (SchemaId, SchemaId),
    pub a: &'a Schema,
    pub b: &'a Schema,
    pub subject: String,
    /// Where they stand; where one replaces the other, the place where it does.
    at: (Origin, Origin),
    /// They are written as text: in a path, a query, a header, a form.
    pub text: bool,
    /// They stand in different places.
    moved: bool,
    /// They are known by different names.
    replaced: bool,
    /// They are what one definition was, and is: in one of the documents another one by this name.
    aliased: bool,
}

impl Nodes<'_, '_> {
    /// Whether it is told already that the type as a whole is another.
    fn told(&self) -> bool {
        let named = self.a.name.is_some() && self.b.name.is_some();
        self.replaced && (named || typed(self.a) && typed(self.b))
    }

    pub fn say(&mut self, code: &'static code::Code, says: impl Into<String>) {
        let draft = Draft::new(code, self.subject.as_str(), says);
        self.add(draft.at(Some(&self.at.0), Some(&self.at.1)));
    }

    /// What stands in place has the words of its property, and where a definition comes instead they are told
    /// once.
    fn describe(&mut self) {
        let (code, says) = (
            &code::SCHEMA_DESCRIPTION_CHANGED,
            "is described in other words",
        );
        let draft = Draft::new(code, self.subject.as_str(), says);
        let draft = draft.at(Some(&self.at.0), Some(&self.at.1));
        match self.replaced {
            true => self.findings.add_to_node(self.node, draft),
            false => self.add(draft),
        }
    }

    fn add(&mut self, draft: Draft) {
        let mut draft = if self.moved { draft.here() } else { draft };
        draft.retyped = self.aliased;
        if self.told() {
            draft.keys = (None, None);
        }
        self.findings.add_to_node(self.node, draft);
    }

    /// Of a value of an enum, or of one of several.
    pub fn say_of(&mut self, value: &str, code: &'static code::Code, says: impl Into<String>) {
        let draft = Draft::new(code, self.subject.as_str(), says);
        let draft = draft.at(Some(&self.at.0), Some(&self.at.1));
        self.add(draft.part(|it| value_key(it, value)));
    }

    /// A change of a property; `here`: it is one of this object, wherever the property is declared.
    pub fn add_property(&mut self, draft: Draft, here: bool) {
        let mut draft = draft;
        if self.replaced {
            draft.keys = (None, None);
            draft = draft.here();
        } else if here && self.aliased {
            let subject = draft.subject.clone();
            draft = draft.of(&subject, &self.at.0, &self.at.1);
            draft.keys = (
                draft.keys.0.map(|_| self.at.0.pointer.clone()),
                draft.keys.1.map(|_| self.at.1.pointer.clone()),
            );
            draft = draft.here();
        } else if here {
            let key = |owner: &Schema, key: Option<String>| {
                key.map(|it| property_key(&owner.origin.pointer, &it))
            };
            draft.keys = (
                key(self.a, draft.keys.0.take()),
                key(self.b, draft.keys.1.take()),
            );
            draft = draft.here();
        }
        self.findings.add_to_node(self.node, draft);
    }

    /// What is one of several, in the place of `subject`.
    pub fn edge(&mut self, old: Slot, new: Slot, subject: &str) {
        self.within(old, new, subject, Place::Alternative);
    }

    /// What stands in them any number of times: each is there, and no default stands for it.
    pub fn elements(&mut self, old: Slot, new: Slot, subject: &str, place: Place<'_>) {
        self.within(old, new, subject, place);
    }

    fn within(&mut self, old: Slot, new: Slot, subject: &str, place: Place<'_>) {
        let at = (&self.a.origin, &self.b.origin);
        let of = Use {
            slots: (old, new),
            subject,
            at,
            given: place != Place::Alternative,
            place,
        };
        self.findings.edge(self.node, &of, None);
    }

    pub fn property(&mut self, of: &Use<'_>, only: Option<Direction>) {
        self.findings.edge(self.node, of, only);
    }

    /// Both kinds, in words.
    pub fn types(&mut self, code: &'static code::Code) {
        let old = words::kind(self.findings.old, self.a);
        let new = words::kind(self.findings.new, self.b);
        // what is in the list is another
        let more = if old == new { ", and not the same" } else { "" };
        self.say(code, format!("was {old}, and is {new}{more}"));
    }
}

/// Whether values are of one kind before and after, so that their bounds can be compared.
fn kinds(nodes: &mut Nodes<'_, '_>) -> bool {
    use SchemaKind as K;
    let (a, b) = (nodes.a, nodes.b);
    match (&a.kind, &b.kind) {
        (K::Any, K::Any) | (K::Missing, K::Missing) => {}
        (K::File, K::File) | (K::Boolean, K::Boolean) => {}
        (K::Missing, _) => nodes.say(&code::DEFINITION_FOUND, "has a definition"),
        (_, K::Missing) => nodes.say(&code::DEFINITION_MISSING, "has no definition any more"),
        (K::Integer(old), K::Integer(new)) => integers(nodes, *old, *new),
        (K::Number(old), K::Number(new)) => numbers(nodes, *old, *new),
        (K::Integer(_), K::Number(_)) => nodes.types(&code::TYPE_WIDENED),
        (K::Number(_), K::Integer(_)) => nodes.types(&code::TYPE_NARROWED),
        (K::String(old), K::String(new)) => strings(nodes, old, new),
        (K::Enum { base: old, .. }, K::Enum { base: new, .. })
            if std::mem::discriminant(old) == std::mem::discriminant(new) =>
        {
            values::listed(nodes);
        }
        (kind, K::Enum { base, values }) if is_of(kind, *base, values) => {
            let says = format!("has to be one of {}", values::names(b));
            nodes.say(&code::ENUM_ADDED, says);
        }
        (K::Enum { base, values }, kind) if is_of(kind, *base, values) => {
            nodes.say(&code::ENUM_REMOVED, "is of a list no more");
        }
        (K::Array(old), K::Array(new)) => {
            let subject = format!("{}[]", nodes.subject);
            nodes.elements(*old, *new, &subject, Place::Item);
        }
        (K::Object { .. } | K::Map(_), K::Object { .. } | K::Map(_)) => objects::compare(nodes),
        (K::Choice { tag: old, .. }, K::Choice { tag: new, .. }) => {
            if old != new {
                nodes.say(
                    &code::TAG_CHANGED,
                    format!("was told apart by `{old}`, and is by `{new}`"),
                );
            }
            alternatives::choices(nodes);
        }
        (K::Object { .. }, K::Choice { .. }) => alternatives::choice_of(nodes, &b.kind, true),
        (K::Choice { .. }, K::Object { .. }) => alternatives::choice_of(nodes, &a.kind, false),
        (K::Any, _) => nodes.types(&code::TYPE_NARROWED),
        (_, K::Any) => nodes.types(&code::TYPE_WIDENED),
        (K::OneOf(old), K::OneOf(new)) => alternatives::one_of(nodes, old, new),
        (K::Choice { tag, .. }, K::OneOf(new)) => {
            let says = format!("is told apart by `{tag}` no more");
            nodes.say(&code::TAG_REMOVED, says);
            alternatives::one_of(nodes, &alternatives::slots(&a.kind), new);
        }
        (K::OneOf(old), K::Choice { tag, .. }) => {
            nodes.say(&code::TAG_ADDED, format!("is told apart by `{tag}`"));
            alternatives::one_of(nodes, old, &alternatives::slots(&b.kind));
        }
        (_, K::OneOf(several)) => match alternatives::one_of_them(nodes, several, true) {
            true => nodes.types(&code::TYPE_WIDENED),
            false => nodes.types(&code::TYPE_CHANGED),
        },
        (K::OneOf(several), _) => match alternatives::one_of_them(nodes, several, false) {
            true => nodes.types(&code::TYPE_NARROWED),
            false => nodes.types(&code::TYPE_CHANGED),
        },
        (
            K::Enum {
                base: EnumBase::String,
                ..
            },
            K::String(_),
        )
        | (
            K::String(_),
            K::Enum {
                base: EnumBase::String,
                ..
            },
        ) => {
            nodes.types(&code::FORMAT_CHANGED);
        }
        // as text, everything is text, but for a file
        (kind, K::String(StringFormat::Plain | StringFormat::Other(_)))
            if nodes.text && *kind != K::File =>
        {
            nodes.types(&code::TYPE_WIDENED);
        }
        (K::String(StringFormat::Plain | StringFormat::Other(_)), kind)
            if nodes.text && *kind != K::File =>
        {
            nodes.types(&code::TYPE_NARROWED);
        }
        _ => {
            nodes.types(&code::TYPE_CHANGED);
            return false;
        }
    }
    true
}

fn integers(nodes: &mut Nodes<'_, '_>, old: IntegerFormat, new: IntegerFormat) {
    let (a, b) = (range(old), range(new));
    if old == new {
    } else if a == b {
        nodes.types(&code::FORMAT_WORD_CHANGED);
    } else if b.0 <= a.0 && a.1 <= b.1 {
        nodes.types(&code::TYPE_WIDENED);
    } else if a.0 <= b.0 && b.1 <= a.1 {
        nodes.types(&code::TYPE_NARROWED);
    } else {
        nodes.types(&code::TYPE_CHANGED);
    }
}

fn range(format: IntegerFormat) -> (i128, i128) {
    let of = |least: i128, most: i128| (least, most);
    match format {
        IntegerFormat::Int8 => of(i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::Int16 => of(i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::Int32 => of(i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::Int64 | IntegerFormat::UnixTime => of(i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::Uint8 => of(0, u8::MAX.into()),
        IntegerFormat::Uint16 => of(0, u16::MAX.into()),
        IntegerFormat::Uint32 => of(0, u32::MAX.into()),
        IntegerFormat::Uint64 => of(0, u64::MAX.into()),
    }
}

fn numbers(nodes: &mut Nodes<'_, '_>, old: NumberFormat, new: NumberFormat) {
    let digits = |format| match format {
        NumberFormat::Float => 0,
        NumberFormat::Double => 1,
        NumberFormat::Decimal => 2,
    };
    match digits(old).cmp(&digits(new)) {
        std::cmp::Ordering::Less => nodes.types(&code::TYPE_WIDENED),
        std::cmp::Ordering::Greater => nodes.types(&code::TYPE_NARROWED),
        std::cmp::Ordering::Equal => {}
    }
}

fn strings(nodes: &mut Nodes<'_, '_>, old: &StringFormat, new: &StringFormat) {
    let plain = |it: &StringFormat| matches!(it, StringFormat::Plain | StringFormat::Other(_));
    match (plain(old), plain(new)) {
        _ if old == new => {}
        (true, true) => nodes.types(&code::FORMAT_WORD_CHANGED),
        (true, false) => nodes.types(&code::TYPE_NARROWED),
        (false, true) => nodes.types(&code::TYPE_WIDENED),
        (false, false) => nodes.types(&code::FORMAT_CHANGED),
    }
}

/// Whether the values of an enum are of this kind: of its range, and of its format as well.
fn is_of(kind: &SchemaKind, base: EnumBase, values: &[EnumValue]) -> bool {
    use SchemaKind as K;
    match (base, kind) {
        (EnumBase::String, K::String(format)) => {
            values.iter().all(|it| is_written(&it.value, format))
        }
        (EnumBase::Integer(_), K::Integer(format)) => {
            let (least, most) = range(*format);
            let number = |it: &EnumValue| it.value.parse::<i128>().ok();
            let mut numbers = values.iter().map(number);
            numbers.all(|it| it.is_none_or(|it| least <= it && it <= most))
        }
        (EnumBase::Integer(_) | EnumBase::Number(_), K::Number(_)) => true,
        (EnumBase::Boolean, K::Boolean) | (EnumBase::Any, K::Any) => true,
        _ => false,
    }
}

/// Whether a text is of a format, as far as its look tells: a nine is a digit, an `f` a hexadecimal one.
/// Of a format that has no look of its own no text is known to be.
fn is_written(text: &str, format: &StringFormat) -> bool {
    let looks = |mask: &str, text: &str| {
        let fits = |(mask, it): (char, char)| match mask {
            '9' => it.is_ascii_digit(),
            'f' => it.is_ascii_hexdigit(),
            _ => mask == it.to_ascii_uppercase(),
        };
        text.chars().count() == mask.chars().count() && mask.chars().zip(text.chars()).all(fits)
    };
    let date = |text: &str| looks("9999-99-99", text);
    match format {
        StringFormat::Plain | StringFormat::Other(_) => true,
        StringFormat::Uuid => looks("ffffffff-ffff-ffff-ffff-ffffffffffff", text),
        StringFormat::Date => date(text),
        StringFormat::DateTime => {
            let halves = text.split_once(['T', 't']);
            halves.is_some_and(|(day, time)| {
                let time = time.get(..8);
                date(day) && time.is_some_and(|it| looks("99:99:99", it))
            })
        }
        _ => false,
    }
}
