//! The document as a whole: what is said of it.

use super::catalogue as code;
use super::draft::Draft;
use super::findings::Findings;
use super::servers;

pub(super) fn compare(findings: &mut Findings<'_>) {
    let (old, new) = (findings.old, findings.new);
    let (a, b) = (&old.info, &new.info);
    servers::compare(findings);
    if (&a.title, &a.version, &a.description) != (&b.title, &b.version, &b.description) {
        let says = if a.title != b.title {
            format!("has the title `{}`, and had `{}`", b.title, a.title)
        } else if a.version != b.version {
            format!("has the version `{}`, and had `{}`", b.version, a.version)
        } else {
            "is described in other words".to_owned()
        };
        let draft = Draft::new(&code::INFO_CHANGED, "the API", says);
        findings.add(draft.at(a.origins.info.as_ref(), b.origins.info.as_ref()));
    }
}
