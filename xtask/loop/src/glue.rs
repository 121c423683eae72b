//! What ties the judge to a generated crate: its server's traits, implemented by its client, and what the
//! tables do not say of its operations.

use bindsmith::ir::{self, IntegerFormat, Location, Separator, Status};
use bindsmith::rust::{
    Arm, Crate, Group, HeaderField, InputPlace, Operation, Payload, Presence, Success, Type,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Behind `server/mod.rs`: all that the judge has to know.
pub fn server(planned: &Crate, mock: bool) -> String {
    let operations =
        planned.groups.iter().flat_map(|group| {
            let name = &group.ident;
            group.operations.iter().enumerate().map(move |(index, operation)| {
            let request = operation.base.with_suffix("Request");
            quote!((crate::operations::#name::#request::OPERATION, &#name::JUDGE_FACTS[#index]))
        })
        });
    let names: Vec<_> = planned.groups.iter().map(|it| &it.ident).collect();
    let mock = match mock {
        true => quote!(Some(|| crate::mock::router(crate::mock::Mock::new()))),
        false => quote!(None),
    };
    quote! {
        /// For the judge.
        #[allow(warnings)]
        pub static JUDGED: crate::judge::Document = crate::judge::Document {
            operations: &[#(#operations),*],
            proxy: |proxy| builder() #(.#names(proxy.clone()))*,
            idle: || builder() #(.#names(crate::judge::Idle))*,
            mock: #mock,
        };
    }
    .to_string()
}

/// Behind the file of a group. The signatures are those that stand there.
pub fn group(group: &Group, text: &str) -> syn::Result<String> {
    let service = &group.service;
    let file = syn::parse_file(text)?;
    let methods = file.items.iter().find_map(|item| match item {
        syn::Item::Trait(item) if item.ident == service.code() => Some(&item.items),
        _ => None,
    });
    let signatures = methods.into_iter().flatten().filter_map(|item| match item {
        syn::TraitItem::Fn(method) => Some(&method.sig),
        _ => None,
    });
    let methods = signatures
        .zip(&group.operations)
        .map(|(signature, operation)| {
            let body = handler(operation);
            quote!(#signature { async move { #body } })
        });
    let facts = group.operations.iter().map(facts);
    let tokens = quote! {
        #[allow(warnings)]
        impl #service for crate::judge::Proxy { #(#methods)* }
        impl #service for crate::judge::Idle {}
        #[allow(warnings)]
        pub(super) static JUDGE_FACTS: &[crate::judge::Facts] = &[#(#facts),*];
    };
    Ok(tokens.to_string())
}

fn handler(operation: &Operation) -> TokenStream {
    let (ident, error) = (&operation.ident, operation.base.with_suffix("Error"));
    let spoilt = operation.inputs.iter().filter_map(|input| {
        let InputPlace::Text(location, _) = &input.place else {
            return None;
        };
        let reserved =
            operation.table.inputs.iter().any(|it| {
                it.location == *location && it.name == input.field.wire && it.skip_encoding
            });
        let (place, wire, name) = (place(*location), &input.field.wire, &input.field.ident);
        (is_text(&input.field.ty) && !reserved)
            .then(|| quote!(self.spoil(#place, #wire, &mut request.#name);))
    });
    let headers = (!operation.headers.is_empty()).then(|| operation.base.with_suffix("Headers"));
    let again = |response: TokenStream| match &headers {
        Some(headers) => quote!(self.with_headers::<#headers, _>(#response)),
        None => response,
    };
    let success = match &operation.success {
        Success::One(..) => again(quote!(it)),
        Success::Several(arms) => {
            let response = operation.base.with_suffix("Response");
            let arms = arms.iter().map(|Arm { ident, .. }| {
                let again = again(quote!(it));
                quote!(#response::#ident(it) => #response::#ident(#again))
            });
            quote!(match it { #(#arms),* })
        }
    };
    let errors = operation.errors.iter().map(|Arm { ident, .. }| {
        let again = again(quote!(it));
        quote!(#error::#ident(it) => #error::#ident(#again))
    });
    quote! {
        let mut request = request;
        #(#spoilt)*
        match self.client.#ident(request).await {
            Ok(it) => Ok(#success),
            Err(error) => Err(match self.failed(error) {
                Ok(error) => match error {
                    #(#errors,)*
                    #error::Undeclared(it) => #error::Undeclared(it),
                },
                Err(response) => #error::Undeclared(response),
            }),
        }
    }
}

fn place(location: Location) -> TokenStream {
    let name = match location {
        Location::Path => format_ident!("Path"),
        Location::Query => format_ident!("Query"),
        Location::Header => format_ident!("Header"),
        Location::Form => format_ident!("Form"),
        Location::Cookie => {
            return quote!(crate::support::operation::Place::Cookie(
                &crate::support::cookie::JAR
            ));
        }
    };
    quote!(crate::support::operation::Place::#name)
}

fn is_text(ty: &Type) -> bool {
    match ty {
        Type::List(of) => is_text(of),
        ty => *ty == Type::String,
    }
}

fn facts(operation: &Operation) -> TokenStream {
    let body = operation.inputs.iter().find_map(|input| {
        let sort = match input.place {
            InputPlace::Body => quote!(Value),
            InputPlace::Stream => quote!(Bytes),
            _ => return None,
        };
        let required = input.field.presence == Presence::Required;
        Some(quote!(Some((crate::judge::Sort::#sort, #required))))
    });
    let body = body.unwrap_or_else(|| quote!(None));
    let form = match operation.form {
        Some(ir::Form::Urlencoded) => quote!(Some(crate::judge::Form::Urlencoded)),
        Some(ir::Form::Multipart) => quote!(Some(crate::judge::Form::Multipart)),
        Some(ir::Form::Either) => quote!(Some(crate::judge::Form::Either)),
        None => quote!(None),
    };
    let files = operation.inputs.iter().filter_map(|input| {
        let several = match &input.field.ty {
            Type::Upload => false,
            Type::List(of) if **of == Type::Upload => true,
            _ => return None,
        };
        let required = input.field.presence == Presence::Required;
        let wire = &input.field.wire;
        Some(quote!((#wire, #required, #several)))
    });
    let mut answers = match &operation.success {
        // where nothing is declared, any 2xx is as good as 200
        Success::One(status, payload) => {
            let status = match status {
                Some(Status::Code(code)) => *code,
                _ => 200,
            };
            vec![answer(status, payload)]
        }
        Success::Several(arms) => arms
            .iter()
            .map(|it| answer(code(it.status), &it.payload))
            .collect(),
    };
    let errors = operation.errors.iter();
    answers.extend(errors.map(|it| answer(code(it.status), &it.payload)));
    let headers = operation.headers.iter().filter_map(header);
    quote! {
        crate::judge::Facts {
            body: #body,
            form: #form,
            files: &[#(#files),*],
            answers: &[#(#answers),*],
            headers: &[#(#headers),*],
        }
    }
}

fn code(status: Status) -> u16 {
    match status {
        Status::Code(code) => code,
        // the last of a class is hardly ever declared by itself
        Status::Range(class) => u16::from(class) * 100 + 99,
        Status::Default => 0,
    }
}

fn answer(status: u16, payload: &Payload) -> TokenStream {
    let none = Vec::new();
    let (sort, media_types) = match payload {
        Payload::Value(_) => (quote!(Value), &none),
        Payload::Bytes { media_types } | Payload::Stream { media_types } => {
            (quote!(Bytes), media_types)
        }
        Payload::Empty => (quote!(Empty), &none),
    };
    quote! {
        crate::judge::Answer {
            status: #status,
            sort: crate::judge::Sort::#sort,
            media_types: &[#(#media_types),*],
        }
    }
}

/// A header whose type the judge has a schema for.
fn header(header: &HeaderField) -> Option<TokenStream> {
    if header.prefix.is_some() {
        return None;
    }
    let name = &header.field.wire;
    let lists = header.separators.iter().map(|it| match it {
        Separator::Csv => quote!(crate::support::text::Separator::Csv),
        Separator::Ssv => quote!(crate::support::text::Separator::Ssv),
        Separator::Tsv => quote!(crate::support::text::Separator::Tsv),
        Separator::Pipes => quote!(crate::support::text::Separator::Pipes),
        Separator::Multi => quote!(crate::support::text::Separator::Multi),
    });
    let schema = schema(&header.field.ty)?;
    Some(quote! {
        crate::judge::Header { name: #name, lists: &[#(#lists),*], schema: #schema }
    })
}

fn schema(ty: &Type) -> Option<TokenStream> {
    let constant = |name: &str| {
        let name = format_ident!("{name}");
        quote!(crate::support::schema::#name)
    };
    let text = |format: &str| quote!(crate::support::schema::text(#format, |_| true));
    Some(match ty {
        Type::Boolean => constant("BOOLEAN"),
        Type::Integer(format) => constant(match format {
            IntegerFormat::Int8 => "INT8",
            IntegerFormat::Int16 => "INT16",
            IntegerFormat::Int32 | IntegerFormat::UnixTime => "INT32",
            IntegerFormat::Int64 => "INT64",
            IntegerFormat::Uint8 => "UINT8",
            IntegerFormat::Uint16 => "UINT16",
            IntegerFormat::Uint32 => "UINT32",
            IntegerFormat::Uint64 => "UINT64",
        }),
        Type::F32 => constant("FLOAT"),
        Type::F64 | Type::Decimal => constant("NUMBER"),
        Type::UnixTime => constant("INT32"),
        Type::String => constant("STRING"),
        Type::DecimalString => text("decimal"),
        Type::Base64 => text("byte"),
        Type::Base64Url => text("base64url"),
        Type::Date => text("date"),
        Type::DateTime => text("date-time"),
        Type::HttpDate => text("date-time-rfc1123"),
        Type::Time => text("time"),
        Type::Duration => text("duration"),
        Type::Uuid => text("uuid"),
        Type::List(of) => {
            let of = schema(of)?;
            quote!(crate::support::schema::list(&#of))
        }
        _ => return None,
    })
}
