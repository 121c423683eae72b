//! `bindsmith.toml`:
//!
//! ```toml
//! [input]
//! document = "mattermost.yaml"     # as every path: relative to this file
//! overlays = ["overlay.yaml"]      # OpenAPI Overlay 1.0, applied in order
//! dangling-refs = "warn"           # or "error": what a `$ref` to nothing is
//! ref-root = ".."                  # what a `$ref` to a file can reach; else the document's folder
//! lock = "bindsmith.lock"          # where names are kept
//!
//! [output]
//! directory = "../generated"
//!
//! [crate]
//! name = "mattermost-api"          # else from the title of the document
//! version = "0.1.0"
//!
//! [crate.manifest.dev-dependencies]  # tables that are merged into the generated Cargo.toml
//! tokio = { version = "1", features = ["full"] }
//!
//! [names]
//! operations = "summary"           # or "operation-id", "path"; else decided per operation
//!
//! [names.rename]                   # keys as in the names lock
//! "/paths/~1users/get" = "list_users"
//!
//! [filter.include]                 # also [filter.exclude]; `*` stands for any run of characters
//! tags = ["pet"]
//! paths = ["/users/*"]
//! operations = ["addPet", "GET /pet/*"]
//!
//! [[types]]
//! pattern = "App*"                 # a type, or `pet::Status`
//! derives = ["Eq", "Hash"]
//! attributes = ["serde(deny_unknown_fields)"]
//! ```

use super::package::{manifest_problem, name_problem, version_problem};
use super::{
    Config, Dangling, Filter, Names, OperationNames, Package, Selection, Setting, TypeRule,
};
use crate::report::{Diagnostic, Report, catalogue};
use crate::source::{FileId, Place, Sources, normal};
use indexmap::IndexMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    input: Input,
    output: Output,
    #[serde(default, rename = "crate")]
    package: Crate,
    #[serde(default)]
    names: NameSettings,
    #[serde(default)]
    filter: FilterSettings,
    #[serde(default)]
    types: Vec<TypeSettings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Input {
    document: PathBuf,
    #[serde(default)]
    overlays: Vec<PathBuf>,
    #[serde(default)]
    dangling_refs: DanglingSetting,
    ref_root: Option<PathBuf>,
    lock: Option<Spanned<PathBuf>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum DanglingSetting {
    #[default]
    Warn,
    Error,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Output {
    directory: PathBuf,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Crate {
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    #[serde(default)]
    manifest: IndexMap<Spanned<String>, toml::Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct NameSettings {
    operations: Option<OperationNamesSetting>,
    #[serde(default)]
    rename: BTreeMap<Spanned<String>, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OperationNamesSetting {
    OperationId,
    Summary,
    Path,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FilterSettings {
    #[serde(default)]
    include: SelectionSettings,
    #[serde(default)]
    exclude: SelectionSettings,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct SelectionSettings {
    #[serde(default)]
    tags: Vec<Spanned<String>>,
    #[serde(default)]
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    operations: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeSettings {
    pattern: Spanned<String>,
    #[serde(default)]
    derives: Vec<Spanned<String>>,
    #[serde(default)]
    attributes: Vec<Spanned<String>>,
}

/// Reads the configuration at `path`, whose text is `text`, and adds it to the sources. What is
/// wrong with it is an error of the report, and gives `None`.
pub fn read(path: &Path, text: &str, sources: &mut Sources, report: &mut Report) -> Option<Config> {
    let file = sources.add(path.display().to_string(), text.to_owned());
    let mut reader = Reader { file, report };
    let settings: File = match toml::from_str(text) {
        Ok(settings) => settings,
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            reader.fail(range, error.message().to_owned());
            return None;
        }
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let join = |path: &Path| clean(&folder.join(path));
    let range = settings.input.lock.as_ref().map(Spanned::span);
    let lock = settings.input.lock.map(Spanned::into_inner);
    let lock = lock.unwrap_or_else(|| "bindsmith.lock".into());
    let version = settings.package.version;
    let config = Config {
        document: join(&settings.input.document),
        overlays: settings.input.overlays.iter().map(|it| join(it)).collect(),
        lock: join(&lock),
        lock_place: range.clone().map(|it| Place::new(file, it)),
        output: join(&settings.output.directory),
        package: Package {
            name: reader.checked(settings.package.name, name_problem),
            version_place: version.as_ref().map(|it| Place::new(file, it.span())),
            version: reader.checked(version, version_problem),
            manifest: reader.manifest(settings.package.manifest),
        },
        names: Names {
            operations: settings.names.operations.map(|setting| match setting {
                OperationNamesSetting::OperationId => OperationNames::OperationId,
                OperationNamesSetting::Summary => OperationNames::Summary,
                OperationNamesSetting::Path => OperationNames::Path,
            }),
            rename: settings
                .names
                .rename
                .into_iter()
                .map(|(key, name)| (reader.setting(key), name))
                .collect(),
        },
        filter: Filter {
            include: reader.selection(settings.filter.include),
            exclude: reader.selection(settings.filter.exclude),
        },
        types: settings
            .types
            .into_iter()
            .map(|it| reader.type_rule(it))
            .collect(),
        dangling_refs: match settings.input.dangling_refs {
            DanglingSetting::Warn => Dangling::Warn,
            DanglingSetting::Error => Dangling::Error,
        },
        ref_root: settings.input.ref_root.as_deref().map(join),
    };
    if let Some(what) = under_the_lock(&config, path) {
        let message = format!("the names lock would be written over {what}");
        reader.fail(range.unwrap_or(0..0), message);
    }
    (!report.has_errors()).then_some(config)
}

/// What the lock would be written over.
fn under_the_lock(config: &Config, path: &Path) -> Option<&'static str> {
    let own = [
        (path, "the configuration"),
        (&config.document, "the document"),
    ];
    let overlays = config
        .overlays
        .iter()
        .map(|it| (it.as_path(), "an overlay"));
    let mut read = own.into_iter().chain(overlays);
    let (_, what) = read.find(|(it, _)| clean(it) == config.lock)?;
    Some(what)
}

/// Without `a/..`: paths are shown to people.
fn clean(path: &Path) -> PathBuf {
    let clean = normal(path);
    if clean.as_os_str().is_empty() {
        return ".".into();
    }
    clean
}

struct Reader<'a> {
    file: FileId,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn fail(&mut self, range: Range<usize>, message: String) {
        let place = Place::new(self.file, range);
        self.report.add(
            Diagnostic::new(&catalogue::CONFIG_MALFORMED, message.trim_end().to_owned())
                .at(place, "here"),
        );
    }

    fn setting(&self, text: Spanned<String>) -> Setting<String> {
        let place = Place::new(self.file, text.span());
        Setting {
            value: text.into_inner(),
            place: Some(place),
        }
    }

    fn checked(
        &mut self,
        text: Option<Spanned<String>>,
        problem: fn(&str) -> Option<&'static str>,
    ) -> Option<String> {
        let text = text?;
        if let Some(problem) = problem(text.get_ref()) {
            self.fail(text.span(), format!("`{}` {problem}", text.get_ref()));
        }
        Some(text.into_inner())
    }

    fn manifest(&mut self, settings: IndexMap<Spanned<String>, toml::Value>) -> toml::Table {
        let mut table = toml::Table::new();
        for (key, value) in settings {
            let name = key.get_ref();
            if let Some(problem) = manifest_problem(name, &value) {
                self.fail(key.span(), format!("`{name}` of a manifest {problem}"));
            }
            table.insert(key.into_inner(), value);
        }
        table
    }

    fn selection(&self, settings: SelectionSettings) -> Selection {
        let all =
            |texts: Vec<Spanned<String>>| texts.into_iter().map(|it| self.setting(it)).collect();
        Selection {
            tags: all(settings.tags),
            paths: all(settings.paths),
            operations: all(settings.operations),
        }
    }

    fn type_rule(&mut self, settings: TypeSettings) -> TypeRule {
        let path = |text: &str| {
            let parsed = syn::parse_str::<syn::Path>(text).is_ok();
            (!parsed).then_some("is not the path of a derive")
        };
        let attribute = |text: &str| {
            let parsed = syn::parse_str::<syn::Meta>(text).is_ok();
            (!parsed).then_some("is not an attribute (without `#[` and `]`)")
        };
        let pattern = self.setting(settings.pattern);
        let mut all = |texts: Vec<Spanned<String>>, problem: fn(&str) -> Option<&'static str>| {
            let texts = texts
                .into_iter()
                .filter_map(|it| self.checked(Some(it), problem));
            texts.collect()
        };
        TypeRule {
            derives: all(settings.derives, path),
            attributes: all(settings.attributes, attribute),
            pattern,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let mut report = Report::default();
        let mut sources = Sources::default();
        let config = read(
            Path::new("a/bindsmith.toml"),
            text,
            &mut sources,
            &mut report,
        );
        assert_eq!(config.is_none(), report.has_errors());
        report
            .diagnostics()
            .iter()
            .map(|it| it.message.clone())
            .collect()
    }

    const LEAST: &str = "[input]\ndocument = 'a.yaml'\n[output]\ndirectory = '../b'\n";

    #[test]
    fn paths_are_relative_to_the_file() {
        let (mut report, mut sources) = (Report::default(), Sources::default());
        let path = Path::new("a/bindsmith.toml");
        let config = read(path, LEAST, &mut sources, &mut report).unwrap();
        assert_eq!(config.document, Path::new("a/a.yaml"));
        assert_eq!(config.lock, Path::new("a/bindsmith.lock"));
        assert_eq!(config.output, Path::new("b"));
    }

    #[test]
    fn the_lock_is_a_file_of_its_own() {
        for (lock, told) in [
            ("bindsmith.toml", 1),
            ("./x/../a.yaml", 1),
            ("o.yaml", 1),
            ("../a/bindsmith.toml", 1),
            ("names.toml", 0),
        ] {
            let text = format!("[input]\nlock = '{lock}'\noverlays = ['o.yaml']\n");
            let text = LEAST.replacen("[input]\n", &text, 1);
            assert_eq!(problems(&text).len(), told, "{lock}");
        }
    }

    #[test]
    fn what_is_unknown_or_wrong_is_refused() {
        for more in [
            "[inptu]\n",
            "[names]\noperations = 'title'\n",
            "[crate]\nname = 'a b'\n",
            "[crate]\nname = 'fn'\n",
            "[crate]\nname = 'proc-macro'\n",
            "[crate]\nversion = '1.0'\n",
            "[crate]\nversion = '1.0.0-01'\n",
            "[crate]\nversion = '1.0.0+..+'\n",
            "[crate.manifest]\ndependencies = 5\n",
            "[crate.manifest]\nedition = '2021'\n",
            "[crate.manifest]\ncargo-features = 'x'\n",
            "[crate.manifest.bin]\nname = 'x'\n",
            "[[crate.manifest.features]]\nx = []\n",
            "[[types]]\npattern = '*'\nderives = ['a b']\n",
            "[[types]]\npattern = '*'\nattributes = ['x] struct Y;']\n",
            "x",
        ] {
            assert_eq!(problems(&format!("{LEAST}{more}")).len(), 1, "{more}");
        }
        assert_eq!(problems(LEAST), [""; 0]);
        let sound = "[crate]\nname = 'fn-api'\nversion = '1.0.0-a.1+b'\n\
            [crate.manifest]\ncargo-features = ['x']\nlints.workspace = true\n\
            [[crate.manifest.bin]]\nname = 'x'\n";
        assert_eq!(problems(&format!("{LEAST}{sound}")), [""; 0]);
    }
}
