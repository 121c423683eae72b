//! What a handler may ask of the request beside its typed inputs.

use super::super::credential::Credential;
use super::super::operation::Operation;
use super::identity::Identity;
use super::security::Credentials;
use http::request::Parts;
use http::{Extensions, HeaderMap, Uri};
use std::fmt;
use std::sync::Arc;

tokio::task_local! {
    static CONTEXT: Context;
}

/// The request that is being handled: see [`context`].
#[derive(Clone)]
pub struct Context {
    inner: Arc<Inner>,
}

struct Inner {
    operation: &'static Operation,
    parts: Arc<Parts>,
    credentials: Credentials,
    identity: Option<Identity>,
}

/// The context of the request that this task handles; `None` outside a handler, and in a task that a
/// handler has spawned.
pub fn context() -> Option<Context> {
    CONTEXT.try_with(Clone::clone).ok()
}

/// Who is calling, as [`Authenticate`](super::Authenticate) says; `None` where nobody had to show who it
/// is, for another type than its `Identity`, and outside a handler.
pub fn identity<T: Clone + 'static>() -> Option<T> {
    context()?.identity().cloned()
}

impl Context {
    pub(super) fn new(
        operation: &'static Operation,
        parts: Arc<Parts>,
        credentials: Credentials,
        identity: Option<Identity>,
    ) -> Self {
        let inner = Arc::new(Inner {
            operation,
            parts,
            credentials,
            identity,
        });
        Self { inner }
    }

    pub(super) async fn scope<F: Future>(self, future: F) -> F::Output {
        CONTEXT.scope(self, future).await
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.inner.operation
    }

    /// The target of the request. Keys may stand in its query: show it to nobody.
    pub fn uri(&self) -> &Uri {
        &self.inner.parts.uri
    }

    /// All headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.inner.parts.headers
    }

    /// What layers around the router have left for the handler.
    pub fn extensions(&self) -> &Extensions {
        &self.inner.parts.extensions
    }

    /// Who is calling: see [`identity`].
    pub fn identity<T: 'static>(&self) -> Option<&T> {
        self.inner.identity.as_ref()?.downcast_ref()
    }

    /// What the caller shows for the security scheme of this name in the document. That it is there
    /// is checked before the handler runs; whether it is good is what
    /// [`Authenticate`](super::Authenticate) finds out, or else the handler.
    pub fn credential(&self, scheme: &str) -> Option<&Credential> {
        let mut known = self.inner.credentials.iter();
        known
            .find(|(name, _)| *name == scheme)
            .map(|(_, credential)| credential)
    }
}

/// Without headers and query, which hold credentials.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("operation", &self.inner.operation.id)
            .field("path", &self.inner.parts.uri.path())
            .finish_non_exhaustive()
    }
}
