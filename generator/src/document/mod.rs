//! The document as it is written, in the terms that every format comes to: [`model`]. [`crate::swagger2`]
//! and [`crate::openapi3`] read it, [`crate::lower`] says what it means; what differs between formats and
//! is more than reading is data, a [`Dialect`].

mod common;
mod dialect;
mod fields;
mod keywords;
mod link;
pub mod model;
mod object;
mod references;

pub(crate) use common::{METHODS, reference, security};
pub use dialect::Dialect;
pub(crate) use fields::check_fields;
pub(crate) use keywords::{
    check_alternatives, check_required, default, example, examples, limits, mapping, values, xml,
};
pub(crate) use object::{Child, Object};
pub(crate) use references::{Read, resolve};
