//! In place of the network, where reqwest has futures that cannot be sent to another thread.

use super::builder::BuildError;
use super::transport::Transport;
use std::time::Duration;

/// There is none.
pub(super) fn default_transport(_connect: Duration) -> Result<Box<dyn Transport>, BuildError> {
    Err(BuildError::transport(
        "on wasm32 there is none but the one that `transport` is given",
    ))
}
