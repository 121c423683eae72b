//! A repository of a user, in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Project {
    folder: tempfile::TempDir,
}

/// How a command ended.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

pub const SPEC: &str = r##"swagger: "2.0"
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      responses:
        200: {description: All, schema: {type: array, items: {$ref: '#/definitions/Pet'}}}
  /owners:
    get:
      tags: [owners]
      operationId: listOwners
      responses:
        200: {description: All, schema: {type: array, items: {$ref: '#/definitions/Owner'}}}
definitions:
  Pet: {type: object, required: [name], properties: {name: {type: string}}}
  Owner: {type: object, properties: {pets: {type: array, items: {$ref: '#/definitions/Pet'}}}}
"##;

const CONFIG: &str = "[input]\ndocument = 'api.yaml'\n[output]\ndirectory = '../generated'\n";

impl Project {
    /// With `spec/api.yaml`, its configuration, and nothing generated.
    pub fn new() -> Self {
        let project = Project::empty();
        project.write("spec/api.yaml", SPEC);
        project.write("spec/bindsmith.toml", CONFIG);
        project
    }

    pub fn empty() -> Self {
        // a path that wants quoting
        let folder = tempfile::Builder::new().prefix("a projéct ").tempdir();
        Project {
            folder: folder.unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_in("", arguments)
    }

    /// From a folder of it.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_bindsmith"))
            .args(arguments)
            .current_dir(self.path(folder))
            .output()
            .unwrap();
        Ended {
            code: output.status.code().expect("no signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what has to go well.
    pub fn ok(&self, arguments: &[&str]) -> Ended {
        let ended = self.run(arguments);
        assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
        ended
    }

    /// Every file below a folder, with its bytes.
    pub fn files(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.path(name), &self.path(name), &mut found);
        found.sort();
        found
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            found.push((name, fs::read(&path).unwrap_or_default()));
        }
    }
}
