//! Who is calling: from credentials to the identity that the user's code knows.

use super::super::credential::Credential;
use super::super::operation::{Operation, SecurityScheme};
use http::request::Parts;
use http::{Extensions, HeaderMap, Uri};
use std::any::Any;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// Finds out who is calling. See [`Builder::authenticate`](super::Builder::authenticate).
///
/// ```ignore
/// impl Authenticate for Chat {
///     type Identity = User;
///
///     async fn authenticate(&self, caller: &Caller<'_>) -> Result<User, Denied> {
///         let token = caller.credential(&BEARER_TOKEN).ok_or_else(Denied::unauthorized)?;
///         let user = self.sessions.get(token.secret());
///         user.cloned().ok_or_else(Denied::unauthorized)
///     }
/// }
/// ```
pub trait Authenticate: Send + Sync + 'static {
    /// Who is calling, as handlers are told: [`identity`](super::identity()).
    type Identity: Send + Sync + 'static;

    /// Who shows these credentials. An operation names alternatives, each of one scheme or several: this is
    /// called for each of which the request shows all, until one is good. It is not called where nothing
    /// has to be shown; and where that is one alternative of several, a caller whose credentials are not
    /// good is nobody, but not refused.
    fn authenticate(
        &self,
        caller: &Caller<'_>,
    ) -> impl Future<Output = Result<Self::Identity, Denied>> + Send;
}

impl<T: Authenticate> Authenticate for Arc<T> {
    type Identity = T::Identity;

    fn authenticate(
        &self,
        caller: &Caller<'_>,
    ) -> impl Future<Output = Result<Self::Identity, Denied>> + Send {
        (**self).authenticate(caller)
    }
}

/// A caller, and what it shows.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    pub(super) operation: &'static Operation,
    pub(super) schemes: &'static [SecurityScheme],
    pub(super) credentials: &'a [(&'static str, Credential)],
    pub(super) parts: &'a Parts,
}

impl Caller<'_> {
    /// The operation that it calls.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The schemes of the alternative that is tried, each with the scopes that it has to allow.
    pub fn schemes(&self) -> &'static [SecurityScheme] {
        self.schemes
    }

    /// What it shows for a scheme; `None` where the scheme is not of this alternative.
    pub fn credential(&self, scheme: &SecurityScheme) -> Option<&Credential> {
        self.schemes.iter().find(|it| it.name == scheme.name)?;
        let mut known = self.credentials.iter();
        let (_, credential) = known.find(|(name, _)| *name == scheme.name)?;
        Some(credential)
    }

    /// The target of the request.
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What layers around the router have left.
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }
}

/// Without what it shows.
impl fmt::Debug for Caller<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<&str> = self.schemes.iter().map(|it| it.name).collect();
        f.debug_struct("Caller")
            .field("operation", &self.operation.id)
            .field("schemes", &schemes)
            .finish_non_exhaustive()
    }
}

/// Why a caller is turned away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    pub(super) kind: Kind,
    pub(super) detail: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Unauthorized,
    Scope,
    Forbidden,
    Failed,
}

impl Denied {
    const fn new(kind: Kind) -> Self {
        Self { kind, detail: None }
    }

    /// The credentials are not good: 401, with `WWW-Authenticate`.
    pub fn unauthorized() -> Self {
        Self::new(Kind::Unauthorized)
    }

    /// They are good, and the scopes that the operation names are not among what they allow: 403, which tells
    /// the scopes (RFC 6750, section 3.1).
    pub fn insufficient_scope() -> Self {
        Self::new(Kind::Scope)
    }

    /// They are good, and not good enough: 403.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden)
    }

    /// Nobody can tell, since something of ours does not work: 500.
    pub fn failed() -> Self {
        Self::new(Kind::Failed)
    }

    /// What the caller is told, in place of something that says little.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

pub(super) type Identity = Arc<dyn Any + Send + Sync>;

/// The trait without its types.
pub(super) trait Authenticator: Send + Sync {
    fn identity<'a>(
        &'a self,
        caller: Caller<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<Identity, Denied>> + Send + 'a>>;
}

impl<T: Authenticate> Authenticator for T {
    fn identity<'a>(
        &'a self,
        caller: Caller<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<Identity, Denied>> + Send + 'a>> {
        Box::pin(async move {
            let identity = self.authenticate(&caller).await?;
            Ok(Arc::new(identity) as Identity)
        })
    }
}
