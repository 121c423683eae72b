//! The server that Bindsmith makes.

use crate::requests;
use load_api::operations::*;
use load_api::server::{self, Items, Response, Session};
use load_api::types::Item;
use load_api::types::item::ItemRequired;
use std::time::Duration;

struct Shop;

fn item(id: i64) -> Item {
    Item::new(ItemRequired {
        id,
        name: requests::name(id),
        price: requests::price(id),
        tags: requests::tags(id),
    })
}

impl Items for Shop {
    async fn list_items(
        &self,
        request: ListItemsRequest,
    ) -> Result<Response<Vec<Item>>, ListItemsError> {
        let items = (0..i64::from(request.limit)).map(item);
        let tags = request.tag.unwrap_or_default();
        let items = items.filter(|it| tags.iter().all(|tag| it.tags.contains(tag)));
        Ok(items.collect::<Vec<_>>().into())
    }

    async fn add_item(&self, request: AddItemRequest) -> Result<Response<Item>, AddItemError> {
        Ok(request.item.into())
    }

    async fn show_item(&self, request: ShowItemRequest) -> Result<Response<Item>, ShowItemError> {
        if request.id < requests::ITEMS {
            return Ok(item(request.id).into());
        }
        Err(ShowItemError::NotFound(bytes::Bytes::new().into()))
    }

    async fn remove_item(&self, _: RemoveItemRequest) -> Result<Response<()>, RemoveItemError> {
        Ok(().into())
    }
}

impl Session for Shop {
    async fn log_in(&self, request: LogInRequest) -> Result<Response<String>, LogInError> {
        if request.password == requests::PASSWORD {
            return Ok(request.user.into());
        }
        Err(LogInError::Forbidden(bytes::Bytes::new().into()))
    }
}

pub fn app(patience: Duration) -> axum::Router {
    let shop = std::sync::Arc::new(Shop);
    let builder = server::builder().items(shop.clone()).session(shop);
    builder.body_timeout(patience).build()
}
