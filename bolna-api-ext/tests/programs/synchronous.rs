//! Code that is not async.

use std::error::Error;

use bolna_api_ext::Bolna;

use crate::server::{Clients, serve};

fn count_agents(bolna: &Bolna) -> Result<usize, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(runtime.block_on(bolna.list_agents().send())?.len())
}

#[test]
fn agents_are_counted_without_an_async_function() {
    let server = serve(&[("200 OK", r#"[{"id": "1"}, {"id": "2"}]"#)]);
    assert_eq!(count_agents(&server.patient()).unwrap(), 2);
    assert_eq!(server.requests()[0].line, "GET /v2/agent/all");
}
