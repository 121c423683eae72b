//! Responses and their headers.

use super::bodies;
use super::catalogue as code;
use super::change::Direction::Response as Way;
use super::draft::Draft;
use super::findings::Findings;
use super::matching::status;
use super::parameters;
use crate::ir::{Header, Operation, Response, Status};

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

/// What is declared of a status that has no response of its own: that of its class, or of all others.
fn covering(operation: &Operation, status: Status) -> Option<&Response> {
    let class = match status {
        Status::Code(code) => find(operation, Status::Range(u8::try_from(code / 100).ok()?)),
        Status::Range(_) => None,
        Status::Default => return None,
    };
    class.or_else(|| find(operation, Status::Default))
}

/// 2xx; `default` where there is no other.
fn succeeds(operation: &Operation, status: Status) -> bool {
    let mut statuses = operation.responses.iter().map(|it| it.status);
    status.is_success() || status == Status::Default && !statuses.any(Status::is_success)
}

fn both(findings: &mut Findings<'_>, index: usize, subject: &str, old: &Response, new: &Response) {
    let mut say = |code, says: &str| {
        let draft = Draft::new(code, subject, says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin));
        findings.add_to(index, Way, draft);
    };
    if old.description != new.description {
        say(
            &code::RESPONSE_DESCRIPTION_CHANGED,
            "is described in other words",
        );
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
    let mut say = |code, says: &str| {
        let draft = Draft::new(code, subject, says);
        let draft = draft.at(Some(&old.origin), Some(&new.origin));
        findings.add_to(index, Way, draft);
    };
    match (&old.content, &new.content) {
        (Some(_), None) => say(&code::RESPONSE_BODY_REMOVED, "has no body any more"),
        (None, Some(_)) => say(&code::RESPONSE_BODY_ADDED, "has a body"),
        (Some(a), Some(b)) => {
            let origins = (&old.origin, &new.origin);
            bodies::content(findings, index, Way, subject, origins, (a, b));
        }
        (None, None) => {}
    }
    headers(findings, index, subject, old, new);
}

fn headers(
    findings: &mut Findings<'_>,
    index: usize,
    subject: &str,
    old: &Response,
    new: &Response,
) {
    let find = |response: &'_ Response, name: &str| -> Option<usize> {
        let mut headers = response.headers.iter();
        headers.position(|it| it.name.eq_ignore_ascii_case(name))
    };
    let of = |header: &Header| format!("{subject} header {}", header.name);
    for header in &old.headers {
        let other = find(new, &header.name).and_then(|at| new.headers.get(at));
        let Some(other) = other else {
            let draft = Draft::new(&code::HEADER_REMOVED, of(header), "is gone");
            let draft = draft.gone(&header.origin, Some(&new.origin));
            findings.add_to(index, Way, draft);
            continue;
        };
        if header.description != other.description {
            let says = "is described in other words";
            let draft = Draft::new(&code::HEADER_DESCRIPTION_CHANGED, of(header), says);
            let draft = draft.at(Some(&header.origin), Some(&other.origin));
            findings.add_to(index, Way, draft);
        }
        let of = parameters::Text {
            direction: Way,
            subject: &of(header),
            at: (&header.origin, &other.origin),
            given: false,
        };
        let values = (&header.value, &other.value);
        parameters::text(findings, index, &of, values);
    }
    for header in &new.headers {
        if find(old, &header.name).is_none() {
            let draft = Draft::new(&code::HEADER_ADDED, of(header), "is new");
            let draft = draft.fresh(Some(&old.origin), &header.origin);
            findings.add_to(index, Way, draft);
        }
    }
}
