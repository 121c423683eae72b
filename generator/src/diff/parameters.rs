//! Parameters: those of paths, queries, headers and forms.

use super::catalogue as code;
use super::change::Direction;
use super::draft::Draft;
use super::findings::{Findings, Place, Use, Written, slot};
use super::matching::Pair;
use super::{aliases, bodies, deprecation};

use super::values;
use super::words;
use super::words::separators;
use crate::ir::{
    Api, Layout, Limits, Location, Operation, Origin, Parameter, SchemaId, SchemaKind, Separator,
    StringFormat, TextValue,
};

pub(super) fn compare(
    findings: &mut Findings<'_>,
    index: usize,
    pair: &Pair<'_>,
    old: &Operation,
    new: &Operation,
) {
    // a form that is declared beside a body is not read, and has not gone
    let beside = bodies::is_beside(old, new);
    let is_read = |it: &&Parameter| !(beside && it.location == Location::Form);
    let mut open: Vec<&Parameter> = new.parameters.iter().filter(is_read).collect();
    let mut left = Vec::new();
    for parameter in old.parameters.iter().filter(is_read) {
        let same =
            |it: &&Parameter| it.location == parameter.location && named(parameter, &it.name, pair);
        match open.iter().position(same) {
            Some(at) => {
                let other = open.remove(at);
                both(findings, index, pair, parameter, other);
            }
            None => left.push(parameter),
        }
    }
    for parameter in left {
        match open.iter().position(|it| it.name == parameter.name) {
            Some(at) => {
                let other = open.remove(at);
                let says = format!(
                    "was in {}, and is in {}",
                    parameter.location.as_str(),
                    other.location.as_str()
                );
                say(
                    findings,
                    index,
                    pair,
                    &code::PARAMETER_MOVED,
                    (parameter, other),
                    says,
                );
                both(findings, index, pair, parameter, other);
            }
            None => removed(findings, index, pair, parameter, new),
        }
    }
    for parameter in open {
        added(findings, index, pair, parameter, old);
    }
}

fn named(old: &Parameter, name: &str, pair: &Pair<'_>) -> bool {
    match old.location {
        Location::Header => old.name.eq_ignore_ascii_case(name),
        Location::Path => {
            let renamed = pair.renamed.iter().find(|(it, _)| *it == old.name);
            renamed.map_or(old.name == name, |(_, it)| it == name)
        }
        Location::Query | Location::Cookie | Location::Form => old.name == name,
    }
}

/// By names, as in `GET /pets query limit`; one that is shared is known by where it is declared.
fn subject(pair: &Pair<'_>, parameter: &Parameter) -> String {
    shared(parameter).unwrap_or_else(|| own(pair, parameter))
}

/// What several operations may have: a parameter, or the property of a definition that is a field of a form.
fn shared(parameter: &Parameter) -> Option<String> {
    let origin = &parameter.origin;
    words::shared(origin, "parameters").or_else(|| words::subject(origin))
}

/// Of the operation, be it shared or not.
fn own(pair: &Pair<'_>, parameter: &Parameter) -> String {
    let place = parameter.location.as_str();
    format!("{} {place} {}", pair.subject(), parameter.name)
}

/// Of both, and whether it is this operation alone that changes, and not what others share: where it takes one
/// that is shared in the place of another, or of one of its own, or the other way.
fn name(pair: &Pair<'_>, old: &Parameter, new: &Parameter) -> (String, bool) {
    match shared(old) == shared(new) {
        true => (subject(pair, old), false),
        false => (own(pair, old), true),
    }
}

fn removed(
    findings: &mut Findings<'_>,
    index: usize,
    pair: &Pair<'_>,
    parameter: &Parameter,
    new: &Operation,
) {
    let (code, says) = if parameter.required {
        (
            &code::REQUIRED_PARAMETER_REMOVED,
            "is gone, and was required",
        )
    } else {
        (&code::PARAMETER_REMOVED, "is gone")
    };
    let draft = Draft::new(code, subject(pair, parameter), says);
    let draft = draft.gone(&parameter.origin, Some(&new.origin));
    findings.add_to(index, Direction::Request, draft);
}

fn added(
    findings: &mut Findings<'_>,
    index: usize,
    pair: &Pair<'_>,
    parameter: &Parameter,
    old: &Operation,
) {
    let (code, says) = if parameter.required {
        (&code::REQUIRED_PARAMETER_ADDED, "is new and required")
    } else {
        (&code::PARAMETER_ADDED, "is new")
    };
    let draft = Draft::new(code, subject(pair, parameter), says);
    let draft = draft.fresh(Some(&old.origin), &parameter.origin);
    findings.add_to(index, Direction::Request, draft);
}

fn say(
    findings: &mut Findings<'_>,
    index: usize,
    pair: &Pair<'_>,
    code: &'static code::Code,
    (old, new): (&Parameter, &Parameter),
    says: impl Into<String>,
) {
    let (name, other) = name(pair, old, new);
    let draft = Draft::new(code, name, says);
    let draft = draft.at(Some(&old.origin), Some(&new.origin));
    let draft = if other { draft.here() } else { draft };
    findings.add_to(index, Direction::Request, draft);
}

fn both(
    findings: &mut Findings<'_>,
    index: usize,
    pair: &Pair<'_>,
    old: &Parameter,
    new: &Parameter,
) {
    let (apis, at) = ((findings.old, findings.new), (&old.origin, &new.origin));
    let mut say = |code, says: &str| say(findings, index, pair, code, (old, new), says);
    let codes = (&code::PARAMETER_DEPRECATED, &code::PARAMETER_REVIVED);
    if let Some((code, says)) = deprecation::between(apis, at, codes) {
        say(code, says);
    }
    match (old.required, new.required) {
        (false, true) => say(&code::PARAMETER_REQUIRED, "becomes required"),
        (true, false) => say(&code::PARAMETER_OPTIONAL, "becomes optional"),
        _ => {}
    }
    if old.location == Location::Header && old.name != new.name {
        say(
            &code::PARAMETER_CASE_CHANGED,
            &format!("is spelled `{}`", new.name),
        );
    }
    if old.skip_encoding != new.skip_encoding {
        let says = if new.skip_encoding {
            "is put into the URL as it is"
        } else {
            "is escaped in the URL"
        };
        say(&code::RESERVED_CHANGED, says);
    }
    if old.description != new.description {
        say(
            &code::PARAMETER_DESCRIPTION_CHANGED,
            "is described in other words",
        );
    }
    match (old.value.or_empty, new.value.or_empty) {
        (true, false) => say(&code::EMPTY_VALUE_FORBIDDEN, "may be empty no more"),
        (false, true) => say(&code::EMPTY_VALUE_ALLOWED, "may be empty"),
        _ => {}
    }
    let (subject, other) = name(pair, old, new);
    let origins = (&old.origin, &new.origin);
    let values = (&old.value, &new.value);
    let of = Text {
        direction: Direction::Request,
        subject: &subject,
        here: other,
        at: origins,
        given: old.required && new.required,
    };
    text(findings, index, &of, values);
}

/// Where a text is used.
pub(super) struct Text<'t> {
    pub direction: Direction,
    pub subject: &'t str,
    /// One of this subject alone, whatever others stand in the same place.
    pub here: bool,
    pub at: (&'t Origin, &'t Origin),
    /// Nobody leaves it out.
    pub given: bool,
}

/// What is written as text: of a parameter, or of a header of a response.
pub(super) fn text(
    findings: &mut Findings<'_>,
    index: usize,
    of: &Text<'_>,
    (old, new): (&TextValue, &TextValue),
) {
    let (subject, origins) = (of.subject, of.at);
    let (before, after) = (findings.old, findings.new);
    let mut say = |code, subject: &str, says: String| {
        let draft = Draft::new(code, subject, says);
        let draft = draft.at(Some(origins.0), Some(origins.1));
        let draft = if of.here { draft.here() } else { draft };
        findings.add_to(index, of.direction, draft);
    };
    if old.prefix != new.prefix {
        let says = "names the headers of its collection in another way".to_owned();
        say(&code::PARAMETER_PREFIX_CHANGED, subject, says);
    }
    let layouts = (written(before, old), written(after, new));
    if layouts.0 != layouts.1 {
        let words = (words::layout(old.layout), words::layout(new.layout));
        let says = format!("was written as {}, and is as {}", words.0, words.1);
        say(&code::PARAMETER_LAYOUT_CHANGED, subject, says);
    }
    // a list is a schema of its own where it is laid out, and none where it is plain
    let whole = old.layout.is_plain() == new.layout.is_plain();
    let (a, b) = (elements(before, old, whole), elements(after, new, whole));
    let depths = (a.0.len(), b.0.len());
    // a list of one element is written as the element
    match depths.0.cmp(&depths.1) {
        std::cmp::Ordering::Less => {
            // what holds the separator was one value, and is several
            let split = new
                .lists
                .first()
                .is_some_and(|it| it.separator != Separator::Multi)
                && is_free(before, a.1);
            let code = match split {
                true => &code::TYPE_CHANGED,
                false => &code::TYPE_WIDENED,
            };
            say(code, subject, "becomes a list".to_owned());
        }
        std::cmp::Ordering::Greater => {
            say(
                &code::TYPE_NARROWED,
                subject,
                "is a list no more".to_owned(),
            );
        }
        std::cmp::Ordering::Equal => {}
    }
    for (a, b) in old.lists.iter().zip(&new.lists) {
        if a.separator != b.separator {
            let words = (separators(a.separator), separators(b.separator));
            let says = format!(
                "had the collectionFormat `{}`, and has `{}`",
                words.0, words.1
            );
            say(&code::COLLECTION_FORMAT_CHANGED, subject, says);
        }
        if let Some((code, says)) = values::defaults(a.default.as_ref(), b.default.as_ref(), true) {
            let code = if of.given {
                values::of_given(code)
            } else {
                code
            };
            say(code, subject, says);
        }
    }
    for (a, b) in a.0.iter().zip(&b.0) {
        for (code, says) in values::limits(a, b, false) {
            say(code, subject, says);
        }
    }
    let lists = "[]".repeat(depths.0);
    let values = Use {
        slots: (slot(a.1), slot(b.1)),
        subject: &format!("{subject}{lists}"),
        at: origins,
        given: of.given,
        place: Place::Whole,
    };
    let form = Written {
        text: [old, new].iter().any(|it| it.layout != Layout::Json),
        xml: false,
    };
    findings.root(index, of.direction, &values, form);
}

/// Whether a text may hold any character.
fn is_free(api: &Api, schema: SchemaId) -> bool {
    use StringFormat::{Other, Plain};
    let schema = api.schema(aliases::resolved(api, slot(schema)).schema);
    matches!(schema.kind, SchemaKind::String(Plain | Other(_)))
}

/// The layout as far as the values tell: `explode` says nothing of a scalar, and a number is its JSON.
fn written(api: &Api, value: &TextValue) -> Layout {
    use SchemaKind as K;
    let schema = api.schema(aliases::resolved(api, slot(value.schema)).schema);
    let several = matches!(schema.kind, K::Array(_) | K::Object { .. } | K::Map(_));
    match value.layout {
        Layout::Label { .. } if !several => Layout::Label { explode: false },
        Layout::Matrix { .. } if !several => Layout::Matrix { explode: false },
        Layout::Json if matches!(schema.kind, K::Integer(_) | K::Number(_) | K::Boolean) => {
            Layout::Plain
        }
        layout => layout,
    }
}

/// The bounds of the lists, and the schema of what is in them; `whole`: lists that are schemas stay.
fn elements(api: &Api, value: &TextValue, whole: bool) -> (Vec<Limits>, SchemaId) {
    let mut limits: Vec<Limits> = value.lists.iter().map(|it| it.limits.clone()).collect();
    let mut schema = value.schema;
    if !whole && !value.layout.is_plain() {
        // a list of lists of itself is hostile
        for _ in 0..api.schemas.len() {
            let list = api.schema(aliases::resolved(api, slot(schema)).schema);
            let SchemaKind::Array(element) = list.kind else {
                break;
            };
            limits.push(aliases::limits(api, slot(schema)));
            schema = element.schema;
        }
    }
    (limits, schema)
}
