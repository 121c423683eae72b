//! A program of ours on a generated crate, the two of them in a workspace of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The workspace: the crate in `api`, the program in `runner`.
pub struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// Generates the crate of a document, and writes the program beside it: its manifest and its sources, by
    /// their paths in `runner`.
    ///
    /// # Errors
    /// The crate cannot be generated, or a file cannot be written.
    pub fn write(
        folder: PathBuf,
        document: &Path,
        program: &[(&str, &str)],
    ) -> Result<Self, String> {
        let workspace = Self { folder };
        workspace.put(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"api\", \"runner\"]\n",
        )?;
        workspace.put("Cargo.lock", include_str!("../../../Cargo.lock"))?;
        let api = workspace.api();
        let words = ["xtask", "codegen", "--format", "json", "--spec"].map(Into::into);
        let places = [document.into(), "--out".into(), api.into_os_string()];
        if bindsmith::cli::run(words.into_iter().chain(places)) != ExitCode::SUCCESS {
            return Err("the crate cannot be generated".to_owned());
        }
        for (path, text) in program {
            workspace.put(&format!("runner/{path}"), text)?;
        }
        Ok(workspace)
    }

    /// Where the crate is.
    pub fn api(&self) -> PathBuf {
        self.folder.join("api")
    }

    /// Writes a file below the workspace, where it is not there as it should be.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, path: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|known| known == text) {
            return Ok(());
        }
        let fail = |error| format!("{}: {error}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(&self.folder)).map_err(fail)?;
        fs::write(&path, text).map_err(fail)
    }

    /// Compiles the program of this name, and says where it is.
    ///
    /// # Errors
    /// It does not compile.
    pub fn build(&self, program: &str, release: bool) -> Result<PathBuf, String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let target = self.folder.join("target");
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--package", "runner", "--bin", program])
            .args(release.then_some("--release"))
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target)
            // nothing is compiled twice, and what is measured is all of it
            .env("CARGO_INCREMENTAL", "0")
            .status();
        let profile = if release { "release" } else { "debug" };
        match built {
            Ok(status) if status.success() => Ok(target.join(profile).join(program)),
            Ok(_) => Err(format!("`{program}` does not compile")),
            Err(error) => Err(format!("cargo: {error}")),
        }
    }
}
