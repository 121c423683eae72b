use super::project::{Project, SPEC};
use std::fs;
use std::process::Command;

#[test]
fn what_does_not_change_is_not_touched() {
    let project = Project::new();
    project.ok(&["codegen"]);
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let names: Vec<String> = project
        .files("generated")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for name in &names {
        let file = fs::File::options()
            .write(true)
            .open(project.path("generated").join(name));
        file.unwrap().set_modified(old).unwrap();
    }
    project.write(
        "spec/api.yaml",
        SPEC.replace("{name: {type: string}}", "{name: {type: integer}}"),
    );
    project.ok(&["codegen"]);
    let changed = names.iter().filter(|name| {
        let metadata = fs::metadata(project.path("generated").join(name)).unwrap();
        metadata.modified().unwrap() != old
    });
    let changed: Vec<&String> = changed.collect();
    assert_eq!(changed, ["bindsmith.sha256", "src/types/pet.rs"]);
}

#[test]
fn a_failed_run_leaves_everything_as_it_was() {
    let project = Project::new();
    project.ok(&["codegen"]);
    let files = project.files(".");
    for broken in ["", "swagger: '2.0'\n  x: [", "openapi: 3.1.0"] {
        project.write("spec/api.yaml", broken);
        assert_eq!(project.run(&["codegen"]).code, 2, "{broken}");
    }
    project.write("spec/api.yaml", SPEC);
    assert_eq!(files, project.files("."));
}

#[test]
fn a_folder_of_somebody_else_is_not_touched() {
    let project = Project::new();
    project.write("generated/Cargo.toml", "[package]\nname = 'mine'\n");
    let files = project.files("generated");
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended
            .stderr
            .contains("holds files that are not Bindsmith's (`Cargo.toml`"),
        "{}",
        ended.stderr
    );
    assert_eq!(files, project.files("generated"));
}

#[test]
fn a_file_of_somebody_else_in_the_way_is_not_written_over() {
    let project = Project::new();
    project.ok(&["codegen"]);
    project.write("generated/src/types/cat.rs", "// mine\n");
    project.write("spec/api.yaml", format!("{SPEC}  Cat: {{type: object}}\n"));
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("cat.rs` is not Bindsmith's"),
        "{}",
        ended.stderr
    );
    assert_eq!(project.read("generated/src/types/cat.rs"), "// mine\n");
    assert!(!project.read("generated/src/types/mod.rs").contains("Cat"));
}

#[test]
fn a_file_where_the_folder_should_be_stays() {
    let project = Project::new();
    project.write("generated", "mine");
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("`generated` is a file"),
        "{}",
        ended.stderr
    );
    assert_eq!(project.read("generated"), "mine");
}

fn lock_is(project: &Project, lock: &str) {
    let config = project.read("spec/bindsmith.toml");
    let lock = format!("lock = '{lock}'\n[output]");
    project.write("spec/bindsmith.toml", config.replace("[output]", &lock));
}

#[test]
fn the_lock_is_written_over_no_other_file() {
    for (lock, code, place) in [
        ("bindsmith.toml", "BS0110", "spec/bindsmith.toml:3:8"),
        ("api.yaml", "BS0110", "spec/bindsmith.toml:3:8"),
        ("../Own.toml", "BS0112", "Own.toml:1:2"),
        ("../generated", "BS0110", "spec/bindsmith.toml:3:8"),
        (
            "../generated/Cargo.toml",
            "BS0110",
            "spec/bindsmith.toml:3:8",
        ),
        (
            "../generated/bindsmith.sha256",
            "BS0110",
            "spec/bindsmith.toml:3:8",
        ),
        (
            "../generated/src/names.lock",
            "BS0110",
            "spec/bindsmith.toml:3:8",
        ),
    ] {
        let project = Project::new();
        project.write("Own.toml", "[package]\nname = 'mine'\n");
        lock_is(&project, lock);
        let files = project.files(".");
        let ended = project.run(&["codegen"]);
        assert_eq!(ended.code, 2, "{lock}: {}", ended.stderr);
        for part in [code, place] {
            assert!(ended.stderr.contains(part), "{lock}: {}", ended.stderr);
        }
        assert_eq!(files, project.files("."), "{lock}");
    }
}

#[test]
fn the_lock_may_lie_in_the_crate() {
    let project = Project::new();
    lock_is(&project, "../generated/names.lock");
    project.ok(&["codegen"]);
    project.ok(&["codegen", "--check"]);
    assert!(project.read("generated/names.lock").contains("[type]"));
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_a_link_stays_one() {
    let project = Project::new();
    project.ok(&["codegen"]);
    let (lock, shared) = (
        project.path("spec/bindsmith.lock"),
        project.path("shared.lock"),
    );
    fs::rename(&lock, &shared).unwrap();
    std::os::unix::fs::symlink("../shared.lock", &lock).unwrap();
    project.write("spec/api.yaml", format!("{SPEC}  Cat: {{type: object}}\n"));
    project.ok(&["codegen"]);
    assert!(lock.is_symlink());
    assert!(project.read("shared.lock").contains("Cat"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let project = Project::new();
    project.ok(&["codegen"]);
    fs::rename(project.path("generated/src"), project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(project.path("elsewhere"), project.path("generated/src")).unwrap();
    project.write("spec/api.yaml", format!("{SPEC}  Cat: {{type: object}}\n"));
    let files = project.files("elsewhere");
    assert_eq!(project.run(&["codegen"]).code, 2);
    assert_eq!(files, project.files("elsewhere"));
}

#[test]
fn what_a_killed_run_left_is_cleaned_up() {
    let project = Project::new();
    project.write("generated/.bindsmith/new/0", "half");
    project.ok(&["codegen"]);
    assert!(!project.path("generated/.bindsmith").exists());
}

/// A file system of so many bytes, or `None` where one may not be mounted.
#[cfg(target_os = "linux")]
fn small_disk(project: &Project, size: &str) -> Option<SmallDisk> {
    let path = project.path("generated");
    fs::create_dir_all(&path).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
        .arg(&path)
        .output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: a small disk cannot be mounted here (it needs root)");
        return None;
    }
    Some(SmallDisk(path))
}

#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let project = Project::new();
    let Some(_disk) = small_disk(&project, "600k") else {
        return;
    };
    project.ok(&["codegen"]);
    let files = project.files(".");
    let many: String = (0..100)
        .map(|number| {
            format!("  Type{number}: {{type: object, properties: {{x: {{type: string}}}}}}\n")
        })
        .collect();
    project.write("spec/api.yaml", format!("{SPEC}{many}"));
    let ended = project.run(&["codegen"]);
    assert_eq!(ended.code, 2, "{}", ended.stdout);
    assert!(
        ended.stderr.contains("No space left on device"),
        "{}",
        ended.stderr
    );
    project.write("spec/api.yaml", SPEC);
    assert_eq!(files, project.files("."));
}
