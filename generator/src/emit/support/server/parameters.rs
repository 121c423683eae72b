//! The parameters of a request, as a generated decoder reads them.

use super::super::check;
use super::super::json;
use super::super::operation::Place;
use super::super::parameter::{self, ListParameter, Parameter, outermost};
use super::super::text::{Separator, TextError};
use super::incoming::Incoming;
use super::refusal::Refusal;
use serde::de::DeserializeOwned;
use std::fmt::Display;

impl Incoming {
    /// A parameter of the path.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn path<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        T::from_text(self.path_text(name)).map_err(|error| refused("path", name, error))
    }

    /// A list in the path.
    ///
    /// # Errors
    /// An element is not of its type.
    pub fn path_list<T: ListParameter>(
        &self,
        name: &str,
        separators: &[Separator],
    ) -> Result<T, Refusal> {
        let (separator, inner) = outermost(separators);
        let texts = self.path_text(name).map(|text| separator.split(text));
        T::from_texts(texts, inner).map_err(|error| refused("path", name, error))
    }

    fn path_text(&self, name: &str) -> Option<&str> {
        let mut values = self.path.iter();
        values
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.as_str())
    }

    /// A parameter of the query.
    ///
    /// # Errors
    /// It is repeated, is not of its type, or is missing and required.
    pub fn query<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        let mut texts = self.query_texts(name);
        let text = texts.next();
        if texts.next().is_some() {
            return Err(refused(
                "query",
                name,
                TextError::new("it is there more than once"),
            ));
        }
        T::from_text(text).map_err(|error| refused("query", name, error))
    }

    /// A list in the query.
    ///
    /// # Errors
    /// An element is not of its type, or the list is missing and required.
    pub fn query_list<T: ListParameter>(
        &self,
        name: &str,
        separators: &[Separator],
    ) -> Result<T, Refusal> {
        let (separator, inner) = outermost(separators);
        let mut texts = None;
        for text in self.query_texts(name) {
            texts
                .get_or_insert_with(Vec::new)
                .extend(separator.split(text));
        }
        T::from_texts(texts, inner).map_err(|error| refused("query", name, error))
    }

    fn query_texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let pairs = self.query.iter().filter(move |(known, _)| known == name);
        pairs.map(|(_, text)| text.as_str())
    }

    /// A header.
    ///
    /// # Errors
    /// It is repeated, is not of its type, or is missing and required.
    pub fn header<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        parameter::read_header(&self.parts.headers, name).map_err(Refusal::bad_request)
    }

    /// A header that holds a list.
    ///
    /// # Errors
    /// An element is not of its type, or the list is missing and required.
    pub fn header_list<T: ListParameter>(
        &self,
        name: &str,
        separators: &[Separator],
    ) -> Result<T, Refusal> {
        parameter::read_header_list(&self.parts.headers, name, separators)
            .map_err(Refusal::bad_request)
    }

    /// A cookie.
    ///
    /// # Errors
    /// It is repeated, is not of its type, or is missing and required.
    pub fn cookie<T: Parameter>(&self, name: &str) -> Result<T, Refusal> {
        let texts = self.cookies(name);
        match texts.as_slice() {
            [] => T::from_text(None),
            [text] => T::from_text(Some(text)),
            _ => Err(TextError::new("it is there more than once")),
        }
        .map_err(|error| refused("cookie", name, error))
    }

    /// A cookie that holds a list.
    ///
    /// # Errors
    /// An element is not of its type, or the list is missing and required.
    pub fn cookie_list<T: ListParameter>(
        &self,
        name: &str,
        separators: &[Separator],
    ) -> Result<T, Refusal> {
        let (separator, inner) = outermost(separators);
        let texts = self.cookies(name);
        let split = texts.iter().flat_map(|text| separator.split(text));
        let texts = (!texts.is_empty()).then(|| split.collect());
        T::from_texts(texts, inner).map_err(|error| refused("cookie", name, error))
    }

    fn cookies(&self, name: &str) -> Vec<String> {
        let jar = self.operation.jar(name);
        let pairs = jar.map(|jar| check::cookies(jar, &self.parts.headers));
        let pairs = pairs.into_iter().flatten();
        let texts = pairs.filter(|(known, _)| known == name);
        texts.map(|(_, text)| text).collect()
    }

    /// A parameter that is laid out in a way of its own.
    ///
    /// # Errors
    /// It is none of its layout, is not of its type, or is missing and required.
    pub fn laid_out<T: DeserializeOwned>(&self, place: Place, name: &str) -> Result<T, Refusal> {
        let refused = |error: TextError| refused(place_name(place), name, error);
        let Some((input, layout)) = self.operation.laid_out(place, name) else {
            return Err(refused(TextError::new("it is unknown")));
        };
        let parts = check::Parts {
            path: &self.path,
            query: &self.query,
            headers: &self.parts.headers,
            body: None,
        };
        let value = (layout.read)(self.operation, input, &check::pairs(input, &parts));
        let value = value.map_err(refused)?;
        if value.is_none() && input.required {
            return Err(refused(TextError::new("it is required")));
        }
        let value = json::from_value(value.unwrap_or_default());
        value.map_err(|error| refused(TextError::new(error.to_string())))
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie(_) => "cookie",
        Place::Form => "form",
    }
}

fn refused(location: &str, name: &str, error: impl Display) -> Refusal {
    Refusal::bad_request(format_args!("the {location} parameter `{name}`: {error}"))
}
