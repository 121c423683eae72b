//! Bodies, answers and ranges of statuses, by hand in both directions.

use axum::extract::Request;
use http::{StatusCode, header};
use http_body_util::BodyExt;
use newer_bodies_api::client::{Client, Error};
use newer_bodies_api::operations::*;
use newer_bodies_api::server::{self, Bodies, Response};
use newer_bodies_api::types::Pet;
use newer_bodies_api::{Body, Upload};
use std::sync::{Arc, Mutex};
use tower_service::Service;

/// A client whose peer answers this, and what the peer was sent: its content type and its bytes.
fn peer(status: u16, answer: &'static str) -> (Client, Arc<Mutex<(String, String)>>) {
    let asked = Arc::new(Mutex::default());
    let note = Arc::clone(&asked);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let media_type = parts.headers.get(header::CONTENT_TYPE);
        let media_type = media_type.map_or("", |it| it.to_str().unwrap()).to_owned();
        *note.lock().unwrap() = (media_type, String::from_utf8_lossy(&body).into_owned());
        let status = StatusCode::from_u16(status).unwrap();
        (status, [("content-type", "application/json")], answer)
    });
    (Client::builder("http://peer").service(router).build().unwrap(), asked)
}

fn pet() -> Pet {
    Pet::new("Rex").with_secret("s")
}

#[tokio::test]
async fn a_status_is_of_its_own_answer_then_of_its_range() {
    let problem = r#"{"message": "no"}"#;
    for (status, wanted) in [(409, "Conflict"), (422, "ClientError"), (503, "ServerError"), (302, "Default")] {
        let (client, _) = peer(status, problem);
        match client.add_pet(AddPetRequest::new(pet())).await.unwrap_err() {
            Error::Api(error) => {
                assert_eq!(error.status().as_u16(), status);
                assert!(format!("{error:?}").starts_with(wanted), "{error:?}");
                if let AddPetError::ClientError(problem) = error {
                    assert_eq!(problem.message.as_deref(), Some("no"));
                }
            }
            other => panic!("{other}"),
        }
    }
    let (client, _) = peer(206, r#"{"name": "Rex", "id": 1}"#);
    let pet = client.get_pet(GetPetRequest::new(1)).await.unwrap();
    assert_eq!((pet.name.as_str(), pet.id, pet.status().as_u16()), ("Rex", Some(1), 206));
}

#[tokio::test]
async fn a_client_writes_bodies_as_their_media_types() {
    let (client, sent) = peer(204, "");
    let sent = || sent.lock().unwrap().clone();
    let request = FillRequest::new("a b").with_sizes(vec![1, 2]);
    let request = request.with_tags(vec!["x".to_owned(), "y&z".to_owned()]);
    client.fill(request).await.unwrap();
    let form = "name=a%20b&sizes=1%2C2&tags=x&tags=y%26z";
    assert_eq!(sent(), ("application/x-www-form-urlencoded".to_owned(), form.to_owned()));

    let file = Upload::new("bytes").with_file_name("a.png");
    let request = UploadRequest::new(file).with_about(pet());
    client.upload(request.with_kinds(vec!["a".to_owned(), "b".to_owned()])).await.unwrap();
    let (media_type, body) = sent();
    assert!(media_type.starts_with("multipart/form-data; boundary="), "{media_type}");
    assert!(body.contains("name=\"file\"; filename=\"a.png\""), "{body}");
    let about = "name=\"about\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"Rex\",\"secret\":\"s\"}\r\n";
    assert!(body.contains(about), "{body}");
    // `explode: false` is of urlencoded forms
    let kinds = ["a", "b"].map(|it| format!("name=\"kinds\"\r\n\r\n{it}\r\n"));
    assert!(kinds.iter().all(|it| body.contains(it)), "{body}");

    client.either(EitherRequest::new().with_pet(pet())).await.unwrap();
    assert_eq!(sent().0, "application/json");
    let request = EitherRequest::new().with_pet(pet());
    let request = request.with_content_type(EitherContentType::ApplicationVndPetJson);
    client.either(request).await.unwrap();
    assert_eq!(sent(), ("application/vnd.pet+json".to_owned(), r#"{"name":"Rex","secret":"s"}"#.to_owned()));
    client.either(EitherRequest::new()).await.unwrap();
    assert_eq!(sent(), (String::new(), String::new()));

    let (client, sent) = peer(200, "\"text\"");
    let said = client.add_picture(AddPictureRequest::new("png")).await.unwrap();
    assert_eq!(said.as_str(), "\"text\"");
    let sent = sent.lock().unwrap().clone();
    assert_eq!(sent, ("image/png".to_owned(), "png".to_owned()));
}

struct Shelter;

impl Bodies for Shelter {
    async fn add_pet(&self, request: AddPetRequest) -> Result<Response<Pet>, AddPetError> {
        match request.pet.name.as_str() {
            "teapot" => {
                let problem = add_pet::ClientErrorResponse::new().with_message("short and stout");
                Err(AddPetError::ClientError(
                    Response::new(problem).with_status(StatusCode::IM_A_TEAPOT),
                ))
            }
            "any" => Err(AddPetError::ClientError(add_pet::ClientErrorResponse::new().into())),
            name => Ok(Pet::new(name).with_id(7).into()),
        }
    }

    async fn label(&self, _: LabelRequest) -> Result<Response<Pet>, LabelError> {
        let context = server::context().unwrap();
        let accept = context.headers()[header::ACCEPT].to_str().unwrap().to_owned();
        let status = |code| StatusCode::from_u16(code).unwrap();
        match accept.split('/').next().unwrap() {
            "teapot" => {
                let said = Response::new("short".to_owned());
                Err(LabelError::ClientError(said.with_status(status(418))))
            }
            "any" => {
                let said = Response::new("of no class".to_owned());
                Err(LabelError::ClientError(said.with_status(status(500))))
            }
            "gone" => {
                let said = label::DefaultResponse::new().with_title("gone");
                Err(LabelError::Default(Response::new(said).with_status(status(503))))
            }
            _ => Ok(Pet::new("Rex").with_id(7).into()),
        }
    }

    async fn picture(&self, request: PictureRequest) -> Result<PictureResponse, PictureError> {
        Ok(match request.accept {
            Some(PictureAccept::ImagePng) => PictureResponse::PartialContent(Body::from("png").into()),
            _ => PictureResponse::Ok(Pet::new("Rex").with_id(7).into()),
        })
    }

    async fn get_picture(&self, _: GetPictureRequest) -> Result<Response<Body>, GetPictureError> {
        Ok(Body::from("bytes").into())
    }

    async fn fill(&self, request: FillRequest) -> Result<Response<()>, FillError> {
        assert_eq!(request.sizes, Some(vec![1, 2]));
        assert_eq!(request.tags, Some(vec!["x".to_owned(), "y".to_owned()]));
        Ok(().into())
    }
}

async fn ask(method: &str, path: &str, media_type: &str, body: &str) -> (u16, String) {
    let request = http::Request::builder().method(method).uri(path);
    let request = request.header("content-type", media_type);
    let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
    let (status, _, said) = answered(request).await;
    (status, said)
}

/// The status, the content type and the body.
async fn answered(request: http::Request<axum::body::Body>) -> (u16, String, String) {
    let mut router = server::builder().bodies(Shelter).build();
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let media_type = parts.headers.get(header::CONTENT_TYPE);
    let media_type = media_type.map_or("", |it| it.to_str().unwrap()).to_owned();
    (parts.status.as_u16(), media_type, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn an_answer_is_of_the_media_types_of_its_status() {
    for (accept, status, media_type, said) in [
        ("application/json", 200, "application/json", r#"{"name":"Rex","id":7}"#),
        ("text/plain, application/json;q=0.5", 200, "application/json", r#"{"name":"Rex","id":7}"#),
        ("teapot/*, */*", 418, "text/plain; charset=utf-8", "short"),
        ("any/*, */*", 400, "text/plain; charset=utf-8", "of no class"),
        ("gone/*, */*", 503, "application/problem+json", r#"{"title":"gone"}"#),
    ] {
        let request = http::Request::get("/labels").header("accept", accept);
        let answer = answered(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer, (status, media_type.to_owned(), said.to_owned()), "{accept}");
    }
    // bytes are no value, and may be what is asked for
    let request = http::Request::get("/pictured").header("accept", "image/png");
    let answer = answered(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer, (206, "image/png".to_owned(), "png".to_owned()));
    // what errors are is no success
    let request = http::Request::get("/labels").header("accept", "application/problem+json");
    let (status, ..) = answered(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(status, 406);
}

#[tokio::test]
async fn a_server_answers_within_a_range_and_wants_what_is_write_only() {
    let json = "application/json";
    let body = r#"{"name": "teapot", "secret": "s"}"#;
    let answer = ask("POST", "/pets", json, body).await;
    assert_eq!(answer, (418, r#"{"message":"short and stout"}"#.to_owned()));
    let (status, _) = ask("POST", "/pets", json, r#"{"name": "any", "secret": "s"}"#).await;
    assert_eq!(status, 400);
    let answer = ask("POST", "/pets", json, r#"{"name": "Rex", "secret": "s"}"#).await;
    assert_eq!(answer, (201, r#"{"name":"Rex","id":7}"#.to_owned()));
    let (status, said) = ask("POST", "/pets", json, r#"{"name": "Rex"}"#).await;
    assert!(status == 400 && said.contains("/body/secret"), "{status} {said}");
    assert_eq!(ask("GET", "/pictures", json, "").await, (200, "bytes".to_owned()));
    let form = "name=a&sizes=1,2&tags=x&tags=y";
    let (status, said) = ask("POST", "/forms", "application/x-www-form-urlencoded", form).await;
    assert_eq!(status, 204, "{said}");
}
