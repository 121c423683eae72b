//! Texts of a format, of a pattern, and of a length.

use super::super::schema::{Format, Limit};
use super::{MOST_ITEMS, Random, pattern};
use serde_json::Value;

const WORDS: &[&str] = &[
    "amber", "birch", "cedar", "dune", "ember", "fern", "grove", "heath", "iris", "jade", "kelp",
    "lark", "moss", "north", "opal", "pine", "quartz", "reed", "slate", "tide",
];

/// What separates, escapes or ends something somewhere, and what takes several bytes.
const WILD: &[&str] = &[
    " ", ",", "|", "\t", "\n", "\r\n", "\"", "'", "\\", "/", "?", "#", "&", "=", "+", "%", "%2F",
    ";", ":", "<", ">", "{", "}", "[", "]", ".", "..", "é", "ß", "日本", "🦀", "\u{200B}",
    "\u{7F}", "--", "\r", "@", "*", "~", "^", "`", "$",
];

pub(super) fn word(random: &mut Random) -> &'static str {
    random.pick(WORDS).copied().unwrap_or_default()
}

/// Some words; of a wild one with anything between them.
pub(super) fn any(random: &mut Random) -> String {
    let mut text = word(random).to_owned();
    for _ in 0..random.below(3) {
        let between = match random.wild {
            true => random.pick(WILD).copied().unwrap_or_default(),
            false => " ",
        };
        text.push_str(between);
        text.push_str(word(random));
    }
    text
}

pub(super) fn text(random: &mut Random, format: Option<Format>, limits: &[Limit]) -> Option<Value> {
    let (mut least, mut most) = (0, u64::MAX);
    let mut patterns = Vec::new();
    for limit in limits {
        match limit {
            Limit::MinLength(bound) => least = *bound.max(&least),
            Limit::MaxLength(bound) => most = *bound.min(&most),
            Limit::Pattern(_, pattern, matches) => patterns.push((*pattern, *matches)),
            _ => {}
        }
    }
    if least > MOST_ITEMS || least > most {
        return None;
    }
    for attempt in 0..20 {
        let made = match (format, patterns.as_slice()) {
            (Some(Format(name, _)), _) if attempt < 10 => of_format(random, name),
            (Some(_), []) | (None, []) => sized(random, least, most),
            (_, patterns) => {
                let (pattern, _) = patterns.get(attempt % patterns.len())?;
                pattern::sample(random, pattern, usize::try_from(least).ok()?)?
            }
        };
        let length = made.chars().count() as u64;
        let well = (least..=most).contains(&length)
            && format.is_none_or(|Format(_, is)| is(&made))
            && patterns
                .iter()
                .all(|(pattern, matches)| matches(pattern, &made));
        if well {
            return Some(made.into());
        }
    }
    None
}

/// Words, as long as they must be.
fn sized(random: &mut Random, least: u64, most: u64) -> String {
    let mut text = any(random);
    while (text.chars().count() as u64) < least {
        text.push_str(word(random));
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    text.chars().take(most).collect()
}

fn of_format(random: &mut Random, name: &str) -> String {
    let mut number = |from: usize, to: usize| from + random.below(to - from);
    let (year, month, day) = (number(1970, 2100), number(1, 13), number(1, 29));
    let (hour, minute, second) = (number(0, 24), number(0, 60), number(0, 60));
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match name {
        "date" => date,
        "date-time" => match random.below(4) {
            // zeros at the end would say nothing
            0 => format!("{date}T{time}.{:02}5Z", random.below(100)),
            1 => format!("{date}T{time}+0{}:30", random.below(10)),
            _ => format!("{date}T{time}Z"),
        },
        "date-time-rfc1123" => {
            // 6 November 1994 was a Sunday
            let days = ["Sun, 06", "Mon, 07", "Tue, 08", "Wed, 09", "Thu, 10"];
            let day = random.pick(&days).copied().unwrap_or("Sun, 06");
            format!("{day} Nov 1994 {time} GMT")
        }
        "time" => time,
        "duration" => format!("P{day}DT{hour}H{minute}M"),
        "byte" => (0..random.below(4)).map(|_| four(random)).collect(),
        "base64url" => (0..1 + random.below(4)).map(|_| four(random)).collect(),
        "uuid" | "guid" => {
            let bits = random.bits();
            let (a, b) = (bits >> 32, bits & 0xFFFF);
            format!(
                "{a:08x}-{b:04x}-4{:03x}-8{:03x}-{:012x}",
                year,
                day,
                bits >> 16
            )
        }
        "ipv4" => format!("10.{hour}.{minute}.{second}"),
        "ipv6" => format!("2001:db8::{hour:x}:{minute:x}"),
        "hostname" => format!("{}.example", word(random)),
        "email" => format!("{}{day}@{}.example", word(random), word(random)),
        "uri" | "url" => format!("https://{}.example/{}", word(random), word(random)),
        "decimal" => format!("{year}.{day}"),
        _ => match random.below(3) {
            0 => format!("{year}"),
            1 => four(random),
            _ => any(random),
        },
    }
}

/// Four characters of Base64.
fn four(random: &mut Random) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let one = |_| char::from(random.pick(digits).copied().unwrap_or(b'A'));
    (0..4).map(one).collect()
}
