//! `mock`: what goes wrong before anything is compiled; and, with a compiler that only pretends, what is
//! compiled again and what is not.

use super::project::{Ended, Project, SPEC};
use std::net::TcpListener;
use std::process::Command;

fn mock(project: &Project, cargo: &str, arguments: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_bindsmith"))
        .args(["mock", "--port", "0", "--cache", "cache"])
        .args(arguments)
        .current_dir(project.path(""))
        .env("CARGO", cargo)
        .output()
        .unwrap();
    Ended {
        code: output.status.code().expect("no signal"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[track_caller]
fn fails(project: &Project, cargo: &str, arguments: &[&str], says: &str) {
    let ended = mock(project, cargo, arguments);
    assert_eq!(ended.code, 2, "{}{}", ended.stdout, ended.stderr);
    assert!(ended.stderr.contains(says), "{}", ended.stderr);
}

#[test]
fn what_cannot_be_served_is_said_at_once() {
    let project = Project::empty();
    project.write("api.yaml", SPEC);
    project.write("bad.yaml", "swagger: [");
    fails(&project, "cargo", &["no.yaml"], "`no.yaml`: No such file");
    fails(&project, "cargo", &["bad.yaml"], "error[BS");
    fails(&project, "cargo", &[], "there is no `spec/bindsmith.toml`");
    fails(&project, "no-such-cargo", &["api.yaml"], "install Rust");
    let nobody = &["api.yaml", "--token", ""];
    fails(&project, "cargo", nobody, "'--token <TOKEN>'");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = project.run(&["mock", "api.yaml", "--port", &port]);
    assert_eq!(output.code, 2);
    assert!(
        output
            .stderr
            .contains(&format!("the port {port} of 127.0.0.1 is taken"))
    );
}

#[cfg(unix)]
mod pretended {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// Says that it has compiled a program, which says what it was called with.
    fn cargo(project: &Project, works: bool) -> String {
        let path = project.path("cargo");
        let program = project.path("program");
        project.write("program", "#!/bin/sh\necho \"served $*\"\n");
        let text = match works {
            true => format!(
                "#!/bin/sh\necho '{}'\n",
                serde_json::json!({"executable": program})
            ),
            false => "#!/bin/sh\necho 'it does not compile' >&2\nexit 101\n".to_owned(),
        };
        project.write("cargo", text);
        for path in [&path, &program] {
            std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
        }
        path.to_str().unwrap().to_owned()
    }

    #[test]
    fn what_was_compiled_is_kept_until_something_changes() {
        let project = Project::empty();
        project.write(
            "api/api.yaml",
            SPEC.replace("'#/definitions/Pet'", "pet.yaml"),
        );
        project.write("api/pet.yaml", "type: object\n");
        let file = ["api/api.yaml", "--token", "t", "--seed", "7"];
        let file = [&file[..], &["--strict", "--remember"]].concat();
        let first = mock(&project, &cargo(&project, true), &file);
        assert_eq!(
            (first.code, first.stdout.as_str()),
            (0, "served 127.0.0.1 0 7 --strict --remember --token t\n")
        );
        assert!(
            first.stderr.contains("compiling the mock"),
            "{}",
            first.stderr
        );
        // nothing has changed, so the compiler is not asked
        let broken = cargo(&project, false);
        let second = mock(&project, &broken, &file);
        assert_eq!((second.code, second.stderr.as_str()), (0, ""));
        // nor where the document has gone elsewhere, with all that belongs to it
        std::fs::rename(project.path("api"), project.path("moved")).unwrap();
        assert_eq!(mock(&project, &broken, &["moved/api.yaml"]).code, 0);
        project.write("moved/pet.yaml", "type: string\n");
        fails(
            &project,
            &broken,
            &["moved/api.yaml"],
            "it does not compile",
        );
        project.write("moved/pet.yaml", "type: object\n");
        assert_eq!(mock(&project, &broken, &["moved/api.yaml"]).code, 0);
        project.write("moved/api.yaml", SPEC);
        fails(
            &project,
            &broken,
            &["moved/api.yaml"],
            "it does not compile",
        );
    }

    #[test]
    fn what_stands_beside_the_crate_is_none_of_the_mock() {
        let project = Project::new();
        let config = project.read("spec/bindsmith.toml");
        let more = "[[crate.manifest.example]]\nname = \"production\"\n\
            [crate.manifest.dependencies]\nfoo = \"1\"\n";
        project.write("spec/bindsmith.toml", format!("{config}\n{more}"));
        let served = mock(&project, &cargo(&project, true), &[]);
        assert_eq!(served.code, 0, "{}", served.stderr);
        let caches = std::fs::read_dir(project.path("cache")).unwrap();
        let manifests = caches.map(|it| it.unwrap().path().join("api/Cargo.toml"));
        let manifests: Vec<String> = manifests
            .filter_map(|it| std::fs::read_to_string(it).ok())
            .collect();
        assert!(!manifests.is_empty());
        for manifest in manifests {
            assert!(!manifest.contains("example"), "{manifest}");
            assert!(manifest.contains("foo = \"1\""), "{manifest}");
        }
    }
}
