//! The facade: the stages in their order.

use crate::config::Config;
use crate::diff::Version;
use crate::fileset::FileSet;
use crate::ir::{Location, Method};
use crate::lock::Lock;
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{self, Library, Reader, Sources, Tree};
use crate::{emit, ir, lower, openapi3, overlay, rust, swagger2};
use std::path::Path;

/// What codegen writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    pub files: FileSet,
    /// The names that were given: those of the lock that still apply, and the new ones.
    pub lock: Lock,
    /// What the client calls and the server answers: an entry for each operation.
    pub routes: Vec<Route>,
    pub types: usize,
    /// What every path begins with; it does not end with a `/`.
    pub base_path: String,
}

/// How an operation is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub method: Method,
    /// The template, with the base path.
    pub path: String,
    /// The parameters of the path whose values may hold a `/`.
    pub slashes: Vec<String>,
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
        let mut tree = self.parse(&self.config.document)?;
        for path in &self.config.overlays {
            if let Some(overlay) = self.parse(path) {
                overlay::apply(&mut tree, &overlay, &mut self.report);
            }
        }
        self.sound(tree)
    }

    /// The API as it is meant: what the filter leaves of it.
    pub fn api(&mut self) -> Option<ir::Api> {
        let tree = self.tree()?;
        let (path, root) = (&self.config.document, self.config.ref_root.as_deref());
        let mut library = Library::new(self.reader, &mut self.sources, path, tree, root);
        let openapi = library.tree(library.main()).and_then(openapi3::version);
        let document = match openapi {
            Some(_) => openapi3::read(&mut library, &mut self.report)?,
            None => swagger2::read(&mut library, &mut self.report)?,
        };
        let mut api = lower::lower(&document, self.config.dangling_refs, &mut self.report);
        ir::select::select(&mut api, &self.config.filter, &mut self.report);
        self.sound(api)
    }

    /// The API and the crate that is made of it, before it is written. `lock` holds the names that
    /// earlier runs gave.
    pub fn version(&mut self, lock: &Lock) -> Option<Version> {
        let api = self.api()?;
        let (planned, lock) = rust::plan(&api, self.config, lock, &mut self.report);
        self.sound(Version { api, planned, lock })
    }

    /// The generated crate. `lock` holds the names that earlier runs gave.
    pub fn generate(&mut self, lock: &Lock) -> Option<Generated> {
        let Version { api, planned, lock } = self.version(lock)?;
        match emit::emit(&planned) {
            Ok(files) => self.sound(Generated {
                files,
                lock,
                routes: routes(&planned),
                types: planned.types.len(),
                base_path: api.base_path,
            }),
            Err(error) => {
                let message = format!("`{}`: {}", error.path, error.message);
                self.report.add(
                    Diagnostic::new(&catalogue::NOT_RUST, message).help(
                        "check the attributes in `[[types]]`; else this is a bug of Bindsmith",
                    ),
                );
                None
            }
        }
    }

    fn sound<T>(&self, result: T) -> Option<T> {
        (!self.report.has_errors()).then_some(result)
    }

    fn parse(&mut self, path: &Path) -> Option<Tree> {
        let name = self.reader.name(path);
        let fail = |code, what: &str| Diagnostic::new(code, format!("`{name}`: {what}"));
        let bytes = match self.reader.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let diagnostic = fail(&catalogue::CANNOT_READ, &error.to_string());
                self.report.add(diagnostic);
                return None;
            }
        };
        let text = match source::decode_text(&bytes) {
            Ok(text) => text,
            Err(error) => {
                let diagnostic = fail(&catalogue::NOT_TEXT, &error);
                self.report.add(diagnostic.help("save it as UTF-8"));
                return None;
            }
        };
        let file = self.sources.add(name, text);
        match source::parse(&self.sources, file) {
            Ok((tree, findings)) => {
                for finding in findings {
                    self.report.add(finding.into());
                }
                Some(tree)
            }
            Err(finding) => {
                self.report.add(finding.into());
                None
            }
        }
    }
}

fn routes(planned: &rust::Crate) -> Vec<Route> {
    let operations = planned.groups.iter().flat_map(|group| &group.operations);
    let routes = operations.map(|operation| {
        let inputs = operation.table.inputs.iter();
        let slashes = inputs.filter(|it| it.location == Location::Path && it.skip_encoding);
        Route {
            method: operation.method,
            path: operation.path.clone(),
            slashes: slashes.map(|it| it.name.clone()).collect(),
        }
    });
    routes.collect()
}
