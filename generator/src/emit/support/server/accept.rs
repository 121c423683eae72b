//! What a caller accepts (RFC 9110, section 12.5.1).

use super::super::media::{Codec, MediaType, covers, elements};
use super::super::operation::Operation;
use super::refusal::Refusal;

/// What the caller of an operation accepts, and what the operation answers with.
#[derive(Clone, Debug)]
pub struct Accept {
    /// Each with its weight.
    ranges: Vec<(String, f32)>,
    pub(super) operation: &'static Operation,
}

impl Accept {
    /// Of the values of the header; none of them: anything is as good as anything.
    pub(super) fn new<'a>(
        values: impl Iterator<Item = &'a str>,
        operation: &'static Operation,
    ) -> Self {
        let ranges = values.flat_map(|value| elements(value, ','));
        Self {
            ranges: ranges.filter_map(range).collect(),
            operation,
        }
    }

    /// Of a caller that does not say.
    pub fn anything(operation: &'static Operation) -> Self {
        Self {
            ranges: Vec::new(),
            operation,
        }
    }

    /// The weight of a media type: that of the most specific range that it is in.
    fn weight(&self, media_type: &str) -> f32 {
        let fitting = self.ranges.iter().filter_map(|(range, weight)| {
            let specificity = covers(range, media_type)?;
            Some((specificity, *weight))
        });
        fitting
            .max_by_key(|(specificity, _)| *specificity)
            .map_or(0.0, |(_, weight)| weight)
    }

    /// Whether any of these is welcome.
    ///
    /// # Errors
    /// 406.
    pub(super) fn check(&self, offers: &[&str]) -> Result<(), Refusal> {
        // of a range, nobody knows what it will be; and documents offer what is no media type
        let open = |it: &str| it.contains('*') || !it.contains('/');
        let welcome = |it: &&str| open(it) || self.weight(it) > 0.0;
        if self.ranges.is_empty() || offers.is_empty() || offers.iter().any(welcome) {
            return Ok(());
        }
        Err(Refusal::not_acceptable(offers))
    }

    /// Whether an answer will be welcome, as far as is known before there is one: where success has a
    /// value. It is asked before the handler does something in vain.
    ///
    /// # Errors
    /// 406.
    pub(super) fn check_early(&self) -> Result<(), Refusal> {
        let answers = self.operation.answers.iter();
        let answers = answers.filter(|(status, _)| matches!(status, 2 | 200..=299));
        if self.operation.method == "HEAD" || !answers.clone().any(|(_, of)| of.is_some()) {
            return Ok(());
        }
        // bytes are no value, and may be all that the caller accepts
        let own = |status: &u16| {
            let mut own = self.operation.produces_by_status.iter();
            own.any(|(it, _)| it == status)
        };
        let bodies = answers.filter(|(status, of)| of.is_some() || own(status));
        let produces = bodies.flat_map(|(status, _)| self.operation.produced(*status));
        // an answer without a schema may be anything, and is an error or nothing in most documents
        self.check_produced(produces.filter(|it| it.codec != Codec::Bytes || it.name != ANYTHING))
    }

    /// Whether a value of this status is welcome as any of what is declared.
    ///
    /// # Errors
    /// 406.
    pub(super) fn check_value(&self, status: u16) -> Result<(), Refusal> {
        let produces = self.operation.produced(status).iter();
        self.check_produced(produces.filter(|it| it.codec != Codec::Bytes))
    }

    fn check_produced<'a>(
        &self,
        produces: impl Iterator<Item = &'a MediaType>,
    ) -> Result<(), Refusal> {
        let offers: Vec<&str> = produces.map(|it| it.name).collect();
        self.check(if offers.is_empty() { &JSON } else { &offers })
    }

    /// What a value of this status may be written as, the most welcome first.
    pub fn values(&self, status: u16) -> Vec<MediaType> {
        let values = self.operation.produced(status).iter().copied();
        let values = values.filter(|it| it.codec != Codec::Bytes);
        self.order(values.collect(), |it| it.name)
    }

    /// What is offered, the most welcome first; of equals, what is offered first. What is not welcome
    /// comes last, since an answer of it is better than none.
    pub fn order<T>(&self, mut offers: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
        offers.sort_by(|a, b| self.weight(name(b)).total_cmp(&self.weight(name(a))));
        offers
    }

    /// What the caller would rather have; `None` where it does not say, or wants none of them.
    pub fn of<T: Copy>(&self, offers: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let offers = self.order(offers.to_vec(), |it| name(*it));
        let best = offers.first().copied();
        best.filter(|best| self.weight(name(*best)) > 0.0)
    }
}

const JSON: [&str; 1] = [MediaType::JSON.name];
const ANYTHING: &str = "*/*";

/// A range and its weight. What is no range, or weighed beyond measure, says nothing.
fn range(text: &str) -> Option<(String, f32)> {
    let mut weight = Some(1.0);
    let parts = elements(text, ';').map(str::trim).filter(|part| {
        match part.strip_prefix("q=").or(part.strip_prefix("Q=")) {
            Some(text) => {
                weight = self::weight(text);
                false
            }
            None => true,
        }
    });
    let range = parts.collect::<Vec<_>>().join(";");
    // as Java's `HttpURLConnection` writes it
    let range = match range.as_str() {
        "*" => ANYTHING.to_owned(),
        _ => range,
    };
    range.contains('/').then_some((range, weight?))
}

/// From 0 to 1, with three digits at most (RFC 9110, section 12.4.2); the zero before them may be missing, as
/// in what `HttpURLConnection` sends.
fn weight(text: &str) -> Option<f32> {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    let valid = matches!(whole, "" | "0" | "1")
        && digits.len() <= 3
        && digits.bytes().all(|it| it.is_ascii_digit());
    let weight = text.parse().ok().filter(|_| valid);
    weight.filter(|it| *it <= 1.0)
}
