//! The fields of a struct: the properties of an object.

use super::limits;
use super::names::{CaseOf, Ident, Item, Kind};
use super::types::Types;
use super::{Capability, Docs, Field, Presence, Type};
use crate::ir::{Additional, Property, SchemaId, SchemaKind, Tag};
use crate::pointer::escape;

impl Types<'_, '_> {
    /// A field for each property of `owner`, and one for the properties that the document does not
    /// name, where they are of a type.
    pub(super) fn fields(
        &mut self,
        owner: SchemaId,
        key: &str,
        properties: &[Property],
        additional: Additional,
        tag: Option<&Tag>,
    ) -> Vec<Field> {
        let mut items: Vec<Item> = properties
            .iter()
            .map(|property| Item {
                key: format!("{key}/properties/{}", escape(&property.name)),
                text: property.name.clone(),
                candidates: vec![Ident::of(&property.name, CaseOf::Value)],
            })
            .collect();
        let mut tag = tag;
        if let Additional::Of(_) = additional {
            items.push(Item {
                key: format!("{key}/additionalProperties"),
                text: String::new(),
                candidates: vec![Ident::fixed("additional_properties")],
            });
            items.extend(tag.iter().map(|tag| Item {
                key: format!("{key}/properties/{}", escape(&tag.property)),
                text: tag.property.clone(),
                candidates: vec![Ident::of(&tag.property, CaseOf::Value)],
            }));
        } else {
            tag = None;
        }
        let names = &mut self.names;
        let mut settled = names
            .settle(Kind::FIELD, &items, &[], self.report)
            .into_iter();
        let mut fields = Vec::new();
        for (property, name) in properties.iter().zip(settled.by_ref()) {
            let ty = self.property(owner, property.slot);
            let mut docs = Docs::of(property.description.as_deref());
            if property.read_only {
                docs = docs.and("Read-only: set by the server.");
            }
            if property.write_only {
                docs = docs.and("Write-only: set by the client, and not in answers.");
            }
            let docs = limits::of_use(docs, self.api.schema(property.slot.schema));
            let presence = Presence::of(property.must_be_given());
            let nullable = property.slot.nullable || self.takes_null(property.slot.schema);
            if nullable && presence == Presence::Optional {
                self.capabilities.insert(Capability::Present);
            }
            fields.push(Field {
                nullable,
                docs: self.renamed(docs, &name, &property.name, &property.origin),
                ident: name.ident,
                wire: property.name.clone(),
                ty,
                presence,
            });
        }
        if let (Additional::Of(slot), Some(name)) = (additional, settled.next()) {
            fields.push(Field {
                docs: Docs::default().and("The properties that the document does not name."),
                ident: name.ident,
                wire: String::new(),
                ty: Type::Map(Box::new(self.slot(slot))),
                presence: Presence::Rest,
                nullable: false,
            });
        }
        if let (Some(tag), Some(name)) = (tag, settled.next()) {
            fields.push(Field {
                docs: Docs::default(),
                ident: name.ident,
                wire: tag.property.clone(),
                ty: Type::String,
                presence: Presence::Tag,
                nullable: false,
            });
        }
        fields
    }

    /// Whether the type of a schema, as it stands, reads null.
    fn takes_null(&self, id: SchemaId) -> bool {
        let mut id = id;
        loop {
            match &self.api.schema(id).kind {
                SchemaKind::Any | SchemaKind::Missing => return true,
                SchemaKind::Alias(slot) if !slot.nullable => id = slot.schema,
                SchemaKind::Alias(_) => return true,
                _ => return false,
            }
        }
    }
}
