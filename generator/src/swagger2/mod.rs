//! The document as Swagger 2.0 has it: [`model`], its [`read`]er, and the [`lower`]ing into the ir.
//! Nothing outside this module knows Swagger.
//!
//! Section names in the comments are those of the specification,
//! <https://swagger.io/specification/v2/>.

mod keywords;
mod link;
mod lower;
pub mod model;
mod object;
mod read;
mod references;
mod schema;
// the rule by which generated crates read a template is the one by which documents are read
#[path = "../emit/support/template.rs"]
mod template;
mod version;

pub use lower::lower;
pub use read::read;
