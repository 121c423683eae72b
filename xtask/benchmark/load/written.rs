//! The same routes as one writes them for axum by hand, with the checks that the document asks for.

use crate::requests;
use axum::extract::rejection::{FormRejection, JsonRejection};
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

#[derive(Serialize, Deserialize)]
struct Item {
    id: i64,
    name: String,
    price: f64,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Item {
    fn of(id: i64) -> Self {
        Self {
            id,
            name: requests::name(id),
            price: requests::price(id),
            tags: requests::tags(id),
            note: None,
        }
    }

    fn is_valid(&self) -> bool {
        (1..=80).contains(&self.name.chars().count()) && self.price >= 0.0
    }
}

const BAD: StatusCode = StatusCode::BAD_REQUEST;

async fn list(RawQuery(query): RawQuery) -> Result<Json<Vec<Item>>, StatusCode> {
    let query = query.unwrap_or_default();
    let pairs = query.split('&').filter_map(|it| it.split_once('='));
    let limit = pairs.clone().find(|(name, _)| *name == "limit");
    let limit: i64 = limit.and_then(|(_, it)| it.parse().ok()).ok_or(BAD)?;
    if !(1..=100).contains(&limit) {
        return Err(BAD);
    }
    let tags = pairs.filter(|(name, _)| *name == "tag");
    let tags: Vec<String> = tags.map(|(_, it)| it.to_owned()).collect();
    let items = (0..limit).map(Item::of);
    let items = items.filter(|it| tags.iter().all(|tag| it.tags.contains(tag)));
    Ok(Json(items.collect()))
}

async fn add(item: Result<Json<Item>, JsonRejection>) -> Result<Response, StatusCode> {
    match item {
        Ok(Json(item)) if item.is_valid() => Ok((StatusCode::CREATED, Json(item)).into_response()),
        _ => Err(BAD),
    }
}

async fn show(Path(id): Path<i64>) -> Result<Json<Item>, StatusCode> {
    let found = (id < requests::ITEMS).then(|| Json(Item::of(id)));
    found.ok_or(StatusCode::NOT_FOUND)
}

async fn remove(Path(_): Path<i64>, headers: HeaderMap) -> StatusCode {
    let reason = headers.get("x-reason").and_then(|it| it.to_str().ok());
    match reason {
        Some(reason) if reason.chars().count() <= 40 => StatusCode::NO_CONTENT,
        _ => BAD,
    }
}

#[derive(Deserialize)]
struct LogIn {
    user: String,
    password: String,
}

async fn log_in(form: Result<Form<LogIn>, FormRejection>) -> Result<Json<String>, StatusCode> {
    let Form(form) = form.map_err(|_| BAD)?;
    let known = form.password == requests::PASSWORD;
    known
        .then_some(Json(form.user))
        .ok_or(StatusCode::FORBIDDEN)
}

pub fn app(patience: Duration) -> Router {
    Router::new()
        .route("/items", get(list).post(add))
        .route("/items/{id}", get(show).delete(remove))
        .route("/session", post(log_in))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            patience,
        ))
}
