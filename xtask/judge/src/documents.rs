//! What is judged: documents as they are, and with overlays of ours that declare what a server refuses.

use bindsmith::config::Config;
use bindsmith::{Reader, Session};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document, judged.
#[derive(Debug)]
pub struct Judged {
    pub name: &'static str,
    /// In our repository, or in the corpus.
    pub path: &'static str,
    /// Overlays, by their names in `overlays/`.
    pub overlays: &'static [&'static str],
    /// How many requests are made up for each operation, at most.
    pub requests: u32,
}

const fn judged(name: &'static str, path: &'static str, requests: u32) -> Judged {
    Judged {
        name,
        path,
        overlays: &[],
        requests,
    }
}

impl Judged {
    const fn with(mut self, overlays: &'static [&'static str]) -> Self {
        self.overlays = overlays;
        self
    }

    /// Whether overlays declare what the document leaves open, so that a judge has nothing to find.
    pub fn leaves_nothing_open(&self) -> bool {
        !self.overlays.is_empty()
    }
}

const OURS: &str = "spec/mattermost.yaml";
/// What our crate is generated with, from `overlays/`.
const OUR_OVERLAY: &str = "../../../spec/overlay.yaml";
const OFFICIAL: &str = "mattermost/official-2020-03.yaml";
const PETSTORE: &str = "classic/petstore.json";
const AUTHENTIQ: &str = "apis-guru/authentiq.io/1.0/swagger.yaml";
const CIRCLECI: &str = "apis-guru/circleci.com/v1/swagger.yaml";
const FAKE: &str =
    "fixtures-swagger-codegen/fixtures/immutable/specifications/v2/petstorefake.yaml";

/// The name of our own document.
pub const SMALLEST: &str = "ours";

/// The smallest first.
pub const DOCUMENTS: &[Judged] = &[
    judged(SMALLEST, OURS, 20).with(&[OUR_OVERLAY]),
    judged("petstore", PETSTORE, 20),
    judged("petstore, refusals declared", PETSTORE, 20).with(&[
        "petstore.yaml",
        "forms.yaml",
        "integers.yaml",
        "refusals.yaml",
        "success.yaml",
        "types.yaml",
    ]),
    judged("authentiq", AUTHENTIQ, 20),
    judged("authentiq, refusals declared", AUTHENTIQ, 20).with(&[
        "authentiq.yaml",
        "forms.yaml",
        "integers.yaml",
        "refusals.yaml",
        "types.yaml",
    ]),
    judged("circleci", CIRCLECI, 20),
    judged("circleci, refusals declared", CIRCLECI, 20).with(&["integers.yaml", "refusals.yaml"]),
    judged("petstore fake", FAKE, 20),
    judged("petstore fake, refusals declared", FAKE, 20).with(&[
        "petstore.yaml",
        "forms.yaml",
        "integers.yaml",
        "lists.yaml",
        "refusals.yaml",
        "success.yaml",
    ]),
    judged("mattermost", OFFICIAL, 5),
    judged("mattermost, refusals declared", OFFICIAL, 5).with(&[
        "mattermost.yaml",
        "forms.yaml",
        "integers.yaml",
        "refusals.yaml",
        "success.yaml",
    ]),
];

struct Disk;

impl Reader for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }
}

/// The document after overlays, as JSON that every judge reads: one document, with texts for keys. `None` where
/// the corpus is not there.
pub fn write(judged: &Judged, corpus: &Path, out: &Path) -> Result<Option<PathBuf>, String> {
    let path = match judged.path {
        OURS => PathBuf::from(OURS),
        path => corpus.join(path),
    };
    if !path.is_file() {
        return Ok(None);
    }
    let overlays = Path::new(env!("CARGO_MANIFEST_DIR")).join("overlays");
    let config = Config {
        overlays: judged.overlays.iter().map(|it| overlays.join(it)).collect(),
        ..Config::of(path)
    };
    let mut session = Session::new(&config, &Disk, Default::default());
    let tree = session.tree();
    let tree =
        tree.ok_or_else(|| format!("`{}` cannot be read: {:?}", judged.name, session.report))?;
    let name = judged.name.replace([' ', ','], "-");
    let path = out.join("documents").join(format!("{name}.json"));
    let fail = |error: io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(out.join("documents")).map_err(fail)?;
    fs::write(&path, format!("{:#}\n", tree.root.to_json())).map_err(fail)?;
    Ok(Some(path))
}
