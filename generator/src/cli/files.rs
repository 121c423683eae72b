//! What lies in the output folder.

use super::Failure;
use std::io::ErrorKind;
use std::path::Path;

/// The text of a file, with the line ends of Unix; `None` where there is no file. What is not UTF-8
/// is read as well as it goes, since it equals nothing of ours anyway.
pub(super) fn text(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(super::manifest::unix(&String::from_utf8_lossy(
            &bytes,
        )))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(failure(path, &error)),
    }
}

pub(super) fn failure(path: &Path, error: &std::io::Error) -> Failure {
    format!("`{}`: {error}", path.display())
}

/// Every file below `folder`, by its path from `root`, sorted. Links are not followed.
pub(super) fn walk(root: &Path, folder: &str, found: &mut Vec<String>) -> Result<(), Failure> {
    let path = root.join(folder);
    let entries = match std::fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(());
        }
        Err(error) => return Err(failure(&path, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| failure(&path, &error))?;
        let kind = entry.file_type().map_err(|error| failure(&path, &error))?;
        names.push((
            entry.file_name().to_string_lossy().into_owned(),
            kind.is_dir(),
        ));
    }
    names.sort();
    for (name, is_folder) in names {
        let below = format!("{folder}/{name}");
        if is_folder {
            walk(root, &below, found)?;
        } else {
            found.push(below);
        }
    }
    Ok(())
}
