//! What goes out.

use bolna_api_ext::Bolna;
use bolna_api_ext::reqwest::Method;
use support::{Server, json};

use crate::server::{Clients, KEY};

/// The request of a server, without what differs from run to run and from release to release.
fn shown(server: Server) -> String {
    let port = format!(":{}", server.address().port());
    let request = server.request().head;
    request
        .replace("\r\n", "\n")
        .replace(KEY, "[key]")
        .replace(&port, ":[port]")
        .replace(env!("CARGO_PKG_VERSION"), "[version]")
}

#[tokio::test]
async fn active_asks_for_active_trunks() {
    let server = Server::start([json("200 OK", "[]")]);
    server.bolna().sip_trunks().active().await.unwrap();
    insta::assert_snapshot!(shown(server), @r"
    GET /sip-trunks/trunks?is_active=true HTTP/1.1
    accept: application/json
    authorization: Bearer [key]
    user-agent: bolna-api-ext/[version]
    host: 127.0.0.1:[port]
    ");
}

#[tokio::test]
async fn list_asks_for_all_trunks() {
    let server = Server::start([json("200 OK", "[]")]);
    server.bolna().sip_trunks().list().await.unwrap();
    let request = shown(server);
    assert_eq!(request.lines().next(), Some("GET /sip-trunks/trunks HTTP/1.1"));
}

#[tokio::test]
async fn a_path_of_the_base_url_comes_before_the_path_of_the_operation() {
    let server = Server::start([json("200 OK", "[]")]);
    let bolna = server.builder().base_url(format!("{}/bolna/v9/", server.url())).build();
    bolna.unwrap().sip_trunks().list().await.unwrap();
    assert!(shown(server).starts_with("GET /bolna/v9/sip-trunks/trunks HTTP/1.1\n"));
}

#[tokio::test]
async fn a_program_adds_its_name_to_the_user_agent() {
    let server = Server::start([json("200 OK", "[]")]);
    let bolna = server.builder().user_agent("night-shift/2").build().unwrap();
    bolna.sip_trunks().list().await.unwrap();
    assert!(shown(server).contains("\nuser-agent: bolna-api-ext/[version] night-shift/2\n"));
}

#[tokio::test]
async fn requests_of_the_generated_client_carry_the_key_too() {
    let server = Server::start([json("200 OK", "[]")]);
    server
        .bolna()
        .api()
        .list_sip_trunks()
        .is_active(false)
        .send()
        .await
        .unwrap();
    let request = shown(server);
    assert!(
        request.starts_with("GET /sip-trunks/trunks?is_active=false "),
        "{request}"
    );
    assert!(request.contains("\nauthorization: Bearer [key]\n"), "{request}");
}

#[test]
fn every_future_may_move_between_threads() {
    fn moves<T: Send>(_: T) {}
    let bolna = Bolna::builder().api_key(KEY).build().unwrap();
    moves(bolna.sip_trunks().list());
    moves(bolna.sip_trunks().active());
    moves(bolna.list_sip_trunks().send());
    moves(bolna.execute::<()>(Method::POST, "/trunk/trunks", ()));
}
