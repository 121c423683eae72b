//! A folder in which files are made ready, and kept while they are replaced.

use super::Failure;
use super::files::failure;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Beside the files, so that on the same disk.
const NAME: &str = ".bindsmith";

/// Files that are staged, and what it takes to undo their replacement. Undoes itself unless it is
/// told that all is well.
pub(super) struct Staging {
    folder: PathBuf,
    /// Held while the folder is in use: two runs at once would mix.
    _lock: File,
    staged: Vec<(PathBuf, PathBuf)>,
    undo: Vec<Undo>,
}

enum Undo {
    Remove(PathBuf),
    RemoveFolder(PathBuf),
    Restore { from: PathBuf, to: PathBuf },
}

impl Staging {
    /// A staging folder in `output`, which is made if it is not there. What a killed run left in it is
    /// dropped: whatever is amiss because of it is drift, which this run mends.
    pub fn new(output: &Path) -> Result<Self, Failure> {
        let mut undo = Vec::new();
        folders(output, &mut undo).inspect_err(|_| rollback(&mut undo))?;
        let folder = output.join(NAME);
        let made = fs::create_dir_all(&folder).map_err(|error| failure(&folder, &error));
        let lock = made.and_then(|()| exclusive(&folder));
        let lock = lock.inspect_err(|_| {
            let _ = fs::remove_dir(&folder);
            rollback(&mut undo);
        })?;
        for part in ["new", "old"] {
            let _ = fs::remove_dir_all(folder.join(part));
        }
        let staging = Staging {
            folder,
            _lock: lock,
            staged: Vec::new(),
            undo,
        };
        for part in ["new", "old"] {
            let path = staging.folder.join(part);
            fs::create_dir(&path).map_err(|error| failure(&path, &error))?;
        }
        Ok(staging)
    }

    /// Writes the text to where it will be moved from, and makes the folders that it needs, so that a
    /// full disk is found before anything is touched.
    pub fn stage(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        if let Some(parent) = path.parent() {
            folders(parent, &mut self.undo)?;
        }
        let staged = self.folder.join("new").join(self.staged.len().to_string());
        let written = File::create(&staged).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(|error| failure(path, &error))?;
        self.staged.push((staged, path.to_owned()));
        Ok(())
    }

    /// Takes away a file.
    pub fn remove(&mut self, path: &Path) -> Result<(), Failure> {
        let kept = self.folder.join("old").join(self.undo.len().to_string());
        fs::rename(path, &kept).map_err(|error| failure(path, &error))?;
        self.undo.push(Undo::Restore {
            from: kept,
            to: path.to_owned(),
        });
        Ok(())
    }

    /// Moves what is staged into place, in the order of staging.
    pub fn replace(&mut self) -> Result<(), Failure> {
        for (staged, path) in std::mem::take(&mut self.staged) {
            // a hard link keeps the old file under its name until the new one takes its place
            let kept = self.folder.join("old").join(self.undo.len().to_string());
            let existed = fs::symlink_metadata(&path).is_ok();
            if existed {
                fs::hard_link(&path, &kept)
                    .or_else(|_| fs::copy(&path, &kept).map(|_| ()))
                    .map_err(|error| failure(&path, &error))?;
            }
            fs::rename(&staged, &path)
                .or_else(|_| move_across(&staged, &path))
                .map_err(|error| failure(&path, &error))?;
            self.undo.push(if existed {
                Undo::Restore {
                    from: kept,
                    to: path,
                }
            } else {
                Undo::Remove(path)
            });
        }
        Ok(())
    }

    /// Keeps what was done.
    pub fn finish(mut self) {
        self.undo.clear();
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        rollback(&mut self.undo);
        let _ = fs::remove_dir_all(&self.folder);
        // an output folder that was made for nothing
        rollback(&mut self.undo);
    }
}

fn rollback(undo: &mut Vec<Undo>) {
    let mut folders = Vec::new();
    while let Some(step) = undo.pop() {
        let _ = match step {
            Undo::Remove(path) => fs::remove_file(path),
            Undo::Restore { from, to } => {
                fs::rename(&from, &to).or_else(|_| move_across(&from, &to))
            }
            Undo::RemoveFolder(path) => {
                // the staging folder may still be in it
                if fs::remove_dir(&path).is_err() {
                    folders.push(Undo::RemoveFolder(path));
                }
                Ok(())
            }
        };
    }
    folders.reverse();
    *undo = folders;
}

/// For a names lock on another disk than the crate: whole or not at all there too.
fn move_across(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut beside = to.as_os_str().to_owned();
    beside.push(".bindsmith-new");
    let beside = PathBuf::from(beside);
    let moved = fs::copy(from, &beside).and_then(|_| fs::rename(&beside, to));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// Makes a folder and those above it, and remembers which were not there.
fn folders(path: &Path, undo: &mut Vec<Undo>) -> Result<(), Failure> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        folders(parent, undo)?;
    }
    fs::create_dir(path).map_err(|error| failure(path, &error))?;
    undo.push(Undo::RemoveFolder(path.to_owned()));
    Ok(())
}

fn exclusive(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(|error| failure(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(format!(
            "another run is writing here (it holds `{}`)",
            path.display()
        )),
        // a file system without locks
        Err(TryLockError::Error(_)) => Ok(file),
    }
}
