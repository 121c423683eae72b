//! From the operations and the services of their groups to an axum router.

use super::super::operation::Operation;
use super::context::Context;
use super::incoming::Incoming;
use super::outgoing::Outgoing;
use super::refusal::Refusal;
use super::security;
use super::table::{Found, Table, Target, covering, patterns};
use axum::extract::Request;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// The answer of a service, in time.
pub type ServiceFuture<'a> = Pin<Box<dyn Future<Output = Outgoing> + Send + 'a>>;

/// The handlers of a group, without their types, so that routing is compiled once.
pub trait Service: Send + Sync {
    /// Handles a request for the operation of this index in the group.
    fn call(&self, operation: usize, request: Incoming) -> ServiceFuture<'_>;
}

/// The operations of every group.
type Groups = &'static [&'static [&'static Operation]];

/// Makes a router of the groups that are mounted. A group that is not answers 501.
#[must_use]
pub struct Builder {
    groups: Groups,
    services: Vec<Option<Arc<dyn Service>>>,
    body_limit: usize,
}

/// As in axum.
const BODY_LIMIT: usize = 2 * 1024 * 1024;

impl Builder {
    #[doc(hidden)]
    pub fn new(groups: Groups) -> Self {
        Self {
            groups,
            services: groups.iter().map(|_| None).collect(),
            body_limit: BODY_LIMIT,
        }
    }

    #[doc(hidden)]
    pub fn mount(mut self, group: usize, service: Arc<dyn Service>) -> Self {
        if let Some(slot) = self.services.get_mut(group) {
            *slot = Some(service);
        }
        self
    }

    /// Refuses a body of more than so many bytes with 413; 2 MiB unless this is called. One that a handler
    /// is given as a stream is of any length, and the handler's to bound.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The router: to be served, nested, merged or layered like any other.
    pub fn build(self) -> axum::Router {
        let operations = self.groups.iter().copied().flatten();
        let all: BTreeSet<String> = operations.flat_map(|it| patterns(it)).collect();
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        for (group, operations) in self.groups.iter().enumerate() {
            for (index, operation) in operations.iter().copied().enumerate() {
                let target = Target {
                    operation,
                    group,
                    index,
                };
                for pattern in patterns(operation) {
                    let pattern = covering(&pattern, all.iter()).cloned().unwrap_or(pattern);
                    tables.entry(pattern).or_default().push(target);
                }
            }
        }
        let server = Arc::new(Server {
            services: self.services,
            body_limit: self.body_limit,
        });
        // A literal segment may begin with `:` or `*`, which axum 0.7 took for a placeholder.
        let mut router = axum::Router::new().without_v07_checks();
        for (pattern, table) in tables {
            let (server, table) = (Arc::clone(&server), Arc::new(table));
            let handler = move |request: Request| {
                let (server, table) = (Arc::clone(&server), Arc::clone(&table));
                async move { server.answer(&table, request).await.into_response() }
            };
            router = router.route(&pattern, axum::routing::any(handler));
        }
        router
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Builder(…)")
    }
}

struct Server {
    services: Vec<Option<Arc<dyn Service>>>,
    body_limit: usize,
}

impl Server {
    async fn answer(&self, table: &Table, request: Request) -> Outgoing {
        let uri = request.uri();
        let (path, query) = (uri.path(), uri.query().unwrap_or_default());
        let (target, path) = match table.find(request.method().as_str(), path, query) {
            Found::Operation(target, path) => (target, path),
            Found::Methods(methods) => return Refusal::method_not_allowed(&methods).into(),
            Found::Nothing => return Refusal::not_found().into(),
        };
        let Some(Some(service)) = self.services.get(target.group) else {
            return Refusal::not_implemented().into();
        };
        let (parts, body) = request.into_parts();
        let credentials = match security::presented(target.operation, &parts) {
            Ok(credentials) => credentials,
            Err(refusal) => return refusal.into(),
        };
        let context = Context::new(target.operation, &parts, credentials);
        match Incoming::new(target.operation, parts, body, path, self.body_limit) {
            Ok(mut incoming) => match incoming.check().await {
                Ok(()) => context.scope(service.call(target.index, incoming)).await,
                Err(refusal) => refusal.into(),
            },
            Err(refusal) => refusal.into(),
        }
    }
}
