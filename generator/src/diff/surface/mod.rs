//! What a generated crate offers to its users, read off the plan: every public item, with what must stay
//! as it is for users to compile.
//!
//! It repeats what `emit` makes public. `tests/surface.rs` holds the two against each other, over every
//! golden document: what the emitted files export is what stands here.

mod operations;
mod signature;
mod types;

use super::Version;
use crate::emit;
use crate::ir::{Api, SchemaId, SchemaKind, Slot};
use crate::rust::{Home, Ident, Shape, Type};
pub(super) use operations::media_key;
pub use signature::{Part, Signature};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
pub(super) use types::{property_key, value_key};

/// Every item of a crate, by its path.
pub struct Surface<'a> {
    pub items: BTreeMap<String, Item<'a>>,
    aliases: HashMap<(Home, Ident), &'a Type>,
}

/// An item: a type, a field, a variant, a function, an implementation.
pub struct Item<'a> {
    pub signature: Signature<'a>,
    /// What it is there for.
    presence: Anchors<'a>,
    /// What its signature is made of, where that is something else.
    content: Option<Anchors<'a>>,
}

/// Pointers of the document, those that say most in the first list.
pub(super) type Anchors<'a> = Vec<Vec<Cow<'a, str>>>;

impl Item<'_> {
    pub(super) fn anchors(&self, of_signature: bool) -> &Anchors<'_> {
        match &self.content {
            Some(content) if of_signature => content,
            _ => &self.presence,
        }
    }
}

/// An item that is another, or is there in one of the crates alone.
pub struct Difference<'a> {
    pub path: &'a str,
    pub old: Option<&'a Item<'a>>,
    pub new: Option<&'a Item<'a>>,
    pub breaks: bool,
    /// In a sentence.
    pub says: String,
}

impl<'a> Surface<'a> {
    pub fn of(version: &'a Version) -> Self {
        let mut surface = Surface {
            items: BTreeMap::new(),
            aliases: HashMap::new(),
        };
        let (api, planned) = (&version.api, &version.planned);
        let root = Cow::Borrowed("/info");
        surface.item(
            "crate name",
            Signature::word(planned.package.name.as_str()),
            vec![vec![root]],
        );
        for export in emit::exports(planned) {
            let (_, names) = export.rsplit_once("::").unwrap_or(("", export));
            for name in names.trim_matches(['{', '}']).split(", ") {
                surface.item(name, Signature::word("export"), Vec::new());
            }
        }
        for (scheme, ir) in planned.schemes.iter().zip(&api.security_schemes) {
            let anchors = vec![vec![Cow::Borrowed(ir.origin.pointer.as_str())]];
            let basic = scheme.kind == crate::ir::SecurityKind::Basic;
            let takes = if basic {
                "fn(user, password)"
            } else {
                "fn(token)"
            };
            let path = format!("client::ClientBuilder::{}", scheme.ident);
            surface.item(path, Signature::word(takes), anchors.clone());
            let path = format!("security::{}", scheme.constant);
            surface.item(path, Signature::word("const"), anchors);
        }
        types::items(&mut surface, api, planned);
        operations::items(&mut surface, api, planned);
        surface
    }

    fn item(&mut self, path: impl Into<String>, signature: Signature<'a>, anchors: Anchors<'a>) {
        let item = Item {
            signature,
            presence: anchors,
            content: None,
        };
        self.items.insert(path.into(), item);
    }

    fn item_of(
        &mut self,
        path: impl Into<String>,
        signature: Signature<'a>,
        presence: Anchors<'a>,
        content: Anchors<'a>,
    ) {
        let item = Item {
            signature,
            presence,
            content: Some(content),
        };
        self.items.insert(path.into(), item);
    }

    fn alias(&mut self, home: Home, ident: &Ident, shape: &'a Shape) {
        if let Shape::Alias(of) = shape {
            self.aliases.insert((home, ident.clone()), of);
        }
    }
}

/// An implementation that is not there.
const ABSENT: &str = "absent";

/// What a user of the old crate meets in the new one.
pub fn differences<'a>(old: &'a Surface<'a>, new: &'a Surface<'a>) -> Vec<Difference<'a>> {
    let paths: BTreeSet<&String> = old.items.keys().chain(new.items.keys()).collect();
    let there = |item: &Item<'_>| !item.signature.is(ABSENT);
    let found = paths.into_iter().filter_map(|path| {
        let (before, after) = (old.items.get(path), new.items.get(path));
        let (breaks, says) = match (before.filter(|it| there(it)), after.filter(|it| there(it))) {
            (None, None) => return None,
            (Some(_), None) => (true, format!("`{path}` is gone")),
            (None, Some(_)) => (false, format!("`{path}` is new")),
            (Some(a), Some(b)) => (true, changed(path, (old, a), (new, b))?),
        };
        Some(Difference {
            path,
            old: before,
            new: after,
            breaks,
            says,
        })
    });
    found.collect()
}

fn changed(
    path: &str,
    (old, a): (&Surface<'_>, &Item<'_>),
    (new, b): (&Surface<'_>, &Item<'_>),
) -> Option<String> {
    if signature::same(old, new, &a.signature, &b.signature) {
        return None;
    }
    let (was, is) = (a.signature.spelled(), b.signature.spelled());
    Some(match was == is {
        true => format!("`{path}` takes other arguments, of the same types"),
        false => format!("`{path}` was `{was}`, and is `{is}`"),
    })
}

/// A schema, and those that a type of it is made of: through aliases, lists and maps.
fn spine(api: &Api, id: SchemaId) -> Vec<Cow<'_, str>> {
    let mut pointers = Vec::new();
    let mut id = id;
    // a list may be one of itself
    for _ in 0..16 {
        let schema = api.schema(id);
        pointers.push(Cow::Borrowed(schema.origin.pointer.as_str()));
        match &schema.kind {
            SchemaKind::Alias(Slot { schema, .. })
            | SchemaKind::Array(Slot { schema, .. })
            | SchemaKind::Map(Slot { schema, .. }) => id = *schema,
            _ => break,
        }
    }
    pointers
}

fn pointer(api: &Api, id: SchemaId) -> Cow<'_, str> {
    Cow::Borrowed(api.schema(id).origin.pointer.as_str())
}
