//! Tables of plain text.

use std::fmt;

use bolna_api::types::SipTrunk;
use comfy_table::presets;

use super::text::{name, one_line, place};
use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
use crate::sip_trunks::trunk_ext::SipTrunkExt;

/// Text in columns, a line a row; `Display` writes it. From [`trunks_table`] and [`gateways_table`].
///
/// ```
/// use bolna_api_ext::sip_trunks::show::trunks_table;
///
/// assert!(trunks_table(&[]).is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(head: &[&'static str]) -> Self {
        Self {
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    fn row<const N: usize>(&mut self, cells: [String; N]) {
        let cells = cells.map(|cell| if cell.is_empty() { "-".to_owned() } else { cell });
        self.rows.push(cells.into());
    }

    /// Whether it has no row but the head.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::NOTHING)
            .set_header(&self.head)
            .add_rows(&self.rows);
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        // Without the blanks at the end of a line, which would be there to be compared and copied.
        writeln!(f, "{}", table.trim_fmt())
    }
}

/// A row for each trunk: what it is, how it is reached, and how much belongs to it.
///
/// ```
/// use bolna_api_ext::sip_trunks::show::trunks_table;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunks: Vec<SipTrunk> = serde_json::from_str(
///     r#"[{"id": "01HQ", "name": "Desk", "is_active": true, "auth_type": "userpass", "gateways": [{}]}]"#,
/// )?;
/// assert_eq!(
///     trunks_table(&trunks).to_string(),
///     "TRUNK  ID    ACTIVE  PROVIDER  AUTH      TRANSPORT  INBOUND  GATEWAYS  NUMBERS\n\
///      Desk   01HQ  yes     -         userpass  -          -        1         0\n"
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn trunks_table(trunks: &[SipTrunk]) -> Table {
    let mut table = Table::new(&[
        "TRUNK",
        "ID",
        "ACTIVE",
        "PROVIDER",
        "AUTH",
        "TRANSPORT",
        "INBOUND",
        "GATEWAYS",
        "NUMBERS",
    ]);
    for trunk in trunks {
        let transport = trunk.transport.as_ref().map(AsRef::as_ref);
        table.row([
            name(trunk).into_owned(),
            text(trunk.id.as_deref()),
            yes(trunk.is_active),
            text(trunk.provider.as_deref()),
            text(trunk.auth_type.as_ref().map(AsRef::as_ref)),
            text(transport.map(|name| name.strip_prefix("transport-").unwrap_or(name))),
            yes(trunk.inbound_enabled),
            trunk.gateways.len().to_string(),
            trunk.active_numbers().count().to_string(),
        ]);
    }
    table
}

/// A row for each gateway, trunk by trunk, in the order in which calls try them; a trunk without one has a row that says so.
#[must_use]
pub fn gateways_table(trunks: &[SipTrunk]) -> Table {
    let mut table = Table::new(&["TRUNK", "ORDER", "PRIORITY", "GATEWAY"]);
    for trunk in trunks {
        let gateways = trunk.gateways_by_priority();
        if gateways.is_empty() {
            table.row([name(trunk).into_owned(), String::new(), String::new(), String::new()]);
        }
        for (order, gateway) in (1..).zip(gateways) {
            let order: usize = order;
            table.row([
                name(trunk).into_owned(),
                order.to_string(),
                gateway.routing_priority().to_string(),
                place(trunk, gateway),
            ]);
        }
    }
    table
}

fn text(text: Option<&str>) -> String {
    one_line(text.unwrap_or_default()).into_owned()
}

fn yes(value: Option<bool>) -> String {
    match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trunks(json: &str) -> Vec<SipTrunk> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let trunks = trunks(
            r#"[{"name": "日本", "is_active": true, "inbound_enabled": false, "transport": "transport-tls", "gateways": [{}, {}],
                 "phone_numbers": [{"phone_number": "+14155550100"}, {"phone_number": "+14155550101", "deleted": true}]},
                {"id": "01HQ\nforged"}]"#,
        );
        insta::assert_snapshot!(trunks_table(&trunks), @r"
        TRUNK        ID           ACTIVE  PROVIDER  AUTH  TRANSPORT  INBOUND  GATEWAYS  NUMBERS
        日本         -            yes     -         -     tls        no       2         1
        01HQ�forged  01HQ�forged  -       -         -     -          -        0         0
        ");
    }

    #[test]
    fn gateways_stand_in_the_order_in_which_they_are_tried() {
        let trunks = trunks(
            r#"[{"name": "Desk", "gateways": [{"gateway_address": "c.example", "priority": 2}, {"gateway_address": "2001:db8::5"},
                 {"gateway_address": "a\u001b.example", "priority": 1, "port": 5070}]}, {"name": "Empty"}]"#,
        );
        insta::assert_snapshot!(gateways_table(&trunks), @r"
        TRUNK  ORDER  PRIORITY  GATEWAY
        Desk   1      1         [2001:db8::5]:5060
        Desk   2      1         a�.example:5070
        Desk   3      2         c.example:5060
        Empty  -      -         -
        ");
    }
}
