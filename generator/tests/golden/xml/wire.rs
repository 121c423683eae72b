//! XML on the wire, by hand in both directions.

use axum::body::Body;
use elements_api::Nullable;
use elements_api::client::{Client, Error};
use elements_api::operations::*;
use elements_api::server::{self, Books, Response};
use elements_api::types::{Book, Fault};
use http::header::{ACCEPT, CONTENT_TYPE};
use tower_service::Service;

const BOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <book xmlns=\"urn:books\" isbn=\"1-2\"><title>A &amp; B</title><pages>7</pages>\
    <authors><author>X</author><author>Y</author></authors><note>n</note>\
    <published xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"></published></book>";

fn book() -> Book {
    Book::new("1-2", "A & B")
        .with_pages(7)
        .with_authors(vec!["X".to_owned(), "Y".to_owned()])
        .with_notes(vec!["n".to_owned()])
        .with_published(Nullable::Null)
}

struct Shelf;

impl Books for Shelf {
    async fn add_book(&self, request: AddBookRequest) -> Result<Response<Book>, AddBookError> {
        if request.book != book() {
            let fault = Fault::new("another book").with_code(4);
            return Err(AddBookError::BadRequest(fault.into()));
        }
        Ok(request.book.into())
    }

    async fn list_books(&self, _: ListBooksRequest) -> Result<Response<Vec<Book>>, ListBooksError> {
        Ok(vec![Book::new("1", "a"), Book::new("2", "b")].into())
    }
}

/// Status, content type and body of the answer.
async fn send(accept: &str, content_type: &str, body: &str) -> (u16, String, String) {
    let request = http::Request::post("/books")
        .header(CONTENT_TYPE, content_type)
        .header(ACCEPT, accept)
        .body(Body::from(body.to_owned()))
        .unwrap();
    answer(request).await
}

async fn answer(request: http::Request<Body>) -> (u16, String, String) {
    let mut router = server::builder().books(Shelf).build();
    let response = router.call(request).await.unwrap();
    let status = response.status().as_u16();
    let content_type = response.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let bytes = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
    (status, content_type, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_reads_and_writes_xml() {
    let (status, content_type, body) = send("application/xml", "application/xml", BOOK).await;
    assert_eq!((status, content_type.as_str(), body.as_str()), (200, "application/xml", BOOK));
    let (_, content_type, body) = send("application/json", "application/xml", BOOK).await;
    assert_eq!(content_type, "application/json");
    assert!(body.contains("\"authors\":[\"X\",\"Y\"]"), "{body}");
    let other = "<b:book xmlns:b='urn:books' isbn='1'><b:title><![CDATA[<c>]]></b:title></b:book>";
    let (status, _, body) = send("application/xml", "application/xml", other).await;
    assert_eq!(status, 400);
    assert_eq!(
        body,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Fault code=\"4\">another book</Fault>"
    );
}

#[tokio::test]
async fn what_is_no_book_is_refused() {
    let (status, _, body) = send("*/*", "application/xml", "<book isbn=''><title/><pages>x</pages></book>").await;
    assert_eq!(status, 400);
    for pointer in ["/body/title", "/body/pages"] {
        assert!(body.contains(pointer), "{body}");
    }
    assert_eq!(send("*/*", "application/xml", "<book").await.0, 400);
    assert_eq!(send("*/*", "application/json", "{}").await.0, 415);
}

#[tokio::test]
async fn a_list_is_the_root_of_an_answer() {
    let request = http::Request::get("/books").body(Body::empty()).unwrap();
    let (status, content_type, body) = answer(request).await;
    assert_eq!((status, content_type.as_str()), (200, "text/xml"));
    assert_eq!(
        body,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><books><book xmlns=\"urn:books\" isbn=\"1\">\
         <title>a</title></book><book xmlns=\"urn:books\" isbn=\"2\"><title>b</title></book></books>"
    );
}

#[tokio::test]
async fn a_client_writes_and_reads_xml() {
    let router = server::builder().books(Shelf).build();
    let client = Client::builder("http://test").service(router).build().unwrap();
    let request = AddBookRequest::new(book()).with_accept(AddBookAccept::ApplicationXml);
    assert_eq!(*client.add_book(request).await.unwrap(), book());
    match client.add_book(AddBookRequest::new(Book::new("3", "c"))).await {
        Err(Error::Api(AddBookError::BadRequest(fault))) => assert_eq!(fault.code, Some(4)),
        other => panic!("{other:?}"),
    }
    let books = client.list_books(ListBooksRequest::new()).await.unwrap();
    assert_eq!(books.len(), 2);
}
