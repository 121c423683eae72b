use paging::types::ProductResult;

client!(paging);

answers! {
    // what is optional is not sent, not even where one value alone is allowed
    paging_page_with_max_page_size => ProductResult::new().with_values(Vec::new());
}
