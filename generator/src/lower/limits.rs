//! The limits of an `allOf`: a value meets those of every part (JSON Schema Validation, section 5.5.3).

use super::Lowering;
use super::one_of::alternative;
use crate::document::model::Schema;
use crate::ir::Limits;
use crate::report::{Diagnostic, catalogue};
use std::collections::HashSet;

impl Lowering<'_> {
    /// The limits of a schema and of the parts that it is all of. One that is another schema and no more
    /// leaves these to the other.
    pub(super) fn limits(&mut self, schema: &Schema) -> Limits {
        if schema.all_of.is_empty() || self.sole_reference(schema).is_some() {
            return match alternative(schema) {
                Some(only) => schema.limits.and(&self.limits(only)).0,
                None => schema.limits.clone(),
            };
        }
        let document = self.document;
        let mut found = Limits::default();
        let mut seen = HashSet::new();
        let mut open: Vec<&Schema> = vec![schema];
        while let Some(part) = open.pop() {
            if let Some(reference) = &part.reference {
                let target = document.target(reference).ok();
                let target = target.and_then(|it| document.schemas.get_key_value(it));
                // what is a part twice says nothing new, and what is a part of itself has an end
                if let Some((pointer, definition)) = target
                    && seen.insert(pointer.as_str())
                {
                    open.push(&definition.schema);
                }
                continue;
            }
            found = self.tightest(&found, part);
            open.extend(part.all_of.iter().rev());
        }
        found
    }

    /// These limits, and those of another part.
    pub(super) fn tightest(&mut self, limits: &Limits, part: &Schema) -> Limits {
        let (both, kept) = limits.and(&part.limits);
        for keywords in kept {
            let message = format!("the parts of an `allOf` do not agree in {keywords}");
            let diagnostic = Diagnostic::new(&catalogue::UNSUPPORTED_SCHEMA, message)
                .generated("what the first part says of it")
                .help("write the one limit that is meant");
            self.warn(diagnostic, &part.origin, "this part");
        }
        both
    }
}
