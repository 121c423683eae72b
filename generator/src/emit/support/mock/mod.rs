//! A server that answers by itself: what the document shows, else what it allows, made up from a seed.

mod answer;
mod call;
mod declared;
mod gone;
mod headers;
mod prefer;

pub use call::{Call, call};
pub use declared::{Body, Declared, Document, Header};

use super::operation::Operation;
use super::server::{
    Accept, Answer, Authenticate, Builder, Caller, Denied, Incoming, Outgoing, Refusal, Refuse,
    Service, ServiceFuture,
};
use gone::Gone;
use std::sync::Arc;

/// What a mock answers by.
///
/// Each operation answers its lowest declared success, or what a request asks for: `Prefer: code=404`. The
/// body is the example of the document where it is allowed, else it is made up of the examples and defaults
/// of its schemas, and of random values. The same request is answered the same, unless
/// [deletions are remembered](Self::remember_deletions).
///
/// A request is held to the document as every server holds it. Where credentials have to be shown, any are
/// good, unless there is a [`token`](Self::token).
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Mock {
    seed: u64,
    token: Option<Arc<str>>,
    remembers: bool,
}

impl Mock {
    /// A mock of the seed 0, which takes any credentials.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is made up follows from this number.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Takes this credential, in every scheme, and refuses all others with 401. Of `Basic` it is what stands
    /// behind that word.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into().into());
        self
    }

    /// Remembers what the mock has deleted. Where a DELETE went well, whatever is at its path or below answers
    /// 404, of the operations that declare one (or `4XX`, or `default`), until a PUT or POST to that path or
    /// one above. It is a DELETE with a parameter in its path and none in its query; the last 1000 are
    /// remembered. What is made or changed is not, nor what handlers of yours do.
    pub fn remember_deletions(mut self) -> Self {
        self.remembers = true;
        self
    }

    /// Answers for the handlers that are not written.
    #[doc(hidden)]
    pub fn behind(self, builder: Builder, document: &'static Document) -> Builder {
        let mocked = Arc::new(answer::Mocked::new(self.seed, document));
        let refusals = Refusals(Arc::clone(&mocked));
        let builder = match self.token {
            Some(token) => builder.authenticate(Token(token)),
            None => builder,
        };
        let gone = self.remembers.then(Arc::<Gone>::default);
        builder.refusals(refusals).wrap(Box::new(move |handlers| {
            Arc::new(Behind {
                handlers,
                mocked: Arc::clone(&mocked),
                gone: gone.clone(),
            })
        }))
    }
}

/// The one credential.
struct Token(Arc<str>);

impl Authenticate for Token {
    type Identity = ();

    async fn authenticate(&self, caller: &Caller<'_>) -> Result<(), Denied> {
        let good = |credential: &str| credential == &*self.0;
        let mut shown = caller.schemes().iter().map(|it| caller.credential(it));
        if shown.all(|it| it.is_some_and(|it| good(it.secret()))) {
            Ok(())
        } else {
            Err(Denied::unauthorized())
        }
    }
}

/// Refusals that the document declares are worded by it, whatever it asks of them.
struct Refusals(Arc<answer::Mocked>);

impl Refuse for Refusals {
    fn refuse(&self, refusal: &Refusal) -> Answer {
        self.0.refusal(refusal)
    }
}

/// Handlers, and the mock where they are not written.
struct Behind {
    handlers: Arc<dyn Service>,
    mocked: Arc<answer::Mocked>,
    /// What was deleted, where that is remembered.
    gone: Option<Arc<Gone>>,
}

impl Behind {
    fn answer(&self, asked: &Asked) -> Outgoing {
        let Some(gone) = &self.gone else {
            return self.mocked.answer(asked);
        };
        // a status that is asked for is answered
        if asked.code.is_none()
            && gone.lacks(asked.operation, &asked.path)
            && let Some(missing) = self.mocked.missing(asked)
        {
            return missing;
        }
        let answer = self.mocked.answer(asked);
        if answer.status().is_success() {
            gone.follow(asked.operation, &asked.path);
        }
        answer
    }
}

impl Service for Behind {
    fn call(&self, operation: usize, request: Incoming) -> ServiceFuture<'_> {
        let asked = Asked {
            operation: request.operation(),
            accept: request.accept(),
            path: request.target().to_owned(),
            code: prefer::code(request.headers()),
        };
        Box::pin(async move {
            match self.handlers.call(operation, request).await {
                Ok(answer) if answer.is_unwritten() => Ok(self.answer(&asked)),
                answer => answer,
            }
        })
    }
}

/// What is known of a request when its answer is made up.
struct Asked {
    operation: &'static Operation,
    accept: Accept,
    path: String,
    /// The status that it prefers; an error where that is none.
    code: Option<Result<u16, String>>,
}
