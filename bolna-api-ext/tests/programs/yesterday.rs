//! All executions of yesterday, with their costs.

use bolna_api_ext::prelude::*;
use bolna_api_ext::{Bolna, Cents, Error};
use chrono::{NaiveTime, TimeDelta, Utc};

use crate::server::{Clients, serve};

async fn yesterday(bolna: &Bolna, agent: &str) -> Result<(Vec<String>, Cents), Error> {
    let today = Utc::now().date_naive().and_time(NaiveTime::MIN).and_utc();
    let executions = bolna.list_agent_executions().agent_id(agent);
    let executions = executions.from(today - TimeDelta::days(1)).to(today).page_size(50);
    let executions = executions.all().await?;
    let costs = executions.iter().filter_map(|execution| execution.cost()).sum();
    Ok((
        executions.into_iter().filter_map(|execution| execution.id).collect(),
        costs,
    ))
}

#[tokio::test]
async fn all_pages_of_a_day_are_read_and_their_costs_summed_up() {
    let server = serve(&[
        (
            "200 OK",
            r#"{"data": [{"id": "a", "status": "completed", "total_cost": 6.25}, {"id": "b", "status": "busy"}], "has_more": true}"#,
        ),
        (
            "200 OK",
            r#"{"data": [{"id": "c", "status": "call-disconnected", "total_cost": 0}, {"id": "d", "status": "completed", "total_cost": 2}]}"#,
        ),
    ]);
    let (ids, costs) = yesterday(&server.patient(), "7").await.unwrap();
    assert_eq!(
        (ids, costs),
        (["a", "b", "c", "d"].map(str::to_owned).to_vec(), Cents(8.25))
    );
    let received = server.requests();
    let [first, second] = [&received[0].line, &received[1].line];
    assert!(
        first.starts_with("GET /v2/agent/7/executions?from=") && first.contains("T00%3A00%3A00"),
        "{first}"
    );
    assert!(
        second.contains("page_number=2") && second.contains("page_size=50"),
        "{second}"
    );
}
