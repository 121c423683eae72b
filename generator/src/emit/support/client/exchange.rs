//! Sends the requests of one call, with the hooks around each: the one place where something is sent.

use super::super::body::Body;
use super::super::operation::Operation;
use super::deadline::Deadline;
use super::error::Failure;
use super::hook::{Attempt, Hook, Next};
use super::redirect;
use super::transport::{Transport, TransportError};
use http::{Request, Response};
use std::time::{Duration, Instant};

pub(super) struct Exchange<'a> {
    transport: &'a dyn Transport,
    hooks: &'a [Box<dyn Hook>],
    operation: &'static Operation,
    deadline: Deadline,
    attempts: u32,
    /// Whether a redirect has led to another host.
    elsewhere: bool,
    /// Whether a hook has had the request sent again.
    repeated: bool,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(
        transport: &'a dyn Transport,
        hooks: &'a [Box<dyn Hook>],
        operation: &'static Operation,
        deadline: Deadline,
    ) -> Self {
        Self {
            transport,
            hooks,
            operation,
            deadline,
            attempts: 0,
            elsewhere: false,
            repeated: false,
        }
    }

    /// How many requests were sent.
    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether the call is not over before such a pause is.
    pub(super) fn has_time_for(&self, pause: Duration) -> bool {
        self.deadline.is_after(pause)
    }

    /// From now on no credential is sent.
    pub(super) fn leave(&mut self) {
        self.elsewhere = true;
    }

    /// Sends the request: what came, and what the hooks say of it.
    pub(super) async fn send(
        &mut self,
        mut request: Request<Body>,
    ) -> Result<(Result<Response<Body>, TransportError>, Next), Failure> {
        self.attempts += 1;
        let mut attempt = Attempt::new(self.operation, self.attempts);
        for hook in self.hooks {
            let done = hook.before(attempt, &mut request).await;
            done.map_err(Failure::Hook)?;
        }
        if self.elsewhere {
            redirect::remove_secrets(request.headers_mut());
        }
        // a clock is not everywhere
        let started = (!self.hooks.is_empty()).then(Instant::now);
        let outcome = self.transport.send(request).await;
        attempt.took(started.map(|it| it.elapsed()));
        let mut next = Next::Proceed;
        for hook in self.hooks {
            let wish = hook.after(attempt, outcome.as_ref()).await;
            if wish.map_err(Failure::Hook)? == Next::Again && !self.repeated {
                next = Next::Again;
            }
        }
        Ok((outcome, next))
    }

    /// A hook has the request sent again; no other will.
    pub(super) fn repeat(&mut self) {
        self.repeated = true;
    }
}
