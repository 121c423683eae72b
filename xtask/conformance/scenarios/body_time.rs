use body_time::Time;
use body_time::operations::TimePutRequest;
use chrono::NaiveTime;

client!(body_time);

fn time(text: &str) -> Time {
    text.parse::<NaiveTime>().expect("a time").into()
}

answers! {
    time_get => time("11:34:56");
}

accepts! {
    time_put(TimePutRequest::new(time("08:07:56")));
}
