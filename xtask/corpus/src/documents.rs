//! Which documents there are, and which are asked for.

use bindsmith::config::{self, Config};
use bindsmith::source::{Sources, decode_text, parse};
use bindsmith::{Reader, Session};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which documents are asked for.
#[derive(Debug, clap::Args)]
pub struct Selection {
    /// The folder with the documents
    folder: PathBuf,
    /// Only documents whose path holds this
    #[arg(long, default_value = "")]
    only: String,
    /// Only the documents of this file: their paths in the folder, one a line
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// So many documents of every folder and size, always the same ones
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
}

/// A document of the folder.
pub struct Document {
    pub path: PathBuf,
    /// The path in the folder.
    pub name: String,
    /// Of the name: the folder of its crate, and its random numbers.
    pub id: String,
    bytes: u64,
    /// How many operations the folder's index says that it has.
    pub operations: Option<usize>,
    root: PathBuf,
}

impl Document {
    pub fn new(root: &Path, name: &str, operations: Option<usize>) -> Result<Self, String> {
        let path = root.join(name);
        let data = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Document {
            path,
            name: name.to_owned(),
            id: hex(&Sha256::digest(name))[..12].to_owned(),
            bytes: data.len(),
            operations,
            root: root.to_owned(),
        })
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The package: its name is used nowhere else.
    pub fn package(&self) -> String {
        format!("document-{}", self.id)
    }

    pub fn config(&self) -> Config {
        Config {
            package: config::Package {
                // one workspace holds them all
                name: Some(self.package()),
                ..config::Package::default()
            },
            ref_root: Some(self.root.clone()),
            ..Config::of(&self.path)
        }
    }

    /// A generator of random numbers: the same ones in every run.
    pub fn random(&self) -> fastrand::Rng {
        fastrand::Rng::with_seed(u64::from_str_radix(&self.id, 16).unwrap_or_default())
    }

    /// Runs something over this document, or over another text in its place.
    pub fn with_session<T>(&self, text: Option<Vec<u8>>, run: impl FnOnce(&mut Session) -> T) -> T {
        let (config, disk) = (self.config(), Disk(text.map(|text| (&*self.path, text))));
        let mut session = Session::new(&config, &disk, Sources::default());
        run(&mut session)
    }
}

/// The files of the folder; one of them may have another text.
struct Disk<'a>(Option<(&'a Path, Vec<u8>)>);

impl Reader for Disk<'_> {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        match &self.0 {
            Some((replaced, text)) if *replaced == path => Ok(text.clone()),
            _ => fs::read(path),
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The documents by their name: those of `index.tsv` where the folder has one, and every other file
/// that says that it is Swagger 2.0 or OpenAPI 3.0.
pub fn find(selection: &Selection) -> Result<Vec<Document>, String> {
    let root = &selection.folder;
    let index = index(&root.join("index.tsv"))?;
    let mut names: BTreeSet<String> = index.keys().cloned().collect();
    for name in files(root)? {
        if !names.contains(&name) && is_document(&root.join(&name)) {
            names.insert(name);
        }
    }
    names.retain(|name| name.contains(&selection.only));
    if let Some(list) = &selection.list {
        let text = fs::read_to_string(list).map_err(|it| format!("{}: {it}", list.display()))?;
        let listed: BTreeSet<&str> = text.lines().map(str::trim).collect();
        names.retain(|name| listed.contains(name.as_str()));
    }
    let documents = names
        .iter()
        .map(|name| Document::new(root, name, index.get(name).copied().flatten()));
    let documents = documents.collect::<Result<Vec<_>, _>>()?;
    Ok(match selection.sample {
        Some(count) => sample(documents, count),
        None => documents,
    })
}

/// The paths in the index, with their operations.
fn index(path: &Path) -> Result<BTreeMap<String, Option<usize>>, String> {
    let Ok(text) = fs::read_to_string(path) else {
        return Ok(BTreeMap::new());
    };
    let mut lines = text
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|it| *it == name);
    let of = column("path").ok_or_else(|| format!("{}: no column `path`", path.display()))?;
    let operations = column("operations");
    let entries = lines.filter_map(|line| {
        let operations = operations.and_then(|at| line.get(at)?.parse().ok());
        Some((line.get(of)?.to_string(), operations))
    });
    Ok(entries.collect())
}

/// Every file below, by its path with `/`.
fn files(root: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        let fail = |error| format!("{}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(name) = path.strip_prefix(root) {
                found.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

fn is_document(path: &Path) -> bool {
    let Ok(text) = decode_text(&fs::read(path).unwrap_or_default()) else {
        return false;
    };
    if !text.contains("swagger") && !text.contains("openapi") {
        return false;
    }
    let mut sources = Sources::default();
    let file = sources.add(path.display().to_string(), text);
    parse(&sources, file).is_ok_and(|(tree, _)| {
        let version = |key| tree.root.get(key)?.as_text();
        let is_openapi = version("openapi").is_some_and(|it| it.starts_with("3.0"));
        is_openapi || matches!(version("swagger"), Some("2.0" | "2"))
    })
}

/// One of each folder and size in turn; within these, by the hash of the name, so that a new document
/// changes little.
fn sample(documents: Vec<Document>, count: usize) -> Vec<Document> {
    let mut strata: BTreeMap<(String, u32), Vec<Document>> = BTreeMap::new();
    for document in documents {
        let folder = document.name.split('/').next().unwrap_or_default();
        let size = document.bytes.max(1).ilog2() / 2;
        let stratum = (folder.to_owned(), size);
        strata.entry(stratum).or_default().push(document);
    }
    let mut strata: Vec<Vec<Document>> = strata.into_values().collect();
    for documents in &mut strata {
        documents.sort_by(|a, b| b.id.cmp(&a.id));
    }
    strata.sort_by_cached_key(|documents| documents.last().map(|it| it.id.clone()));
    let mut taken = Vec::new();
    while taken.len() < count && strata.iter().any(|it| !it.is_empty()) {
        let room = count - taken.len();
        taken.extend(strata.iter_mut().filter_map(Vec::pop).take(room));
    }
    taken.sort_by(|a, b| a.name.cmp(&b.name));
    taken
}
