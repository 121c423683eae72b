//! A document and the files that its references lead to.

use super::{FileId, Finding, Node, Sources, Tree, decode_text, parse};
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// How a run reads files, so that the library touches no disk by itself.
pub trait Reader {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As [`std::fs::read`].
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>>;

    /// What a file is called in reports.
    fn name(&self, path: &Path) -> String {
        path.display().to_string()
    }

    /// The path without links, where there are any.
    ///
    /// # Errors
    /// As [`std::fs::canonicalize`].
    fn real(&self, path: &Path) -> std::io::Result<PathBuf> {
        Ok(path.to_owned())
    }
}

/// Why a file cannot be had.
#[derive(Debug, Clone)]
pub enum Fault {
    /// It is not there, or may not be read.
    Unreadable(String),
    /// Its bytes are no text.
    NotText(String),
    /// Its text is neither YAML nor JSON.
    Malformed(Finding),
    /// It lies outside the folder that references may reach.
    Outside,
}

/// The trees of a run, each file read once. References stay below one folder.
pub struct Library<'a> {
    reader: &'a dyn Reader,
    sources: &'a mut Sources,
    /// References reach what is below it.
    root: PathBuf,
    document: PathBuf,
    files: HashMap<PathBuf, Result<FileId, Fault>>,
    trees: HashMap<FileId, (PathBuf, Tree)>,
    main: FileId,
    findings: Vec<Finding>,
}

impl<'a> Library<'a> {
    /// `tree` is the document at `path`, which may hold nodes of overlays. `root` is the folder that
    /// references may reach; else that of the document.
    pub fn new(
        reader: &'a dyn Reader,
        sources: &'a mut Sources,
        path: &Path,
        tree: Tree,
        root: Option<&Path>,
    ) -> Self {
        let document = normal(path);
        let folder = document.parent().map(Path::to_path_buf);
        let root = root.map(normal).or(folder).unwrap_or_default();
        let main = tree.root.place.file;
        Library {
            reader,
            sources,
            root,
            files: HashMap::from([(document.clone(), Ok(main))]),
            trees: HashMap::from([(main, (document.clone(), tree))]),
            document,
            main,
            findings: Vec::new(),
        }
    }

    /// The document.
    pub fn main(&self) -> FileId {
        self.main
    }

    /// The file that a reference written in `file` is relative to: nodes of an overlay belong to the
    /// document.
    pub fn home(&self, file: FileId) -> FileId {
        if self.trees.contains_key(&file) {
            file
        } else {
            self.main
        }
    }

    /// The root of a file's tree.
    pub fn tree(&self, file: FileId) -> Option<&Node> {
        self.trees.get(&file).map(|(_, tree)| &tree.root)
    }

    /// The file at `path` relative to `from`, read if it is new.
    ///
    /// # Errors
    /// Why there is none.
    pub fn open(&mut self, from: FileId, path: &str) -> Result<FileId, Fault> {
        let folder = self.trees.get(&from).and_then(|(path, _)| path.parent());
        let path = normal(&folder.unwrap_or(Path::new("")).join(path));
        if !is_below(&path, &self.root) {
            return Err(Fault::Outside);
        }
        if let Some(known) = self.files.get(&path) {
            return known.clone();
        }
        if self.leads_out(&path) {
            return Err(Fault::Outside);
        }
        let opened = self.read(&path);
        self.files.insert(path, opened.clone());
        opened
    }

    /// Whether a link leads out of the folder. One that leads nowhere is for reading to report.
    fn leads_out(&self, path: &Path) -> bool {
        let root = match self.root.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.root,
        };
        match (self.reader.real(path), self.reader.real(root)) {
            (Ok(path), Ok(root)) if path.is_absolute() => !path.starts_with(root),
            _ => false,
        }
    }

    fn read(&mut self, path: &Path) -> Result<FileId, Fault> {
        let bytes = self.reader.read(path);
        let bytes = bytes.map_err(|error| Fault::Unreadable(error.to_string()))?;
        let text = decode_text(&bytes).map_err(Fault::NotText)?;
        let file = self.sources.add(self.reader.name(path), text);
        let (tree, findings) = parse(self.sources, file).map_err(Fault::Malformed)?;
        self.findings.extend(findings);
        self.trees.insert(file, (path.to_owned(), tree));
        Ok(file)
    }

    /// What is to warn of in the files that were opened since the last call.
    pub fn findings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.findings)
    }

    /// A file as it is named behind a pointer: empty for the document, else its path from the
    /// document's folder, with `/` on every machine.
    pub fn label(&self, file: FileId) -> String {
        if file == self.main {
            return String::new();
        }
        let folder = self.document.parent().unwrap_or(Path::new(""));
        let path = self.trees.get(&file).map(|(path, _)| path.as_path());
        let path = path.unwrap_or(Path::new(""));
        let same = folder.components().zip(path.components());
        let same = same.take_while(|(a, b)| a == b).count();
        let up = folder.components().skip(same).map(|_| "..".into());
        let down = path.components().skip(same);
        let down = down.map(|it| it.as_os_str().to_string_lossy());
        up.chain(down).collect::<Vec<_>>().join("/")
    }
}

/// Both normal.
fn is_below(path: &Path, folder: &Path) -> bool {
    let same = path.components().zip(folder.components());
    let same = same.take_while(|(a, b)| a == b).count();
    let mut above = folder.components().skip(same);
    let first = path.components().nth(same);
    above.all(|it| it == Component::ParentDir) && matches!(first, Some(Component::Normal(_)))
}

/// A path without `.` and, where there is something to leave, without `..`; no link is followed.
pub fn normal(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            (Component::ParentDir, Some(Component::RootDir)) => {}
            _ => parts.push(part),
        }
    }
    parts.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Memory;

    impl Reader for Memory {
        fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
            if path.ends_with("there.yaml") {
                return Ok(b"a: 1".to_vec());
            }
            Err(std::io::ErrorKind::NotFound.into())
        }
    }

    fn with<T>(document: &str, root: Option<&str>, run: impl Fn(&mut Library<'_>) -> T) -> T {
        let mut sources = Sources::default();
        let file = sources.add(document, "a: 1".to_owned());
        let tree = parse(&sources, file).unwrap().0;
        let path = Path::new(document);
        run(&mut Library::new(
            &Memory,
            &mut sources,
            path,
            tree,
            root.map(Path::new),
        ))
    }

    fn outside(document: &str, root: Option<&str>, path: &str) -> bool {
        with(document, root, |it| {
            matches!(it.open(it.main(), path), Err(Fault::Outside))
        })
    }

    #[test]
    fn references_stay_below_the_folder_of_the_document() {
        for path in [
            "../there.yaml",
            "a/../../there.yaml",
            "/etc/there.yaml",
            "..",
            ".",
        ] {
            assert!(outside("spec/a.yaml", None, path), "{path}");
            assert!(outside("a.yaml", None, path), "{path}");
            assert!(outside("/spec/a.yaml", None, path), "{path}");
        }
        for path in ["there.yaml", "./b/there.yaml", "b/../there.yaml"] {
            assert!(!outside("spec/a.yaml", None, path), "{path}");
            assert!(!outside("../a.yaml", None, path), "{path}");
        }
    }

    #[test]
    fn a_wider_folder_can_be_given() {
        assert!(!outside("x/y/a.yaml", Some("x"), "../there.yaml"));
        assert!(outside("x/y/a.yaml", Some("x"), "../../there.yaml"));
        assert!(!outside("a.yaml", Some(".."), "../there.yaml"));
        assert!(!outside("a.yaml", Some(".."), "there.yaml"));
        assert!(outside("a.yaml", Some(".."), "../../there.yaml"));
    }

    #[test]
    fn a_file_is_named_from_the_folder_of_the_document() {
        let label = |path: &str| {
            with("x/y/a.yaml", Some("x"), |it| {
                let file = it.open(it.main(), path).unwrap();
                it.label(file)
            })
        };
        assert_eq!(label("../z/there.yaml"), "../z/there.yaml");
        assert_eq!(label("./b/there.yaml"), "b/there.yaml");
        assert_eq!(with("x/a.yaml", None, |it| it.label(it.main())), "");
    }
}
