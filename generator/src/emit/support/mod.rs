//! What every generated crate carries: the transport seam, encoders, errors, extractors.
//!
//! This list is the one for the tests. A generated crate lists only the files that its document
//! needs, `client` and `server` behind the features of those names.

pub mod base64;
pub mod base64url;
pub mod basic;
pub mod body;
pub mod check;
pub mod client;
pub mod codec;
pub mod cookie;
pub mod credential;
pub mod datetime;
pub mod decimal;
pub mod deep_object;
pub mod duration;
pub mod entries;
pub mod flat;
pub mod form_reader;
pub mod form_writer;
pub mod header_collection;
pub mod http_date;
pub mod json;
pub mod json_text;
pub mod label;
pub mod matrix;
pub mod media;
pub mod mock;
pub mod multipart_reader;
pub mod multipart_writer;
pub mod nullable;
pub mod one_of;
pub mod operation;
pub mod or_empty;
pub mod parameter;
pub mod pattern;
pub mod percent;
pub mod present;
pub mod random;
pub mod reserved;
pub mod response;
pub mod schema;
pub mod server;
pub mod template;
pub mod text;
pub mod time;
pub mod trace;
pub mod unix_time;
pub mod untraced;
pub mod upload;
pub mod uuid;
pub mod xml;
