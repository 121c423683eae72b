//! The router of a crate, built without compiling it: its table is read by ordinary code.

use crate::support::operation::{Input, Operation, Place};
use crate::support::schema::ANY;
use crate::support::server::Builder;
use bindsmith::session::Route;

/// Panics, as axum does, where two routes cannot stand in one router.
pub fn build(routes: &[Route]) {
    // such tables are static in a crate
    let leak = |text: &str| -> &'static str { text.to_owned().leak() };
    let slash = |name: &String| Input::new(Place::Path, leak(name), &ANY).skip_encoding();
    let operations = routes.iter().map(|route| -> &'static Operation {
        Box::leak(Box::new(Operation {
            id: "",
            method: route.method.as_str(),
            path: leak(&route.path),
            pointer: "",
            security: &[],
            consumes: &[],
            produces: &[],
            inputs: route.slashes.iter().map(slash).collect::<Vec<_>>().leak(),
            body: None,
            body_required: false,
            answers: &[],
            produces_by_status: &[],
        }))
    });
    let group: &'static [&'static Operation] = operations.collect::<Vec<_>>().leak();
    let groups: &'static [&'static [&'static Operation]] = vec![group].leak();
    let _ = Builder::new(groups).build();
}
