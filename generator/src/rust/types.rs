//! Schemas as Rust types.

use super::inline::{self, Inline};
use super::limits;
use super::names::{CaseOf, Ident, Item, Kind, Names, Settled};
use super::scalars;
use super::{
    Capability, Docs, Enum, Format, Home, MAX_ARGUMENTS, New, Presence, Shape, Struct, Type,
    TypeDef, TypeModule, Variant, paragraph,
};
use crate::config::TypeRule;
use crate::ir::analysis::{self, Cycles};
use crate::ir::select::glob;
use crate::ir::{
    Api, EnumBase, EnumValue, IntegerFormat, Origin, Schema, SchemaId, SchemaKind, Slot,
};
use crate::pointer::escape;
use crate::report::{Diagnostic, Report, catalogue};
use std::collections::{BTreeSet, HashMap};

/// What is known of types while the crate is planned.
pub(super) struct Types<'a, 'n> {
    pub api: &'a Api,
    pub names: &'n mut Names<'a>,
    pub report: &'n mut Report,
    pub capabilities: BTreeSet<Capability>,
    boxed: Cycles,
    unaliased: Cycles,
    /// Those that are written as text somewhere.
    texts: BTreeSet<SchemaId>,
    pub(super) known: HashMap<SchemaId, (Home, Ident)>,
    /// The own properties of bases.
    pub(super) owns: BTreeSet<SchemaId>,
    rules: Vec<(&'a TypeRule, bool)>,
}

impl<'a, 'n> Types<'a, 'n> {
    pub fn new(
        api: &'a Api,
        rules: &'a [TypeRule],
        names: &'n mut Names<'a>,
        report: &'n mut Report,
    ) -> Self {
        Types {
            api,
            names,
            report,
            capabilities: BTreeSet::new(),
            boxed: Cycles::by_value(api),
            unaliased: Cycles::through_aliases(api),
            texts: analysis::texts(api),
            known: HashMap::new(),
            owns: analysis::owns(api),
            rules: rules.iter().map(|rule| (rule, false)).collect(),
        }
    }

    /// The definitions, each with what stands inside it.
    pub fn definitions(&mut self, wanted: impl Fn(SchemaId) -> bool) -> Vec<TypeModule> {
        let api = self.api;
        let mut definitions: Vec<(&str, SchemaId)> = api
            .schema_ids()
            .filter(|id| wanted(*id))
            .filter_map(|id| Some((api.schema(id).name.as_deref()?, id)))
            .collect();
        definitions.sort_by_key(|(name, id)| (*name, &api.schema(*id).origin.pointer));
        let items: Vec<Item> = definitions
            .iter()
            .map(|(name, id)| Item {
                key: api.schema(*id).origin.pointer.clone(),
                text: (*name).to_owned(),
                candidates: vec![Ident::of(name, CaseOf::Type)],
            })
            .collect();
        let settled = self.names.settle(Kind::TYPE, &items, &[], self.report);
        for ((_, id), name) in definitions.iter().zip(&settled) {
            self.known.insert(*id, (Home::Types, name.ident.clone()));
        }
        // every type has its name before any is shaped, since they mention each other
        let mut named = Vec::new();
        for (((name, id), item), settled) in definitions.iter().zip(&items).zip(settled) {
            let schema = api.schema(*id);
            let docs = self.renamed(type_docs(schema), &settled, name, &schema.origin);
            let module = file_name(&settled.ident);
            let home = Home::Inside(module.clone());
            let inline = inline::find(api, *id, name, &item.key, Format::Json, false);
            let root = (*id, &settled, item.key.as_str());
            let names = self.inline_names(&home, Some(root), &inline);
            let root = (*id, settled.ident, item.key.as_str(), docs);
            named.push((module, home, root, inline, names));
        }
        let mut modules: Vec<TypeModule> = Vec::new();
        for (module, home, root, inline, names) in named {
            let (id, schema) = (root.0, self.schema_def(root.0));
            let own = match api.schema(id).kind {
                SchemaKind::Choice { own, .. } => own.map(|own| self.schema_def(own)),
                _ => None,
            };
            modules.push(TypeModule {
                types: self.module(&home, Some(root), &inline, names),
                module,
                schema,
                own,
            });
        }
        modules.sort_by(|a, b| a.module.cmp(&b.module));
        modules
    }

    /// Names for what is inline in a module, beside the name of its definition.
    pub fn inline_names(
        &mut self,
        home: &Home,
        root: Option<(SchemaId, &Settled, &str)>,
        inline: &[Inline],
    ) -> Vec<Settled> {
        let items: Vec<Item> = inline.iter().map(|it| it.item.clone()).collect();
        // the structs of required fields are named after these, and keep what they have
        let plain = inline.iter().map(|it| (it.schema, it.item.key.as_str()));
        let plain = plain.chain(root.map(|(id, _, key)| (id, key)));
        let plain: Vec<Ident> = plain
            .filter(|(id, _)| self.needs_plain(*id))
            .filter_map(|(_, key)| self.names.locked(Kind::TYPE.name, &plain_key(key)))
            .filter_map(Ident::parse)
            .collect();
        // whether its definition had to give way is nothing to an inline type
        let root = root.into_iter();
        let root = root.flat_map(|(_, name, _)| [Some(&name.ident), name.displaced.as_ref()]);
        let taken: Vec<&Ident> = root.flatten().chain(&plain).collect();
        let settled = self.names.settle(Kind::TYPE, &items, &taken, self.report);
        for (inline, name) in inline.iter().zip(&settled) {
            let place = (home.clone(), name.ident.clone());
            self.known.insert(inline.schema, place);
        }
        settled
    }

    /// The types of one module: a definition where it is one's, and what is inline.
    pub fn module(
        &mut self,
        home: &Home,
        root: Option<(SchemaId, Ident, &str, Docs)>,
        inline: &[Inline],
        names: Vec<Settled>,
    ) -> Vec<TypeDef> {
        let mut planned: Vec<(SchemaId, Ident, &str, Docs, Format)> = Vec::new();
        planned.extend(root.map(|(id, ident, key, docs)| (id, ident, key, docs, Format::Json)));
        for (inline, name) in inline.iter().zip(&names) {
            let schema = self.api.schema(inline.schema);
            let mut docs = type_docs(schema);
            if let (Some(of), None) = (inline.own, &schema.description) {
                let name = paragraph(self.api.schema(of).name.as_deref().unwrap_or_default());
                docs = docs.and(format!("What a {name} is that is none of the others."));
            }
            let docs = self.renamed(docs, name, &inline.item.text, &schema.origin);
            let ident = name.ident.clone();
            planned.push((inline.schema, ident, &inline.item.key, docs, inline.format));
        }
        let plain = self.plain_structs(&planned);
        let types = planned.into_iter().zip(plain);
        types
            .map(|((id, ident, key, docs, format), plain)| {
                let shape = self.shape(id, key, format, plain);
                self.type_def(home, id, ident, docs, shape)
            })
            .collect()
    }

    /// Whether `new` takes the required fields as a struct.
    fn needs_plain(&self, id: SchemaId) -> bool {
        match &self.api.schema(id).kind {
            SchemaKind::Object { properties, .. } => {
                properties.iter().filter(|it| it.must_be_given()).count() > MAX_ARGUMENTS
            }
            _ => false,
        }
    }

    /// Names for the structs of required fields, in the scope of the types that they make.
    fn plain_structs(
        &mut self,
        planned: &[(SchemaId, Ident, &str, Docs, Format)],
    ) -> Vec<Option<Ident>> {
        let (items, indices): (Vec<Item>, Vec<usize>) = planned
            .iter()
            .enumerate()
            .filter(|(_, (id, ..))| self.needs_plain(*id))
            .map(|(index, (_, ident, key, ..))| {
                let name = ident.with_suffix("Required");
                let item = Item {
                    key: plain_key(key),
                    text: name.to_string(),
                    candidates: vec![name],
                };
                (item, index)
            })
            .unzip();
        let taken: Vec<&Ident> = planned.iter().map(|(_, ident, ..)| ident).collect();
        let settled = self.names.settle(Kind::TYPE, &items, &taken, self.report);
        let mut plain = vec![None; planned.len()];
        for (index, name) in indices.into_iter().zip(settled) {
            if let Some(slot) = plain.get_mut(index) {
                *slot = Some(name.ident);
            }
        }
        plain
    }

    fn shape(&mut self, id: SchemaId, key: &str, format: Format, plain: Option<Ident>) -> Shape {
        let schema = self.api.schema(id);
        match &schema.kind {
            SchemaKind::Object {
                properties,
                additional,
                tag,
            } => {
                let fields = self.fields(id, key, properties, *additional, tag.as_ref());
                let required = (0..).zip(&fields);
                let required = required.filter(|(_, it)| it.presence == Presence::Required);
                let required = required.map(|(index, _)| index).collect();
                let new = New { required, plain };
                let tag = tag.clone();
                Shape::Struct(Struct { fields, new, tag })
            }
            SchemaKind::Enum { base, values } => {
                let variants = self.variants(values, *base, key, schema);
                let text = format == Format::Json && self.texts.contains(&id);
                let mut formats = vec![format];
                formats.extend(text.then_some(Format::Text));
                Shape::Enum(Enum {
                    base: *base,
                    variants,
                    formats,
                })
            }
            SchemaKind::Choice {
                tag, alternatives, ..
            } => Shape::Choice(self.choice(id, key, tag, alternatives)),
            SchemaKind::OneOf(slots) => Shape::OneOf(self.one_of(id, key, slots)),
            SchemaKind::Missing => Shape::Newtype(Type::Json),
            kind => {
                let ty = self.kind(kind);
                if self.unaliased.is_cyclic(id) {
                    Shape::Newtype(ty)
                } else {
                    Shape::Alias(ty)
                }
            }
        }
    }

    fn variants(
        &mut self,
        values: &[EnumValue],
        base: EnumBase,
        key: &str,
        schema: &Schema,
    ) -> Vec<Variant> {
        let items: Vec<Item> = values
            .iter()
            .map(|it| {
                let value = scalars::in_words(base, &it.value);
                let texts = it.name.iter().chain([&value]);
                Item {
                    key: format!("{key}/enum/{}", escape(&it.value)),
                    text: it.name.as_ref().unwrap_or(&value).clone(),
                    candidates: texts.map(|it| Ident::of(it, CaseOf::Variant)).collect(),
                }
            })
            .collect();
        let settled = self.names.settle(Kind::VARIANT, &items, &[], self.report);
        let variants = values.iter().zip(&items).zip(settled);
        let variants = variants.map(|((value, item), name)| {
            let docs = Docs::of(value.description.as_deref());
            Variant {
                docs: self.renamed(docs, &name, &item.text, &schema.origin),
                ident: name.ident,
                wire: value.value.clone(),
            }
        });
        variants.collect()
    }

    pub(super) fn property(&mut self, owner: SchemaId, slot: Slot) -> Type {
        let ty = self.schema(slot.schema);
        let ty = if self.boxed.joined(owner, slot.schema) {
            Type::Boxed(Box::new(ty))
        } else {
            ty
        };
        self.nullable(slot, ty)
    }

    /// The type of a use of a schema.
    pub fn slot(&mut self, slot: Slot) -> Type {
        let ty = self.schema(slot.schema);
        self.nullable(slot, ty)
    }

    fn nullable(&mut self, slot: Slot, ty: Type) -> Type {
        if slot.nullable {
            self.capabilities.insert(Capability::Nullable);
            Type::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    pub fn schema(&mut self, id: SchemaId) -> Type {
        match self.known.get(&id) {
            Some((home, ident)) => Type::Named(home.clone(), ident.clone()),
            None => {
                let api = self.api;
                self.kind(&api.schema(id).kind)
            }
        }
    }

    pub(super) fn kind(&mut self, kind: &SchemaKind) -> Type {
        let (ty, capability) = match kind {
            SchemaKind::File => (Type::Upload, Some(Capability::Multipart)),
            SchemaKind::Boolean => (Type::Boolean, None),
            SchemaKind::Integer(IntegerFormat::UnixTime) => {
                (Type::UnixTime, Some(Capability::UnixTime))
            }
            SchemaKind::Integer(format) => (Type::Integer(*format), None),
            SchemaKind::Number(format) => scalars::number(*format),
            SchemaKind::String(format) => scalars::string(format),
            SchemaKind::Array(slot) => (Type::List(Box::new(self.slot(*slot))), None),
            SchemaKind::Map(slot) => (Type::Map(Box::new(self.slot(*slot))), None),
            SchemaKind::Alias(slot) => (self.slot(*slot), None),
            // objects and enums are known by name
            SchemaKind::Any
            | SchemaKind::Missing
            | SchemaKind::Object { .. }
            | SchemaKind::Choice { .. }
            | SchemaKind::OneOf(_)
            | SchemaKind::Enum { .. } => (Type::Json, None),
        };
        self.capabilities.extend(capability);
        ty
    }

    fn type_def(
        &mut self,
        home: &Home,
        schema: SchemaId,
        ident: Ident,
        docs: Docs,
        shape: Shape,
    ) -> TypeDef {
        let path = match home {
            Home::Inside(module) => format!("{module}::{ident}"),
            Home::Operation { operation, .. } => format!("{operation}::{ident}"),
            Home::Types | Home::Group => ident.to_string(),
        };
        let mut def = TypeDef {
            schema,
            ident,
            docs,
            shape,
            derives: Vec::new(),
            attributes: Vec::new(),
        };
        // an alias has no derives
        if !matches!(def.shape, Shape::Alias(_)) {
            for (rule, used) in &mut self.rules {
                let pattern = &rule.pattern.value;
                if glob(pattern, def.ident.as_str()) || glob(pattern, &path) {
                    *used = true;
                    def.derives.extend(rule.derives.iter().cloned());
                    def.attributes.extend(rule.attributes.iter().cloned());
                }
            }
        }
        def
    }

    /// A rule that met no type is an error: overrides must not rot.
    pub fn check_rules(&mut self) {
        for (rule, _) in self.rules.iter().filter(|(_, used)| !used) {
            let message = format!("`types`: no type matches `{}`", rule.pattern.value);
            let diagnostic = Diagnostic::new(&catalogue::CONFIG_MATCHES_NOTHING, message)
                .help("correct the pattern, or remove it; a type alias takes no derives");
            self.report.add(match rule.pattern.place {
                Some(place) => diagnostic.at(place, "matches nothing"),
                None => diagnostic,
            });
        }
    }

    /// Says, in the docs and in the report, that something is not called what one would expect.
    pub fn renamed(&mut self, docs: Docs, name: &Settled, text: &str, origin: &Origin) -> Docs {
        renamed(self.report, docs, name, text, origin)
    }
}

/// The same, before there are types.
pub(super) fn renamed(
    report: &mut Report,
    docs: Docs,
    name: &Settled,
    text: &str,
    origin: &Origin,
) -> Docs {
    let Some(displaced) = &name.displaced else {
        return docs;
    };
    let text = paragraph(text);
    // one entry for all of them: a document has hundreds, or none
    let message = "names that are too close to others give way";
    let label = format!("{text} is `{}`, not `{displaced}`", name.ident);
    report.add(
        Diagnostic::new(&catalogue::RENAMED, message)
            .at_pointer(origin.place, &origin.pointer, label)
            .generated("another name, which its docs explain")
            .help("`names.rename` in bindsmith.toml gives a name of your choice"),
    );
    docs.and(format!("Called {text} in the document."))
}

/// The key of the struct of the required fields of a type.
fn plain_key(key: &str) -> String {
    format!("{key}/required")
}

pub(super) fn type_docs(schema: &Schema) -> Docs {
    let texts = schema.title.as_deref().into_iter();
    let docs = Docs::of(texts.chain(schema.description.as_deref()));
    limits::said(docs, schema)
}

/// The module of a type; file systems have reserved names of their own.
pub(super) fn file_name(ident: &Ident) -> Ident {
    let module = ident.recased(CaseOf::Value);
    if super::names::is_device(module.as_str()) || module.as_str() == "mod" {
        module.with_suffix("_")
    } else {
        module
    }
}
