//! A transport that is a function, and operations to send by it.

use super::support::body::Body;
use super::support::client::{BoxFuture, Transport, TransportError};
use super::support::operation::{KeyLocation, Operation, SecurityKind, SecurityScheme};
use http::{Request, Response};

pub struct Fake<F>(pub F);

impl<F, R> Transport for Fake<F>
where
    F: Fn(Request<Body>) -> R + Send + Sync,
    R: Future<Output = Result<Response<Body>, TransportError>> + Send + 'static,
{
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin((self.0)(request))
    }
}

/// An answer of this status, without a body.
pub fn status(code: u16) -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = code.try_into().unwrap();
    answer
}

pub const TOKEN: SecurityScheme = SecurityScheme {
    name: "token",
    kind: SecurityKind::Bearer,
    scopes: &[],
};
pub const KEY: SecurityScheme = SecurityScheme {
    name: "key",
    kind: SecurityKind::ApiKey {
        location: KeyLocation::Query,
        name: "key",
        prefix: None,
    },
    scopes: &[],
};

pub static GET: Operation = Operation {
    id: "get_file",
    method: "GET",
    path: "/files/{id}",
    pointer: "/paths/~1files~1{id}/get",
    security: &[&[TOKEN, KEY], &[TOKEN]],
    consumes: &[],
    produces: &[],
    inputs: &[],
    body: None,
    body_required: false,
    answers: &[],
    produces_by_status: &[],
};
pub static PUT: Operation = Operation {
    id: "put_file",
    method: "PUT",
    path: "/files",
    pointer: "/paths/~1files/put",
    security: &[],
    ..GET
};
pub static POST: Operation = Operation {
    id: "add_file",
    method: "POST",
    pointer: "/paths/~1files/post",
    ..PUT
};
