//! Forms, against bytes written by hand.

use super::peer::{answering, asking};
use super::support::body::Body;
use super::support::client::{Call, Client};
use super::support::form_reader::FormReader;
use super::support::form_writer::FormWriter;
use super::support::operation::Operation;
use super::support::response::Response;
use super::support::server::{Builder, Incoming, Outgoing, Refusal, Service, ServiceFuture};
use super::support::text::Separator;
use super::support::upload::Upload;
use bytes::Bytes;
use http_body_util::Full;
use std::sync::Arc;

const fn operation(id: &'static str, path: &'static str) -> Operation {
    Operation {
        id,
        method: "POST",
        path,
        pointer: "",
        security: &[],
        consumes: &[],
        produces: &[],
        inputs: &[],
        body: None,
        body_required: false,
        answers: &[],
        produces_by_status: &[],
    }
}

const PLAIN: Operation = operation("plain", "/plain");
const FILES: Operation = operation("files", "/files");
const EITHER: Operation = operation("either", "/either");

const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

/// The body and the content type that a form is sent as.
async fn sent(form: Result<(String, Body), super::support::text::TextError>) -> String {
    let (url, request) = answering(OK).await;
    let client = Client::builder(url).build().unwrap();
    let mut call = Call::new(&PLAIN);
    call.form(form).unwrap();
    client.execute(call).await.unwrap();
    request.await.unwrap()
}

#[tokio::test]
async fn a_form_without_files_is_sent_as_pairs() {
    let mut form = FormWriter::new();
    form.add("name", &"Ünï & co=+ \"x\"".to_owned());
    form.add("absent", &None::<String>);
    form.add("count", &Some(3));
    form.add_list(
        "tags",
        &vec!["a".to_owned(), "b c".to_owned()],
        &[Separator::Multi],
    );
    form.add_list("sizes", &vec![1, 2], &[Separator::Pipes]);
    let request = sent(form.urlencoded()).await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(
        head.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{head}"
    );
    assert_eq!(
        body,
        "name=%C3%9Cn%C3%AF%20%26%20co%3D%2B%20%22x%22&count=3&tags=a&tags=b%20c&sizes=1%7C2"
    );
}

/// One that nobody guesses, so that no file holds it.
fn boundary(media_type: &str) -> &str {
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=bindsmith-");
    let random = boundary.unwrap();
    let is_hex = |it: char| it.is_ascii_hexdigit();
    assert!(random.len() == 32 && random.chars().all(is_hex), "{random}");
    media_type.split_once('=').unwrap().1
}

#[test]
fn what_is_no_text_is_sent_as_a_part_of_json() {
    let mut form = FormWriter::new();
    form.add_json("about", &serde_json::json!({"name": "Rex", "tags": ["a"]}));
    form.add_json("absent", &None::<u8>);
    let (media_type, body) = form.multipart().unwrap();
    let boundary = boundary(&media_type);
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"about\"\r\n\
        Content-Type: application/json\r\n\r\n{{\"name\":\"Rex\",\"tags\":[\"a\"]}}\r\n\
        --{boundary}--\r\n"
    );
    let body = body.as_bytes().unwrap().to_vec();
    assert_eq!(String::from_utf8(body).unwrap(), expected);
}

#[tokio::test]
async fn a_form_with_files_is_sent_in_parts() {
    let mut form = FormWriter::new();
    form.add("caption", &"Zwei\r\nZeilen".to_owned());
    let file = Upload::new(&b"\x00\xFF--bindsmith-0000000000000000"[..]);
    form.add_files(
        "pho\"to",
        file.with_file_name("a\r\nb.png")
            .with_media_type("image/png"),
    );
    form.add_files("more", vec![Upload::new("one"), Upload::new("two")]);
    let (media_type, body) = form.multipart().unwrap();
    let body = body.as_bytes().unwrap();
    let boundary = boundary(&media_type);
    let mut expected = Vec::new();
    for (head, content) in [
        ("name=\"caption\"\r\n\r\n", &b"Zwei\r\nZeilen"[..]),
        (
            "name=\"pho%22to\"; filename=\"a%0D%0Ab.png\"\r\nContent-Type: image/png\r\n\r\n",
            b"\x00\xFF--bindsmith-0000000000000000",
        ),
        (
            "name=\"more\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            b"one",
        ),
        (
            "name=\"more\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            b"two",
        ),
    ] {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}");
        expected.extend_from_slice(head.as_bytes());
        expected.extend_from_slice(content);
        expected.extend_from_slice(b"\r\n");
    }
    expected.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    assert_eq!(
        String::from_utf8_lossy(body),
        String::from_utf8_lossy(&expected)
    );
    assert_eq!(*body, expected);
}

#[tokio::test]
async fn a_file_that_is_a_stream_is_sent_once_and_with_its_length() {
    let chunks = Full::new(Bytes::from_static(b"a stream"));
    let file = Upload::streamed(Body::wrap(chunks)).with_file_name("a");
    assert!(file == file.clone() && file != Upload::new("a stream"));
    let form = || {
        let mut form = FormWriter::new();
        form.add("before", &1);
        form.add_files("file", file.clone());
        form.add_files("more", vec![Upload::new("bytes")]);
        form.add("after", &2);
        form
    };
    let (media_type, body) = form().multipart().unwrap();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=");
    let boundary = boundary.unwrap().to_owned();
    let mut expected = String::new();
    for (head, content) in [
        ("name=\"before\"\r\n\r\n", "1"),
        (
            "name=\"file\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            "a stream",
        ),
        (
            "name=\"more\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            "bytes",
        ),
        ("name=\"after\"\r\n\r\n", "2"),
    ] {
        let part = format!("--{boundary}\r\nContent-Disposition: form-data; {head}{content}\r\n");
        expected.push_str(&part);
    }
    expected.push_str(&format!("--{boundary}--\r\n"));
    let request = sent(Ok((media_type, body))).await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}\r\n", expected.len());
    assert!(format!("{head}\r\n").contains(&length), "{head}");
    assert_eq!(body, expected);
    let error = form().multipart().unwrap_err().to_string();
    assert!(error.contains("`file`"), "{error}");
}

#[test]
fn a_field_that_has_no_text_is_told_by_name() {
    let mut form = FormWriter::new();
    form.add("ratio", &f64::NAN);
    let error = form.urlencoded().unwrap_err().to_string();
    assert!(error.starts_with("`ratio`: "), "{error}");
    let mut form = FormWriter::new();
    form.add_files("photo", Upload::new("x").with_media_type("a\r\nb: c"));
    assert!(form.multipart().is_err());
}

struct Echo;

impl Service for Echo {
    fn call(&self, operation: usize, request: Incoming) -> ServiceFuture<'_> {
        Box::pin(async move {
            let accept = request.accept();
            let text = echo(operation, request).await?;
            Ok(Outgoing::value(200, Response::new(text), &accept))
        })
    }
}

async fn echo(operation: usize, mut request: Incoming) -> Result<String, Refusal> {
    let form = match operation {
        0 => FormReader::read(&mut request).await?,
        1 => FormReader::read_multipart(&mut request).await?,
        _ => FormReader::read_either(&mut request).await?,
    };
    let name: Option<String> = form.get("name")?;
    let tags: Option<Vec<i32>> = form.get_list("tags", &[Separator::Multi])?;
    if operation == 0 {
        return Ok(format!("{name:?} {tags:?}"));
    }
    let file: Option<Upload> = form.get_files("file")?;
    let content = file.as_ref().map(|it| it.content.clone());
    Ok(format!("{name:?} {tags:?} {file:?} {content:?}"))
}

async fn ask(path: &str, media_type: &str, body: &str) -> String {
    let router = Builder::new(&[&[&PLAIN, &FILES, &EITHER]])
        .mount(0, Arc::new(Echo))
        .build();
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    asking(router, &request).await
}

#[tokio::test]
async fn pairs_are_read() {
    let media_type = "application/x-www-form-urlencoded; charset=UTF-8";
    let answer = ask("/plain", media_type, "tags=1&name=a+b%C3%BC&tags=2").await;
    assert!(
        answer.ends_with(r#""Some(\"a bü\") Some([1, 2])""#),
        "{answer}"
    );
    let answer = ask("/plain", media_type, "").await;
    assert!(answer.ends_with(r#""None None""#), "{answer}");
    let answer = ask("/either", media_type, "name=x").await;
    assert!(answer.contains(r#"Some(\"x\") None None"#), "{answer}");
}

#[tokio::test]
async fn parts_are_read() {
    let body = "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\na\r\nb\r\n\
        --B\r\ncontent-disposition: form-data; name=\"tags\"\r\n\r\n7\r\n\
        --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\nContent-Type: text/plain\r\n\r\nxyz\r\n--B--\r\n";
    for path in ["/files", "/either"] {
        let answer = ask(path, "multipart/form-data; boundary=\"B\"", body).await;
        assert!(
            answer.contains(r#"Some(\"a\\r\\nb\") Some([7])"#),
            "{answer}"
        );
        assert!(answer.contains(r#"file_name: Some(\"f.txt\")"#), "{answer}");
        assert!(answer.contains(r#"Some(b\"xyz\")"#), "{answer}");
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let urlencoded = "application/x-www-form-urlencoded";
    let multipart = "multipart/form-data; boundary=B";
    for (path, media_type, body, status) in [
        ("/plain", "application/json", "{}", 415),
        ("/plain", multipart, "--B--", 415),
        ("/plain", urlencoded, "name=%FF", 400),
        ("/plain", urlencoded, "name=a&name=b", 400),
        ("/plain", urlencoded, "tags=one", 400),
        ("/files", urlencoded, "name=a", 415),
        ("/files", "multipart/form-data", "--B--", 400),
        ("/files", "multipart/form-data; boundary=\"\"", "--B--", 400),
        ("/files", multipart, "no boundary here", 400),
        (
            "/files",
            multipart,
            "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\na",
            400,
        ),
    ] {
        let answer = ask(path, media_type, body).await;
        let expected = format!("HTTP/1.1 {status} ");
        assert!(
            answer.starts_with(&expected),
            "{path} {media_type} {body}: {answer}"
        );
    }
}

#[tokio::test]
async fn a_part_is_a_field_with_a_name_in_plain_utf8_or_is_refused() {
    let field = "Content-Disposition: form-data; name=\"name\"";
    let file = "Content-Disposition: form-data; name=\"file\"; filename=\"f\"";
    let latin = "Content-Type: text/plain; charset=iso-8859-1";
    for (headers, status) in [
        (field.to_owned(), 200),
        (
            format!("{field}\r\nContent-Type: text/plain; charset=\"UTF-8\""),
            200,
        ),
        (
            format!("{field}\r\nContent-Type: text/plain; charset=us-ascii"),
            200,
        ),
        (format!("{field}\r\n{latin}"), 400),
        // bytes are what they are
        (format!("{file}\r\n{latin}"), 200),
        (file.replace("=\"f\"", "=\"\u{fc}\""), 200),
        (format!("{field}; filename=\"f\"\r\n{latin}"), 400),
        (format!("{field}\r\nContent-Transfer-Encoding: 8bit"), 200),
        (format!("{field}\r\nContent-Transfer-Encoding: Binary"), 200),
        (format!("{field}\r\nContent-Transfer-Encoding: base64"), 400),
        (
            format!("{file}\r\nContent-Transfer-Encoding: quoted-printable"),
            400,
        ),
        ("Content-Disposition: form-data".to_owned(), 400),
        (
            "Content-Disposition: form-data; filename=\"f\"".to_owned(),
            400,
        ),
        (
            "Content-Disposition: attachment; name=\"name\"".to_owned(),
            400,
        ),
        (
            "Content-Disposition: Form-Data; name=\"name\"".to_owned(),
            200,
        ),
        ("Content-Type: text/plain".to_owned(), 400),
    ] {
        let body = format!("--B\r\n{headers}\r\n\r\nx\r\n--B--\r\n");
        let answer = ask("/files", "multipart/form-data; boundary=B", &body).await;
        let expected = format!("HTTP/1.1 {status} ");
        assert!(answer.starts_with(&expected), "{headers}: {answer}");
    }
}

#[tokio::test]
async fn a_boundary_may_stand_in_quotes_with_whatever_is_in_them() {
    let body = "--a;b=c\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--a;b=c--\r\n";
    let media_type = "Multipart/Form-Data; charset=\"utf-8\"; Boundary=\"a;b=\\c\"";
    for path in ["/files", "/either"] {
        let answer = ask(path, media_type, body).await;
        assert!(answer.contains(r#"Some(\"x\")"#), "{answer}");
    }
}

#[tokio::test]
async fn a_form_says_once_what_it_is() {
    let urlencoded = "application/x-www-form-urlencoded";
    for (path, first, second, body) in [
        ("/plain", urlencoded, urlencoded, "name=a"),
        (
            "/plain",
            urlencoded,
            "multipart/form-data; boundary=B",
            "name=a",
        ),
        ("/either", urlencoded, "text/plain", "name=a"),
        (
            "/files",
            "multipart/form-data; boundary=B",
            "multipart/form-data; boundary=C",
            "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--B--\r\n",
        ),
    ] {
        let twice = format!("{first}\r\ncontent-type: {second}");
        let answer = ask(path, &twice, body).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{twice}: {answer}");
        assert!(
            answer.contains("`content-type` is there more than once"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_form_of_no_chunks_is_an_empty_form() {
    let router = Builder::new(&[&[&PLAIN, &FILES, &EITHER]]).mount(0, Arc::new(Echo));
    let router = router.build();
    for (path, body, status) in [
        ("/plain", "0\r\n\r\n", 200),
        ("/files", "0\r\n\r\n", 200),
        ("/either", "0\r\n\r\n", 200),
        ("/plain", "1\r\nx\r\n0\r\n\r\n", 415),
        ("/files", "1\r\nx\r\n0\r\n\r\n", 415),
    ] {
        for header in [
            "",
            "content-type: application/json\r\n",
            "content-encoding: gzip\r\n",
        ] {
            let request = format!(
                "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{header}transfer-encoding: chunked\r\n\r\n{body}"
            );
            let answer = asking(router.clone(), &request).await;
            let expected = format!("HTTP/1.1 {status} ");
            assert!(answer.starts_with(&expected), "{request}: {answer}");
        }
    }
}

#[tokio::test]
async fn a_quote_in_a_name_comes_back() {
    struct Odd;
    impl Service for Odd {
        fn call(&self, _: usize, mut request: Incoming) -> ServiceFuture<'_> {
            Box::pin(async move {
                let accept = request.accept();
                let form = FormReader::read_multipart(&mut request).await?;
                let odd: String = form.get("odd \"name\"")?;
                let file: Upload = form.get_files("file")?;
                let said = format!("{odd} {:?}", file.file_name);
                Ok(Outgoing::value(200, Response::new(said), &accept))
            })
        }
    }
    let body = "--b\r\ncontent-disposition: form-data; name=\"odd %22name%22\"\r\n\r\na\r\n\
        --b\r\ncontent-disposition: form-data; name=file; filename=\"q%22uo.te\"\r\n\r\nx\r\n--b--";
    let request = format!(
        "POST /plain HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let router = Builder::new(&[&[&PLAIN]]).mount(0, Arc::new(Odd)).build();
    let answered = asking(router, &request).await;
    assert!(
        answered.ends_with(r#""a Some(\"q\\\"uo.te\")""#),
        "{answered}"
    );
}
