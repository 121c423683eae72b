//! From the operations and the services of their groups to an axum router.

use super::super::operation::Operation;
use super::identity::{Authenticate, Authenticator};
use super::incoming::Incoming;
use super::limits::Limits;
use super::outgoing::Outgoing;
use super::overlap::Overlaps;
use super::refusal::Refusal;
use super::refuse::{ByDocument, Refuse};
use super::security;
use super::serve::Server;
use super::table::{Table, Target, patterns, routed};
use axum::extract::Request;
use std::collections::BTreeSet;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// The answer of a service, in time, or what is refused.
pub type ServiceFuture<'a> = Handled<'a, Outgoing, Refusal>;

/// What a handler makes of a request, in time.
pub type Handled<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// The handlers of a group, without their types, so that routing is compiled once.
pub trait Service: Send + Sync {
    /// Handles a request for the operation of this index in the group.
    fn call(&self, operation: usize, request: Incoming) -> ServiceFuture<'_>;
}

/// What puts something around handlers.
pub type Wrap = Box<dyn Fn(Arc<dyn Service>) -> Arc<dyn Service> + Send + Sync>;

/// The operations of every group.
type Groups = &'static [&'static [&'static Operation]];

/// Makes a router of the groups that are mounted. A group that is not answers 501.
///
/// What a request must not exceed is limited by default. What is refused is refused as the document
/// declares it, else in problem details. A handler that panics answers 500; one whose caller goes away
/// is dropped.
#[must_use]
pub struct Builder {
    groups: Groups,
    services: Vec<Option<Arc<dyn Service>>>,
    wrap: Option<Wrap>,
    authenticator: Option<Arc<dyn Authenticator>>,
    refusals: Arc<dyn Refuse>,
    limits: Limits,
    check_responses: bool,
}

impl Builder {
    #[doc(hidden)]
    pub fn new(groups: Groups) -> Self {
        Self {
            groups,
            services: groups.iter().map(|_| None).collect(),
            wrap: None,
            authenticator: None,
            refusals: Arc::new(ByDocument),
            limits: Limits::DEFAULT,
            check_responses: false,
        }
    }

    #[doc(hidden)]
    pub fn mount(mut self, group: usize, service: Arc<dyn Service>) -> Self {
        if let Some(slot) = self.services.get_mut(group) {
            *slot = Some(service);
        }
        self
    }

    /// Puts something around the handlers of every group.
    #[doc(hidden)]
    pub fn wrap(mut self, wrap: Wrap) -> Self {
        self.wrap = Some(wrap);
        self
    }

    /// Finds out who is calling, as the `security` of each operation says, before anything else is read
    /// of a request. Without this, it is only checked that credentials are there, and handlers look at
    /// them themselves ([`Context::credential`](super::Context::credential)).
    pub fn authenticate(mut self, authenticate: impl Authenticate) -> Self {
        self.authenticator = Some(Arc::new(authenticate));
        self
    }

    /// Words what is refused. Without this, a refusal is the answer that the operation declares for its
    /// status, else its `default`, where what is known can make one: properties with names such as
    /// `message`, `detail`, `code` and `status` are filled. Everything else is problem details (RFC 9457).
    pub fn refusals(mut self, refuse: impl Refuse) -> Self {
        self.refusals = Arc::new(refuse);
        self
    }

    /// Refuses a body of more than so many bytes with 413; 2 MiB unless this is called. One that a handler
    /// is given as a stream is of any length, and the handler's to bound.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Refuses a body that takes longer than this with 408; 30 seconds unless this is called, and `None` for
    /// as long as it takes. One that a handler is given as a stream breaks off where its next bytes take
    /// longer. It needs the timer of a tokio runtime.
    pub fn body_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.body_timeout = limit.into();
        self
    }

    /// Refuses JSON, in a body or a parameter, of more lists and objects within each other with 400; 127
    /// unless this is called, which is also the most.
    pub fn json_depth(mut self, depth: usize) -> Self {
        self.limits.json_depth = depth;
        self
    }

    /// Refuses a multipart form of more parts, or with more bytes of headers in one of them, with 400; 1000
    /// parts and 8 KiB unless this is called.
    pub fn multipart_limits(mut self, parts: usize, header_bytes: usize) -> Self {
        self.limits.parts = parts;
        self.limits.part_headers = header_bytes;
        self
    }

    /// Refuses names in the query and in a form that nothing is read of with 400, since the document does not
    /// declare them; unless this is called they are ignored. It finds a name that is misspelt.
    pub fn refuse_undeclared(mut self) -> Self {
        self.limits.undeclared = false;
        self
    }

    /// Holds answers to the document too: one whose value or media type it does not allow is sent as 500,
    /// with all that is wrong with it. That is for tests and while a server is written; it costs time.
    pub fn check_responses(mut self) -> Self {
        self.check_responses = true;
        self
    }

    /// The router: to be served, nested, merged or layered like any other.
    pub fn build(self) -> axum::Router {
        let mut targets = Vec::new();
        for (group, operations) in self.groups.iter().enumerate() {
            for (index, operation) in operations.iter().copied().enumerate() {
                let target = Target {
                    operation,
                    group,
                    index,
                };
                targets.push((target, patterns(operation)));
            }
        }
        let numbered = targets.iter().zip(0..);
        let numbered = numbered.flat_map(|((_, patterns), number)| {
            let patterns = patterns.iter();
            patterns.map(move |it| (it.as_str(), number))
        });
        let overlaps = Overlaps::new(numbered.clone());
        let all: BTreeSet<&str> = numbered.map(|(pattern, _)| pattern).collect();
        let services = self.services.into_iter();
        let services = services.map(|service| match &self.wrap {
            Some(wrap) => service.map(wrap),
            None => service,
        });
        let server = Arc::new(Server {
            services: services.collect(),
            authenticator: self.authenticator,
            refusals: self.refusals,
            limits: self.limits,
            check_responses: self.check_responses,
            secrets: security::secrets(targets.iter().map(|(it, _)| it.operation)),
        });
        let mut router = axum::Router::new();
        for pattern in routed(&all) {
            let met = overlaps.with(pattern).into_iter();
            let met = met.filter_map(|it| Some(targets.get(it)?.0));
            let (server, table) = (Arc::clone(&server), Arc::new(Table::new(met.collect())));
            let handler = move |request: Request| {
                let (server, table) = (Arc::clone(&server), Arc::clone(&table));
                async move { server.answer(&table, request).await }
            };
            router = router.route(pattern, axum::routing::any(handler));
        }
        router
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Builder(…)")
    }
}
