//! The facade: the stages in their order.

use crate::config::Config;
use crate::fileset::FileSet;
use crate::lock::Lock;
use crate::report::Report;
use crate::source::{Sources, Tree};
use crate::{emit, ir, rust};
use std::path::Path;

/// How a session reads files, so that the library touches no disk by itself.
pub trait Reader {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As [`std::fs::read`].
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>>;
}

/// What codegen writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    pub files: FileSet,
    /// The names that were given: those of the lock that still apply, and the new ones.
    pub lock: Lock,
    pub operations: usize,
    pub types: usize,
}

/// One run over one document. Each method runs the stages up to its own; `None` means that the
/// report holds an error that nothing can follow.
pub struct Session<'a> {
    config: &'a Config,
    reader: &'a dyn Reader,
    pub sources: Sources,
    pub report: Report,
}

impl<'a> Session<'a> {
    /// `sources` may hold files that were read before, such as `bindsmith.toml`.
    pub fn new(config: &'a Config, reader: &'a dyn Reader, sources: Sources) -> Self {
        Session {
            config,
            reader,
            sources,
            report: Report::default(),
        }
    }

    /// The document, with the overlays applied.
    pub fn tree(&mut self) -> Option<Tree> {
        todo!()
    }

    /// The API as it is meant.
    pub fn api(&mut self) -> Option<ir::Api> {
        todo!()
    }

    /// The generated crate. `lock` holds the names that earlier runs gave.
    pub fn generate(&mut self, lock: &Lock) -> Option<Generated> {
        todo!()
    }
}
