use body_duration::operations::*;
use body_duration::{Duration, Error, Nullable};

client!(body_duration);

fn duration(text: &str) -> Duration {
    text.parse().expect("a duration")
}

answers! {
    duration_get_null => Nullable::Null;
    duration_get_positive_duration => duration("P3Y6M4DT12H30M5S");
}

accepts! {
    duration_put_positive_duration(DurationPutPositiveDurationRequest::new(
        duration("P123DT22H14M12.011S")
    ));
}

undecodable! {
    duration_get_invalid;
}
