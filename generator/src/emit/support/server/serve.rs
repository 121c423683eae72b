//! From a request to its answer.

use super::super::operation::Operation;
use super::super::trace::Trace;
use super::accept::Accept;
use super::context::Context;
use super::identity::Authenticator;
use super::incoming::Incoming;
use super::limits::Limits;
use super::outgoing::Outgoing;
use super::refusal::Refusal;
use super::refuse::{self, Refuse};
use super::rest::Rest;
use super::router::Service;
use super::security;
use super::table::{Found, Table, Target};
use super::unwind::caught;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use http::HeaderName;
use http::header::ACCEPT;
use http::request::Parts;
use std::sync::Arc;

/// What the routes of a router share.
pub(super) struct Server {
    pub services: Vec<Option<Arc<dyn Service>>>,
    pub authenticator: Option<Arc<dyn Authenticator>>,
    pub refusals: Arc<dyn Refuse>,
    pub limits: Limits,
    pub check_responses: bool,
    /// The headers that may show who is calling.
    pub secrets: Vec<HeaderName>,
}

impl Server {
    pub async fn answer(&self, table: &Table, request: Request) -> Response {
        let (request, rest) = Rest::of(request);
        let (mut parts, body) = request.into_parts();
        security::conceal(&self.secrets, &mut parts);
        let (path, query) = (parts.uri.path(), parts.uri.query().unwrap_or_default());
        let method = parts.method.clone();
        let refusal = match table.find(method.as_str(), path, query) {
            Found::Operation(target, path) => {
                let operation = target.operation;
                let parts = Arc::new(parts);
                let trace = Trace::request(operation);
                let answered = trace.follow(self.operation(target, path, parts, body, rest));
                let answer = answered.await;
                trace.answered(answer.status().as_u16());
                return answer.into_response(&method);
            }
            Found::Methods(methods) => Refusal::method_not_allowed(&methods),
            Found::Nothing => Refusal::not_found(),
        };
        let refusal = refusal.of(None, Arc::new(parts));
        let answer = self.refuse(&refusal, None, rest).await;
        answer.into_response(&method)
    }

    async fn operation(
        &self,
        target: Target,
        path: Vec<(&'static str, String)>,
        parts: Arc<Parts>,
        body: Body,
        rest: Rest,
    ) -> Outgoing {
        let operation = target.operation;
        let values = parts.headers.get_all(ACCEPT).into_iter();
        let values = values.filter_map(|value| value.to_str().ok());
        let accept = Accept::new(values, operation);
        let handled = self.handle(target, path, Arc::clone(&parts), body, &accept);
        let handled = caught(handled).await;
        let refusal = match handled.map(|it| it.and_then(Outgoing::into_result)) {
            Ok(Ok(answer)) => return self.checked(operation, answer),
            Ok(Err(refusal)) => refusal,
            Err(panicked) => {
                Trace::fault("a handler panicked");
                Refusal::internal(panicked)
            }
        };
        let refusal = refusal.of(Some(operation), parts);
        self.refuse(&refusal, Some(&accept), rest).await
    }

    async fn handle(
        &self,
        target: Target,
        path: Vec<(&'static str, String)>,
        parts: Arc<Parts>,
        body: Body,
        accept: &Accept,
    ) -> Result<Outgoing, Refusal> {
        let Target {
            operation,
            group,
            index,
        } = target;
        let service = self.services.get(group).and_then(Option::as_ref);
        let service = service.ok_or_else(Refusal::not_implemented)?;
        let credentials = security::presented(operation, &parts)?;
        let identity = match &self.authenticator {
            Some(it) => security::identify(&**it, operation, &parts, &credentials).await?,
            None => None,
        };
        accept.check_early()?;
        let context = Context::new(operation, Arc::clone(&parts), credentials, identity);
        let mut incoming =
            Incoming::new(operation, parts, body, path, accept.clone(), self.limits)?;
        incoming.check().await?;
        context.scope(service.call(index, incoming)).await
    }

    /// An answer of a handler.
    fn checked(&self, operation: &Operation, answer: Outgoing) -> Outgoing {
        if self.check_responses
            && let Err(invalid) = answer.check()
        {
            Trace::fault("the document does not allow this answer");
            return Outgoing::as_is(Refusal::faulty(&invalid).to_problem());
        }
        if !answer.is_declared(operation) {
            Trace::fault("the document does not declare this answer");
        }
        answer
    }

    async fn refuse(&self, refusal: &Refusal, accept: Option<&Accept>, rest: Rest) -> Outgoing {
        let answer = caught(async { refuse::answer(&*self.refusals, refusal, accept) }).await;
        let mut answer = answer.unwrap_or_else(|_| Outgoing::as_is(refusal.to_problem()));
        rest.settle(refusal.status(), answer.headers_mut()).await;
        answer
    }
}
