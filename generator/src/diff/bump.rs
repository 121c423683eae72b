//! What changes ask of the version of the generated crate.

use super::change::{Change, Rust};
use semver::{BuildMetadata, Prerelease, Version};

/// How far a version has to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing changed.
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// What the changes ask for, from version 1.0 on: what breaks Rust is major, what adds to it is minor.
    pub fn of(changes: &[Change]) -> Self {
        let grades = changes.iter().map(|it| match it.rust.grade {
            Rust::Breaking => Bump::Major,
            Rust::Additive => Bump::Minor,
            Rust::None => Bump::Patch,
        });
        grades.max().unwrap_or(Bump::None)
    }

    /// As Cargo reads versions: before 1.0, the first number that is not zero is the major one.
    #[must_use]
    pub fn from(self, version: &Version) -> Self {
        match (version.major, version.minor, self) {
            (0, 0, Bump::Minor | Bump::Major) => Bump::Patch,
            (0, _, Bump::Major) => Bump::Minor,
            (0, _, Bump::Minor) => Bump::Patch,
            (_, _, bump) => bump,
        }
    }

    /// The least version that may come after this one.
    pub fn next(self, version: &Version) -> Version {
        let mut next = Version {
            pre: Prerelease::EMPTY,
            build: BuildMetadata::EMPTY,
            ..version.clone()
        };
        match self.from(version) {
            Bump::None => return version.clone(),
            // what is not released has moved already
            _ if !version.pre.is_empty() => return next,
            Bump::Patch => next.patch += 1,
            Bump::Minor => (next.minor, next.patch) = (next.minor + 1, 0),
            Bump::Major => (next.major, next.minor, next.patch) = (next.major + 1, 0, 0),
        }
        next
    }

    /// Whether this version may come after that one; one that leads to a version counts as that.
    pub fn allows(self, old: &Version, new: &Version) -> bool {
        let released = Version {
            pre: Prerelease::EMPTY,
            ..new.clone()
        };
        match self {
            Bump::None => new >= old,
            _ => new > old && released >= self.next(old),
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bump;
    use semver::Version;

    fn next(bump: Bump, version: &str) -> String {
        bump.next(&Version::parse(version).unwrap()).to_string()
    }

    #[test]
    fn versions_move_as_cargo_reads_them() {
        for (version, patch, minor, major) in [
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("0.2.3", "0.2.4", "0.2.4", "0.3.0"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("1.0.0+a", "1.0.1", "1.1.0", "2.0.0"),
            ("2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"),
        ] {
            assert_eq!(next(Bump::Patch, version), patch);
            assert_eq!(next(Bump::Minor, version), minor);
            assert_eq!(next(Bump::Major, version), major);
            assert_eq!(next(Bump::None, version), version);
        }
    }
    #[test]
    fn a_version_that_leads_to_another_counts_as_that() {
        let allows = |bump: Bump, old: &str, new: &str| {
            bump.allows(&Version::parse(old).unwrap(), &Version::parse(new).unwrap())
        };
        assert!(allows(Bump::Major, "0.2.3", "0.3.0-rc.1"));
        assert!(allows(Bump::Major, "0.3.0-rc.1", "0.3.0-rc.2"));
        assert!(!allows(Bump::Major, "0.3.0-rc.1", "0.3.0-rc.1"));
        assert!(!allows(Bump::Minor, "1.2.3", "1.2.4"));
        assert!(allows(Bump::Minor, "1.2.3", "2.0.0"));
        assert!(!allows(Bump::Patch, "1.2.3", "1.2.3"));
        assert!(allows(Bump::None, "1.2.3", "1.2.3"));
        assert!(!allows(Bump::None, "1.2.3", "1.2.2"));
    }
}
