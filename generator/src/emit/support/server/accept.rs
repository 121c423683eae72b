//! What a caller accepts (RFC 9110, section 12.5.1).

use super::super::media::{Codec, MediaType, covers};
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
        let ranges = values.flat_map(|value| value.split(','));
        // what is no range says nothing
        let ranges = ranges.map(range).filter(|(range, _)| range.contains('/'));
        Self {
            ranges: ranges.collect(),
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
        let mut answers = self.operation.answers.iter();
        let value = answers.any(|(status, of)| (200..300).contains(status) && of.is_some());
        if self.operation.method == "HEAD" || !value {
            return Ok(());
        }
        self.check_value()
    }

    /// Whether a value is welcome as any of what is declared.
    ///
    /// # Errors
    /// 406.
    pub(super) fn check_value(&self) -> Result<(), Refusal> {
        let produces = self.operation.produces.iter();
        let offers: Vec<&str> = produces.map(|it| it.name).collect();
        self.check(if offers.is_empty() { &JSON } else { &offers })
    }

    /// What a value may be written as, the most welcome first.
    pub fn values(&self) -> Vec<MediaType> {
        let values = self.operation.produces.iter().copied();
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

fn range(text: &str) -> (String, f32) {
    let mut weight = 1.0;
    let parts = text.split(';').map(str::trim).filter(|part| {
        match part.strip_prefix("q=").or(part.strip_prefix("Q=")) {
            Some(text) => {
                weight = text.parse().unwrap_or(0.0);
                false
            }
            None => true,
        }
    });
    let range = parts.collect::<Vec<_>>().join(";");
    // as Java's `HttpURLConnection` writes it
    let range = match range.as_str() {
        "*" => "*/*".to_owned(),
        _ => range,
    };
    (range, weight)
}
