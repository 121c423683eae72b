//! The table of schemas: an entry beside each definition.

use super::code::comment;
use super::imports::{
    COOKIE, DEEP_OBJECT, ENTRIES, INPUT, JSON_TEXT, LABEL, MATRIX, PATTERN, PLACE, SCHEMA, Scope,
};
use super::media;
use super::outcome::separators;
use super::ty::ty;
use crate::ir::{IntegerFormat, Layout, Location, Separator};
use crate::rust::{
    Constant, Limit, Need, Rest, SchemaDef, SchemaProperty, SchemaShape, SchemaUse, SchemaXml,
    Shape, Table, TextInput, TypeDef, TypeModule,
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The entries of a definition.
pub(super) fn schemas(scope: &Scope, module: &TypeModule, root: &TypeDef) -> Vec<TokenStream> {
    let ident = &root.ident;
    let schema = scope.name(SCHEMA);
    let docs = comment(&format!("What the document says of a [`{ident}`]."));
    let value = definition(scope, &module.schema);
    let mut items = vec![quote! {
        #docs
        pub static SCHEMA: #schema::Schema = #value;
    }];
    items.extend(module.own.iter().map(|own| {
        let value = definition(scope, own);
        let docs = format!("What it says of a [`{ident}`] that is none of the others.");
        let docs = comment(&docs);
        quote! {
            #docs
            pub static OWN: #schema::Schema = #value;
        }
    }));
    // an alias has what its type has
    if !matches!(root.shape, Shape::Alias(_)) {
        items.push(quote! {
            impl #schema::Validate for #ident {
                const SCHEMA: &'static #schema::Schema = &SCHEMA;
            }
        });
    }
    items
}

/// A schema by value.
pub(super) fn definition(scope: &Scope, def: &SchemaDef) -> TokenStream {
    let schema = scope.name(SCHEMA);
    let shape = shape(scope, &def.shape);
    let limits = def.limits.iter().map(|it| limit(scope, it));
    let limits = (!def.limits.is_empty()).then(|| quote!(.limits(&[#(#limits),*])));
    let null = def.nullable.then(|| quote!(.or_null()));
    let xml = def.xml.as_ref().map(|it| xml(scope, it));
    quote!(#schema::#shape #limits #null #xml)
}

/// A schema by reference.
pub(super) fn reference(scope: &Scope, of: &SchemaUse) -> TokenStream {
    let of = match of {
        SchemaUse::Definition(module) => scope.schema(module, "SCHEMA"),
        SchemaUse::Own(module) => scope.schema(module, "OWN"),
        SchemaUse::Here(def) => definition(scope, def),
    };
    quote!(&#of)
}

fn shape(scope: &Scope, shape: &SchemaShape) -> TokenStream {
    match shape {
        SchemaShape::Any => quote!(ANY),
        SchemaShape::Boolean => quote!(BOOLEAN),
        SchemaShape::Integer(format) => integer(*format),
        SchemaShape::Number => quote!(NUMBER),
        SchemaShape::Float => quote!(FLOAT),
        SchemaShape::String => quote!(STRING),
        SchemaShape::Text(format, of) => {
            let (schema, of) = (scope.name(SCHEMA), ty(scope, of));
            quote!(text(#format, #schema::is::<#of>))
        }
        SchemaShape::Format(format, function) => {
            let (schema, function) = (scope.name(SCHEMA), format_ident!("{function}"));
            quote!(text(#format, #schema::#function))
        }
        SchemaShape::Values(values) => {
            let values = values.iter().map(|it| constant(scope, it));
            quote!(values(&[#(#values),*]))
        }
        SchemaShape::List(items) => {
            let items = reference(scope, items);
            quote!(list(#items))
        }
        SchemaShape::Map(of) => {
            let of = reference(scope, of);
            quote!(map(#of))
        }
        SchemaShape::Object(properties, rest) => object(scope, properties, rest),
        SchemaShape::Choice(tag, alternatives) => {
            let alternatives = alternatives.iter().map(|(value, of)| {
                let of = reference(scope, of);
                quote!((#value, #of))
            });
            quote!(choice(#tag, &[#(#alternatives),*]))
        }
        SchemaShape::OneOf(alternatives) => {
            let alternatives = alternatives.iter().map(|it| reference(scope, it));
            quote!(one_of(&[#(#alternatives),*]))
        }
        SchemaShape::Same(of) => {
            let of = reference(scope, of);
            quote!(same(#of))
        }
    }
}

fn object(scope: &Scope, properties: &[SchemaProperty], rest: &Rest) -> TokenStream {
    let schema = scope.name(SCHEMA);
    let properties = properties.iter().map(|property| {
        let need = match property.need {
            Need::Required => quote!(required),
            Need::Optional => quote!(optional),
            Need::ReadOnly => quote!(read_only),
            Need::WriteOnly => quote!(write_only),
            Need::OptionalWriteOnly => quote!(optional_write_only),
        };
        let (name, of) = (&property.name, reference(scope, &property.schema));
        quote!(#schema::#need(#name, #of))
    });
    let properties = quote!(&[#(#properties),*]);
    match rest {
        Rest::Allowed => quote!(object(#properties)),
        Rest::Forbidden => quote!(closed_object(#properties)),
        Rest::Of(of) => {
            let of = reference(scope, of);
            quote!(object_and(#properties, #of))
        }
    }
}

fn integer(format: IntegerFormat) -> TokenStream {
    match format {
        IntegerFormat::Int8 => quote!(INT8),
        IntegerFormat::Int16 => quote!(INT16),
        IntegerFormat::Int32 => quote!(INT32),
        IntegerFormat::Int64 | IntegerFormat::UnixTime => quote!(INT64),
        IntegerFormat::Uint8 => quote!(UINT8),
        IntegerFormat::Uint16 => quote!(UINT16),
        IntegerFormat::Uint32 => quote!(UINT32),
        IntegerFormat::Uint64 => quote!(UINT64),
    }
}

fn constant(scope: &Scope, constant: &Constant) -> TokenStream {
    let schema = scope.name(SCHEMA);
    match constant {
        Constant::Text(text) => quote!(#schema::Constant::Text(#text)),
        Constant::Number(text) => quote!(#schema::Constant::Number(#text)),
        Constant::Json(text) => quote!(#schema::Constant::Json(#text)),
    }
}

fn xml(scope: &Scope, xml: &SchemaXml) -> TokenStream {
    let schema = scope.name(SCHEMA);
    let texts = [
        ("named", &xml.of.name),
        ("root", &xml.root),
        ("prefix", &xml.of.prefix),
        ("namespace", &xml.of.namespace),
    ];
    let texts = texts.into_iter().filter_map(|(method, text)| {
        let (method, text) = (format_ident!("{method}"), text.as_ref()?);
        Some(quote!(.#method(#text)))
    });
    let flags = [
        ("attribute", xml.of.attribute),
        ("wrapped", xml.of.wrapped),
        ("text", xml.of.text),
    ];
    let flags = flags.into_iter().filter(|(_, is)| *is).map(|(method, _)| {
        let method = format_ident!("{method}");
        quote!(.#method())
    });
    quote!(.xml(&#schema::XML #(#texts)* #(#flags)*))
}

/// The fields of an operation's constant.
pub(super) fn table(scope: &Scope, table: &Table) -> TokenStream {
    let inputs = table.inputs.iter().map(|it| input(scope, it));
    let value = |of: &Option<SchemaUse>| match of {
        Some(of) => {
            let of = reference(scope, of);
            quote!(Some(#of))
        }
        None => quote!(None),
    };
    let body = value(&table.body);
    let body_required = table.body_required;
    let answers = table.answers.iter().map(|(status, of)| {
        let (status, of) = (Literal::u16_unsuffixed(*status), value(of));
        quote!((#status, #of))
    });
    let produces = table.produces.iter().map(|(status, own)| {
        let (status, own) = (Literal::u16_unsuffixed(*status), media::table(scope, own));
        quote!((#status, #own))
    });
    quote! {
        inputs: &[#(#inputs),*],
        body: #body,
        body_required: #body_required,
        answers: &[#(#answers),*],
        produces_by_status: &[#(#produces),*],
    }
}

pub(super) fn input(scope: &Scope, input: &TextInput) -> TokenStream {
    let (ty, place) = (scope.name(INPUT), place(scope, input.location));
    let (name, schema) = (&input.name, reference(scope, &input.schema));
    let required = input.required.then(|| quote!(.required()));
    let or_empty = input.or_empty.then(|| quote!(.or_empty()));
    let reserved = match (input.skip_encoding, input.allow_reserved) {
        (true, _) => Some(quote!(.skip_encoding())),
        (false, true) => Some(quote!(.allow_reserved())),
        (false, false) => None,
    };
    let prefix = input.prefix.iter().map(|it| quote!(.prefix(#it)));
    let lists = (!input.lists.is_empty()).then(|| {
        let lists = separators(scope, &input.lists);
        quote!(.list(#lists))
    });
    let layout = layout(scope, input.layout).map(|it| quote!(.layout(&#it)));
    quote!(#ty::new(#place, #name, #schema) #required #or_empty #reserved #(#prefix)* #lists #layout)
}

/// Where a parameter stands.
pub(super) fn place(scope: &Scope, location: Location) -> TokenStream {
    let place = scope.name(PLACE);
    match location {
        Location::Path => quote!(#place::Path),
        Location::Query => quote!(#place::Query),
        Location::Header => quote!(#place::Header),
        Location::Cookie => {
            let cookie = scope.name(COOKIE);
            quote!(#place::Cookie(&#cookie::JAR))
        }
        Location::Form => quote!(#place::Form),
    }
}

fn layout(scope: &Scope, layout: Layout) -> Option<TokenStream> {
    let (module, name) = match layout {
        Layout::Plain => return None,
        Layout::Label { explode: false } => (LABEL, "LABEL"),
        Layout::Label { explode: true } => (LABEL, "EXPLODED"),
        Layout::Matrix { explode: false } => (MATRIX, "MATRIX"),
        Layout::Matrix { explode: true } => (MATRIX, "EXPLODED"),
        Layout::Entries(Separator::Ssv) => (ENTRIES, "SPACES"),
        Layout::Entries(Separator::Pipes) => (ENTRIES, "PIPES"),
        Layout::Entries(_) => (ENTRIES, "COMMAS"),
        Layout::Assignments => (ENTRIES, "ASSIGNMENTS"),
        Layout::Properties => (ENTRIES, "PROPERTIES"),
        Layout::Deep => (DEEP_OBJECT, "DEEP_OBJECT"),
        Layout::Json => (JSON_TEXT, "JSON_TEXT"),
    };
    let (module, name) = (scope.name(module), format_ident!("{name}"));
    Some(quote!(#module::#name))
}

fn limit(scope: &Scope, limit: &Limit) -> TokenStream {
    let schema = scope.name(SCHEMA);
    match limit {
        Limit::Flag(name) => {
            let name = format_ident!("{name}");
            quote!(#schema::Limit::#name)
        }
        Limit::Count(name, count) => {
            let (name, count) = (format_ident!("{name}"), Literal::u64_unsuffixed(*count));
            quote!(#schema::Limit::#name(#count))
        }
        Limit::Number(name, number) => {
            let name = format_ident!("{name}");
            quote!(#schema::Limit::#name(#number))
        }
        Limit::Pattern { written, pattern } => {
            let module = scope.name(PATTERN);
            quote!(#module::pattern(#written, #pattern))
        }
    }
}
