//! Responses and their headers.

use super::bodies;
use super::catalogue::{self as code, Code};
use super::change::Direction::Response as Way;
use super::draft::Draft;
use super::findings::Findings;
use super::matching::status;
use super::{deprecation, parameters, words};
use crate::ir::{Header, Operation, Origin, Response, Status};

pub(super) fn compare(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    old: &Operation,
    new: &Operation,
) {
    for response in &old.responses {
        let subject = format!("{subject} {}", status(response.status));
        match find(new, response.status) {
            Some(other) => both(findings, index, &subject, response, other),
            None => {
                if let Some(others) = covering(new, response.status) {
                    let says = "is what all others are";
                    let draft = Draft::new(&code::RESPONSE_MERGED, subject.as_str(), says);
                    let draft = draft.gone(&response.origin, Some(&others.origin));
                    findings.add_to(index, Way, draft);
                    contents(findings, index, &subject, response, others);
                    continue;
                }
                let code = match succeeds(old, response.status) {
                    true => &code::SUCCESS_REMOVED,
                    false => &code::ERROR_REMOVED,
                };
                let draft = Draft::new(code, subject, "is declared no more");
                let draft = draft.gone(&response.origin, Some(&new.origin));
                findings.add_to(index, Way, draft);
            }
        }
    }
    for response in &new.responses {
        if find(old, response.status).is_none() {
            let subject = format!("{subject} {}", status(response.status));
            if let Some(others) = covering(old, response.status) {
                let draft = Draft::new(&code::RESPONSE_SPLIT, subject.as_str(), "is new");
                let draft = draft.fresh(Some(&others.origin), &response.origin);
                findings.add_to(index, Way, draft);
                contents(findings, index, &subject, others, response);
                continue;
            }
            let code = match succeeds(new, response.status) {
                true => &code::SUCCESS_ADDED,
                false => &code::ERROR_ADDED,
            };
            let draft = Draft::new(code, subject, "is new");
            let draft = draft.fresh(Some(&old.origin), &response.origin);
            findings.add_to(index, Way, draft);
        }
    }
}

fn find(operation: &Operation, status: Status) -> Option<&Response> {
    operation.responses.iter().find(|it| it.status == status)
}

/// What is declared of a status that has no response of its own: that of its class, or of all others, which
/// are no successes where one is declared.
fn covering(operation: &Operation, status: Status) -> Option<&Response> {
    let class = match status {
        Status::Code(code) => find(operation, Status::Range(u8::try_from(code / 100).ok()?)),
        Status::Range(_) => None,
        Status::Default => return None,
    };
    let others = || !status.is_success() || succeeds(operation, Status::Default);
    class.or_else(|| find(operation, Status::Default).filter(|_| others()))
}

/// 2xx; `default` where there is no other.
fn succeeds(operation: &Operation, status: Status) -> bool {
    let mut statuses = operation.responses.iter().map(|it| it.status);
    status.is_success() || status == Status::Default && !statuses.any(Status::is_success)
}

/// Two responses, and where they stand: one that operations share, where it is declared.
struct Both<'r> {
    old: &'r Response,
    new: &'r Response,
    subject: String,
    at: (&'r Origin, &'r Origin),
}

impl<'r> Both<'r> {
    fn of(subject: &str, old: &'r Response, new: &'r Response) -> Self {
        let known = |it: &'r Response| {
            let shared = it.shared.as_ref()?;
            Some((words::shared(shared, "responses")?, shared))
        };
        let (subject, at) = match (known(old), known(new)) {
            (Some((name, a)), Some((other, b))) if name == other => (name, (a, b)),
            _ => (subject.to_owned(), (&old.origin, &new.origin)),
        };
        Both {
            old,
            new,
            subject,
            at,
        }
    }

    fn say(&self, code: &'static Code, says: &str) -> Draft {
        let draft = Draft::new(code, self.subject.as_str(), says);
        draft.at(Some(self.at.0), Some(self.at.1))
    }
}

fn both(findings: &mut Findings<'_>, index: usize, subject: &str, old: &Response, new: &Response) {
    if old.description != new.description {
        let says = "is described in other words";
        let both = Both::of(subject, old, new);
        let draft = both.say(&code::RESPONSE_DESCRIPTION_CHANGED, says);
        findings.add_to(index, Way, draft);
    }
    contents(findings, index, subject, old, new);
}

/// What two responses hold.
fn contents(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    old: &Response,
    new: &Response,
) {
    let both = Both::of(subject, old, new);
    match (&old.content, &new.content) {
        (Some(_), None) => {
            let draft = both.say(&code::RESPONSE_BODY_REMOVED, "has no body any more");
            findings.add_to(index, Way, draft);
        }
        (None, Some(_)) => {
            let draft = both.say(&code::RESPONSE_BODY_ADDED, "has a body");
            findings.add_to(index, Way, draft);
        }
        (Some(a), Some(b)) => {
            let of = bodies::Held {
                direction: Way,
                subject: &both.subject,
                at: both.at,
                origins: (&old.origin, &new.origin),
                given: false,
            };
            bodies::content(findings, index, &of, (a, b));
        }
        (None, None) => {}
    }
    headers(findings, index, &both);
}

fn headers(findings: &mut Findings<'_>, index: usize, both: &Both<'_>) {
    let (subject, old, new) = (&both.subject, both.old, both.new);
    let find = |response: &'_ Response, name: &str| -> Option<usize> {
        let mut headers = response.headers.iter();
        headers.position(|it| it.name.eq_ignore_ascii_case(name))
    };
    let of = |header: &Header| format!("{subject} header {}", header.name);
    for header in &old.headers {
        let other = find(new, &header.name).and_then(|at| new.headers.get(at));
        let Some(other) = other else {
            let draft = Draft::new(&code::HEADER_REMOVED, of(header), "is gone");
            let draft = draft.gone(&header.origin, Some(both.at.1));
            findings.add_to(index, Way, draft);
            continue;
        };
        let (apis, at) = (
            (findings.old, findings.new),
            (&header.origin, &other.origin),
        );
        let codes = (&code::HEADER_DEPRECATED, &code::HEADER_REVIVED);
        if let Some((code, says)) = deprecation::between(apis, at, codes) {
            let draft = Draft::new(code, of(header), says);
            findings.add_to(index, Way, draft.at(Some(at.0), Some(at.1)));
        }
        if header.description != other.description {
            let says = "is described in other words";
            let draft = Draft::new(&code::HEADER_DESCRIPTION_CHANGED, of(header), says);
            let draft = draft.at(Some(&header.origin), Some(&other.origin));
            findings.add_to(index, Way, draft);
        }
        let of = parameters::Text {
            direction: Way,
            subject: &of(header),
            here: false,
            at: (&header.origin, &other.origin),
            given: false,
        };
        let values = (&header.value, &other.value);
        parameters::text(findings, index, &of, values);
    }
    for header in &new.headers {
        if find(old, &header.name).is_none() {
            let draft = Draft::new(&code::HEADER_ADDED, of(header), "is new");
            let draft = draft.fresh(Some(both.at.0), &header.origin);
            findings.add_to(index, Way, draft);
        }
    }
}
