//! Numbers within limits.

use super::super::schema::Limit;
use super::Random;
use serde_json::{Number, Value};

/// What the limits leave.
struct Range {
    least: f64,
    most: f64,
    step: Option<f64>,
}

fn range(limits: &[Limit], least: f64, most: f64, open: f64) -> Range {
    let mut range = Range {
        least,
        most,
        step: None,
    };
    let parse = |text: &str| text.parse::<f64>().ok();
    for limit in limits {
        match limit {
            Limit::AtLeast(it) => range.least = range.least.max(parse(it).unwrap_or(least)),
            Limit::MoreThan(it) => {
                range.least = range.least.max(parse(it).unwrap_or(least) + open);
            }
            Limit::AtMost(it) => range.most = range.most.min(parse(it).unwrap_or(most)),
            Limit::LessThan(it) => range.most = range.most.min(parse(it).unwrap_or(most) - open),
            Limit::MultipleOf(it) => range.step = parse(it).filter(|it| *it > 0.0),
            _ => {}
        }
    }
    range
}

/// Most are small, some the least or the most that there is, where bounds are asked for.
pub(super) fn integer(
    random: &mut Random,
    least: i64,
    most: u64,
    limits: &[Limit],
    bounds: bool,
) -> Option<Value> {
    let range = range(limits, least as f64, most as f64, 1.0);
    if bounds && limits.is_empty() && random.once_in(16) {
        return random
            .pick(&[Value::from(least), Value::from(most)])
            .cloned();
    }
    let step = range.step.map_or(1.0, |it| it.max(1.0)) as i64;
    let (low, high) = (range.least.ceil(), range.most.floor());
    if low > high {
        return None;
    }
    // saturates
    let (low, high) = (low as i64, high as i64);
    let near = if low <= 0 && high >= 0 { 0 } else { low };
    let (from, to) = (
        low.max(near.saturating_sub(1000)),
        high.min(near.saturating_add(1000)),
    );
    let width = usize::try_from(to.saturating_sub(from)).unwrap_or(0);
    let value = from.saturating_add(i64::try_from(random.below(width.saturating_add(1))).ok()?);
    let down = value - value.rem_euclid(step);
    let value = match down >= low {
        true => down,
        false => down.saturating_add(step),
    };
    Some(value.into())
}

/// Eighths, which every type of number holds as they are.
pub(super) fn number(random: &mut Random, limits: &[Limit]) -> Option<Value> {
    let range = range(limits, f64::MIN, f64::MAX, 0.125);
    if range.least > range.most {
        // between two eighths
        let middle = range.least + (range.most - range.least) / 2.0;
        return Number::from_f64(middle).map(Value::Number);
    }
    let step = range.step.unwrap_or(0.125);
    let near = if range.least <= 0.0 && range.most >= 0.0 {
        0.0
    } else if range.least > 0.0 {
        range.least
    } else {
        range.most
    };
    let (from, to) = (
        range.least.max(near - 1000.0 * step),
        range.most.min(near + 1000.0 * step),
    );
    let (first, last) = ((from / step).ceil(), (to / step).floor());
    let value = if first > last {
        from
    } else {
        (first + random.below((last - first) as usize + 1) as f64) * step
    };
    // whole numbers are written as such now and then
    if value.fract() == 0.0 && value.abs() < 1e15 && random.once_in(2) {
        return Some((value as i64).into());
    }
    Number::from_f64(value).map(Value::Number)
}
