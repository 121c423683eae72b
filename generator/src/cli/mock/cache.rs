//! Where what was compiled is kept, and whether it is still what would be compiled.

use crate::Reader;
use crate::cli::input::{self, Disk};
use crate::cli::{Failure, MockArgs, Options};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A document in the cache.
pub(super) struct Entry {
    /// Of everything that the document made necessary.
    pub folder: PathBuf,
    /// Where the compiler puts what documents share.
    pub target: PathBuf,
    /// Paths of other files are from here.
    root: PathBuf,
}

/// Lists what was read, beside the program that was made of it.
const INPUTS: &str = "inputs";

impl Entry {
    /// By the content of the document, or of the configuration that names it; and by the generator.
    pub fn find(options: &Options, arguments: &MockArgs) -> Result<Self, Failure> {
        let file = match &arguments.file {
            Some(file) => file.clone(),
            None => input::config_path(options)?,
        };
        let bytes = Disk.read(&file);
        let bytes = bytes.map_err(|error| format!("`{}`: {error}", file.display()))?;
        let mut key = Sha256::new();
        for part in [generator().as_bytes(), &bytes] {
            key.update(part.len().to_le_bytes());
            key.update(part);
        }
        key.update([
            u8::from(arguments.file.is_some()),
            u8::from(arguments.release),
        ]);
        key.update(
            options
                .ref_root
                .as_ref()
                .map_or("", |it| it.to_str().unwrap_or("?")),
        );
        let key: String = hex(&key.finalize()).chars().take(24).collect();
        let cache = match &arguments.cache {
            Some(cache) => cache.clone(),
            None => folder()?,
        };
        let cache = std::path::absolute(cache).map_err(|error| error.to_string())?;
        Ok(Self {
            folder: cache.join(key),
            target: cache.join("target"),
            root: file.parent().unwrap_or(Path::new("")).to_owned(),
        })
    }

    pub fn program(&self) -> PathBuf {
        self.folder
            .join(format!("mock{}", std::env::consts::EXE_SUFFIX))
    }

    /// Whether the program is there, and nothing has changed that went into it.
    pub fn is_built(&self) -> bool {
        let Ok(inputs) = fs::read_to_string(self.folder.join(INPUTS)) else {
            return false;
        };
        let same = |line: &str| {
            let Some((hash, path)) = line.split_once(' ') else {
                return false;
            };
            // one that was not there still is not
            let read = Disk.read(&self.root.join(path));
            read.map_or(hash == "-", |bytes| hash == sha256(&bytes))
        };
        self.program().is_file() && inputs.lines().all(same)
    }

    /// Held by who makes the program.
    pub fn lock(&self) -> Result<File, Failure> {
        let path = self.folder.join("lock");
        let fail = |error| format!("the cache `{}`: {error}", self.folder.display());
        fs::create_dir_all(&self.folder).map_err(fail)?;
        let file = File::create(path).map_err(fail)?;
        file.lock().map_err(fail)?;
        Ok(file)
    }

    /// Says what went into the program.
    pub fn keep(&self, read: &Recording) -> Result<(), Failure> {
        let read = read.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = read.iter().map(|(path, hash)| {
            let path = path.strip_prefix(&self.root).unwrap_or(path);
            format!("{hash} {}\n", path.display())
        });
        let path = self.folder.join(INPUTS);
        fs::write(&path, lines.collect::<String>())
            .map_err(|error| format!("`{}`: {error}", path.display()))
    }
}

/// What tells one generator from another: while it is written, its version says nothing.
fn generator() -> String {
    let program = std::env::current_exe().and_then(fs::metadata);
    let program = program.and_then(|it| Ok((it.len(), it.modified()?)));
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), program.ok())
}

/// The user's folder for what can be made again.
fn folder() -> Result<PathBuf, Failure> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let home = || set("HOME").filter(|it| it.is_absolute());
    let cache = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|it| it.join("Library/Caches"))
    } else {
        let named = set("XDG_CACHE_HOME").filter(|it| it.is_absolute());
        named.or_else(|| Some(home()?.join(".cache")))
    };
    let cache = cache.map(|it| it.join("bindsmith").join("mock"));
    cache.ok_or_else(|| "there is no folder for a cache: name one with `--cache DIR`".to_owned())
}

/// Reads from the disk, and remembers what.
#[derive(Default)]
pub(super) struct Recording(Mutex<BTreeMap<PathBuf, String>>);

impl Reader for Recording {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let read = Disk.read(path);
        let hash = read
            .as_ref()
            .map_or_else(|_| "-".to_owned(), |it| sha256(it));
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_owned(), hash);
        read
    }

    fn real(&self, path: &Path) -> std::io::Result<PathBuf> {
        Disk.real(path)
    }
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}
