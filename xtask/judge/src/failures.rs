//! The failures in a report of schemathesis (JUnit).

use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use std::fmt;

/// One failed check.
#[derive(Debug, Clone)]
pub struct Failure {
    /// `GET /pets`, or the stateful tests.
    pub operation: String,
    /// `ST103`, which `schemathesis explain` explains.
    pub code: String,
    /// What the check says.
    pub detail: String,
    /// The status that the server answered.
    pub status: u16,
    /// The body that it answered.
    pub answer: String,
    /// How the request is repeated.
    pub request: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| text.chars().take(600).collect::<String>();
        writeln!(
            f,
            "{}: {} {}",
            self.operation,
            self.code,
            short(&self.detail)
        )?;
        writeln!(f, "    answered {}: {}", self.status, short(&self.answer))?;
        write!(f, "    {}", short(&self.request))
    }
}

/// All of a report.
pub fn read(report: &str) -> Result<Vec<Failure>, String> {
    let fail = |error: &dyn fmt::Display| error.to_string();
    let mut reader = Reader::from_str(report);
    let (mut failures, mut operation) = (Vec::new(), String::new());
    loop {
        let event = reader.read_event().map_err(|it| fail(&it))?;
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            match event {
                Event::Eof => return Ok(failures),
                _ => continue,
            }
        };
        match element.name().as_ref() {
            "testcase" => {
                let name = element.try_get_attribute("name").map_err(|it| fail(&it))?;
                let name = name.map(|it| it.normalized_value(XmlVersion::Implicit1_0));
                let name = name.transpose().map_err(|it| fail(&it))?;
                operation = name.unwrap_or_default().into_owned();
            }
            "failure" => {
                let text = reader.read_text(element.name()).map_err(|it| fail(&it))?;
                let text = unescape(&text).map_err(|it| fail(&it))?;
                failures.extend(of_message(&operation, &text));
            }
            _ => {}
        }
    }
}

/// A message holds several test cases, each of which may fail several checks.
fn of_message(operation: &str, message: &str) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    // those of the case that is being read
    let mut first = 0;
    let (mut in_answer, mut in_request) = (false, false);
    for line in message.lines() {
        let number = line.split_once(". Test Case ID: ");
        if number.is_some_and(|(number, _)| number.parse::<u32>().is_ok()) {
            first = failures.len();
            (in_answer, in_request) = (false, false);
            continue;
        }
        if let Some(title) = line.strip_prefix("- ST") {
            let (code, title) = title.split_once(' ').unwrap_or((title, ""));
            failures.push(Failure {
                operation: operation.to_owned(),
                code: format!("ST{code}"),
                detail: title.to_owned(),
                status: 0,
                answer: String::new(),
                request: String::new(),
            });
            continue;
        }
        let status = line.strip_prefix('[').and_then(|it| it.split_once("] "));
        let status = status.and_then(|(status, _)| status.parse().ok());
        let Some(of_case) = failures.get_mut(first..) else {
            continue;
        };
        match (status, line) {
            (Some(status), _) => {
                in_answer = true;
                of_case.iter_mut().for_each(|it| it.status = status);
            }
            (None, "Reproduce with:") => (in_answer, in_request) = (false, true),
            (None, line) if in_answer || in_request => {
                for failure in of_case {
                    let text = if in_answer {
                        &mut failure.answer
                    } else {
                        &mut failure.request
                    };
                    text.push_str(line.trim());
                }
            }
            (None, line) => {
                if let Some(failure) = of_case.last_mut()
                    && !line.trim().is_empty()
                {
                    failure.detail.push_str(" · ");
                    failure.detail.push_str(line.trim());
                }
            }
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_of_every_case_is_a_failure() {
        let report = "<testsuites><testsuite><testcase name=\"GET /a\"/>\
            <testcase name=\"POST /b\"><failure type=\"failure\" message=\"ST103, ST105\">\
            1. Test Case ID: x\n\n- ST105 Undocumented Content-Type\n\n    Received: a/b\n\n\
            - ST103 Undocumented status code\n\n    Received: 418\n\n[418] I&apos;m a teapot:\n\n    {&quot;a&quot;: 1}\n\n\
            Reproduce with:\n\n    curl -X POST http://h/b\n\n\
            2. Test Case ID: y\n\n- ST201 Schema-violating request accepted\n\n[200] OK:\n\n    &lt;EMPTY&gt;\n\
            </failure></testcase></testsuite></testsuites>";
        let failures = read(report).unwrap();
        let short = |it: &Failure| (it.operation.clone(), it.code.clone(), it.status);
        let of = |code: &str, status| ("POST /b".to_owned(), code.to_owned(), status);
        let found: Vec<_> = failures.iter().map(short).collect();
        assert_eq!(
            found,
            [of("ST105", 418), of("ST103", 418), of("ST201", 200)]
        );
        let [first, _, last] = failures.as_slice() else {
            panic!("three");
        };
        assert_eq!(first.detail, "Undocumented Content-Type · Received: a/b");
        assert_eq!(
            (first.answer.as_str(), last.answer.as_str()),
            ("{\"a\": 1}", "<EMPTY>")
        );
        assert_eq!(first.request, "curl -X POST http://h/b");
    }
}
