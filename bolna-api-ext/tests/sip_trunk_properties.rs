//! What holds for any trunk, however its texts and numbers look: sorting, routes, codecs, networks, the doctor.

use std::collections::BTreeSet;
use std::net::IpAddr;

use bolna_api_ext::E164;
use bolna_api_ext::prelude::*;
use bolna_api_ext::sip_trunks::doctor::{RULES, diagnose, diagnose_all};
use bolna_api_ext::sip_trunks::ipnet::IpNet;
use bolna_api_ext::sip_trunks::{Codec, CodecSet, GatewayAddress, Host, RouteError, Transport, parse_network};
use bolna_api_ext::types::SipTrunk;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// Addresses of gateways: those that are one, those that look like one, and anything.
fn addresses() -> impl Strategy<Value = String> {
    let known = select(vec![
        "sip.example.com",
        "SIP.Example.com.",
        "a-1.b2.example:5070",
        "192.0.2.7",
        "192.0.2.7:443",
        "2001:db8::5",
        "[2001:db8::5]:5070",
        "::ffff:192.0.2.7",
        "[::1]",
        "sip:sip.example.com",
        "sip:sip.example.com:0",
        "sips:sip.example.com",
        "http://a b",
        "user:password@sip.example.com",
        "192.0.2.256",
        "fe80::1%eth0",
        "sip.example.com;transport=tls",
        "",
    ])
    .prop_map(str::to_owned);
    prop_oneof![
        4 => known,
        2 => "[a-zA-Z0-9.-]{1,20}(:[0-9]{1,5})?",
        2 => "\\[?[0-9a-fA-F:.]{1,20}\\]?(:[0-9]{0,6})?",
        2 => any::<[u8; 4]>().prop_map(|octets| IpAddr::from(octets).to_string()),
        2 => any::<[u8; 16]>().prop_map(|octets| IpAddr::from(octets).to_string()),
        1 => ".{0,12}",
    ]
}

/// Integers near what is sensible, and any.
fn integers(sensible: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = Option<i64>> {
    option::of(prop_oneof![4 => sensible, 1 => any::<i64>()])
}

fn gateways() -> impl Strategy<Value = Value> {
    let gateway = (addresses(), integers(0..=65_536), integers(-1..=3));
    let gateway = gateway
        .prop_map(|(address, port, priority)| json!({"gateway_address": address, "port": port, "priority": priority}));
    vec(gateway, 0..6).prop_map(Value::from)
}

/// Ranges of addresses in a few bits, so that they lie in each other; and anything.
fn ranges() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0_u8..4, any::<u8>(), 20_u8..=32).prop_map(|(third, last, length)| format!("192.0.{third}.{last}/{length}")),
        1 => (any::<u16>(), 30_u8..=128).prop_map(|(last, length)| format!("2001:db8::{last:x}/{length}")),
        1 => any::<[u8; 4]>().prop_map(|octets| IpAddr::from(octets).to_string()),
        1 => "[0-9a-f:./]{0,20}",
        1 => ".{0,10}",
    ]
}

/// What stands in a list of codecs, or might.
fn codec_lists() -> impl Strategy<Value = String> {
    let entry = select(vec![
        "ulaw",
        "alaw",
        "g729",
        "all",
        "!all",
        "!ulaw",
        "!g729",
        "ALL",
        " Alaw ",
        "ulaw:20",
        "evs",
        "!evs",
        "",
        "!",
        ":",
        "opus",
        "ulaw|alaw",
        "g729:abc",
        "!ulaw:-5",
        "! ulaw",
        "!g729:0",
    ]);
    prop_oneof![
        8 => vec(entry, 0..8).prop_map(|entries| entries.join(",")),
        1 => ".{0,20}",
    ]
}

fn trunks() -> impl Strategy<Value = SipTrunk> {
    let transport = select(vec!["transport-udp", "transport-tcp", "transport-tls", "transport-wss"]);
    let number = prop_oneof![
        3 => (0..4).prop_map(|digit| format!("+1415555010{digit}")),
        1 => "\\+?[0-9 ().-]{0,12}",
        1 => ".{0,12}",
    ];
    let number = (number, option::of(any::<bool>()));
    let number = number.prop_map(|(number, deleted)| json!({"phone_number": number, "deleted": deleted}));
    let address = ranges().prop_map(|address| json!({"ip_address": address}));
    let flags = proptest::array::uniform7(option::of(any::<bool>()));
    let lists = (gateways(), vec(address, 0..5), vec(number, 0..4));
    let settings = (
        option::of(transport),
        option::of(select(vec!["userpass", "ip-based", "oauth"])),
        option::of(codec_lists()),
        option::of(codec_lists()),
        integers(0..=60),
        option::of(select(vec!["no", "sdes", "dtls"])),
    );
    (lists, settings, flags).prop_map(|((gateways, addresses, numbers), settings, flags)| {
        let (transport, auth_type, allow, disallow, qualify_frequency, media_encryption) = settings;
        let [active, inbound, plus, direct, symmetric, rport, optimistic] = flags;
        let trunk = json!({
            "gateways": gateways, "ip_identifiers": addresses, "phone_numbers": numbers, "transport": transport,
            "auth_type": auth_type, "allow": allow, "disallow": disallow, "qualify_frequency": qualify_frequency,
            "media_encryption": media_encryption, "is_active": active, "inbound_enabled": inbound,
            "outbound_leading_plus_enabled": plus, "direct_media": direct, "rtp_symmetric": symmetric,
            "force_rport": rport, "media_encryption_optimistic": optimistic,
        });
        serde_json::from_value(trunk).unwrap()
    })
}

/// Where a gateway stands in the list of its trunk.
fn index_in(trunk: &SipTrunk, gateway: &bolna_api_ext::types::SipTrunkGateway) -> usize {
    trunk
        .gateways
        .iter()
        .position(|other| std::ptr::eq(other, gateway))
        .unwrap()
}

/// Asterisk's rules for a world of few codecs, as a list of what is in effect.
fn effect(world: &[Codec], allow: &str, disallow: &str) -> Vec<Codec> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let mut effect: Vec<Codec> = Vec::new();
    for (list, allows) in [(disallow, false), (allow, true)] {
        let inner = list.trim().strip_prefix('(').and_then(|list| list.strip_suffix(')'));
        if inner.is_some() {
            effect = if allows { Vec::new() } else { world.to_vec() };
        }
        let list = inner.unwrap_or(list);
        for entry in list.split([',', '|']).map(str::trim) {
            let allows = allows != entry.starts_with('!');
            let name = entry.strip_prefix('!').unwrap_or(entry);
            let (name, framing) = name.rsplit_once(':').unwrap_or((name, "0"));
            if !framing.is_empty() && framing.trim().parse::<u16>().is_err() || !name.bytes().all(is_name) {
                continue;
            }
            let meant: Vec<Codec> = match name {
                "" => Vec::new(),
                name if name.eq_ignore_ascii_case("all") => world.to_vec(),
                name => vec![Codec::from(name)],
            };
            for codec in meant {
                match allows {
                    true if !effect.contains(&codec) => effect.push(codec),
                    true => {}
                    false => effect.retain(|other| *other != codec),
                }
            }
        }
    }
    effect
}

/// Whether a route is of the trunk, and of URIs that another library reads without a warning.
fn check_route(trunk: &SipTrunk, number: &str) -> Result<(), TestCaseError> {
    match trunk.route(number) {
        Ok(route) => {
            prop_assert_eq!(route.uris().count(), trunk.gateways.len());
            prop_assert!(route.groups().is_sorted_by(|one, other| one.priority < other.priority));
            let user = match trunk.outbound_leading_plus_enabled {
                Some(false) => number.trim_start_matches('+'),
                _ => number,
            };
            let transport = trunk.sip_transport().unwrap();
            for (uri, gateway) in route.uris().zip(trunk.gateways_by_priority()) {
                let text = uri.to_string();
                let read = sip_uri::SipUri::parse_with_warnings(&text).unwrap();
                prop_assert!(!read.has_warnings(), "{text}: {read:?}");
                let read = read.value;
                prop_assert_eq!(read.scheme(), sip_uri::Scheme::Sip);
                prop_assert_eq!(read.user(), Some(user));
                prop_assert_eq!(read.host().to_string(), uri.host().to_string());
                prop_assert_eq!(read.port(), Some(uri.port()));
                prop_assert_eq!(read.param("transport"), Some(&Some(transport.as_str().to_owned())));
                prop_assert_eq!(read.to_string(), text);
                prop_assert!(gateway.port.is_none_or(|port| port == i64::from(uri.port())));
                let secure = uri.to_sips().map(|uri| uri.to_string());
                prop_assert_eq!(secure.is_some(), transport == Transport::Tls);
                if let Some(secure) = secure {
                    let read = sip_uri::SipUri::parse_with_warnings(&secure).unwrap();
                    prop_assert!(
                        !read.has_warnings() && read.value.scheme() == sip_uri::Scheme::Sips,
                        "{secure}"
                    );
                }
            }
        }
        Err(RouteError::Gateway { index, .. }) => prop_assert!(index < trunk.gateways.len()),
        Err(RouteError::NoGateway) => prop_assert!(trunk.gateways.is_empty()),
        Err(RouteError::Inactive) => prop_assert_eq!(trunk.is_active, Some(false)),
        Err(error) => prop_assert!(matches!(error, RouteError::Transport(_)), "{error}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn gateways_are_sorted_stably_and_none_is_lost(trunk in trunks()) {
        let sorted = trunk.gateways_by_priority();
        let keys: Vec<_> = sorted.iter().map(|gateway| (gateway.routing_priority(), index_in(&trunk, gateway))).collect();
        // The index makes each key another one: ascending keys are a stable order, and as many are all of them.
        prop_assert!(keys.is_sorted_by(|one, other| one < other), "{keys:?}");
        prop_assert_eq!(keys.len(), trunk.gateways.len());
        let first = sorted.first().map(|gateway| index_in(&trunk, gateway));
        prop_assert_eq!(trunk.primary_gateway().map(|gateway| index_in(&trunk, gateway)), first);
    }

    #[test]
    fn a_route_is_of_uris_that_another_library_reads_back(trunk in trunks(), number in "\\+[1-9][0-9]{6,14}") {
        check_route(&trunk, &number)?;
        // Of many gateways one is wrong mostly: each alone, too.
        for gateway in &trunk.gateways {
            let mut trunk = trunk.clone();
            trunk.gateways = vec![gateway.clone()];
            trunk.is_active = None;
            check_route(&trunk, &number)?;
        }
    }

    #[test]
    fn whatever_is_called_a_host_is_one_to_another_library(text in addresses()) {
        if let Ok(host) = text.parse::<Host>() {
            let uri = format!("sip:{host}");
            let read = sip_uri::SipUri::parse_with_warnings(&uri).unwrap();
            prop_assert!(!read.has_warnings(), "{uri}: {read:?}");
            prop_assert_eq!(host.to_string().parse(), Ok(host));
        }
        if let Ok(address) = text.parse::<GatewayAddress>() {
            prop_assert_eq!(address.to_string().parse(), Ok(address));
        }
    }

    #[test]
    fn any_text_is_tried_as_a_number_to_call(trunk in trunks(), number in ".{0,20}") {
        let is_routed = trunk.route(number.as_str()).is_ok();
        prop_assert!(!is_routed || number.parse::<E164>().is_ok());
    }

    #[test]
    fn a_number_is_found_however_it_is_written(digits in "[1-9][0-9]{6,14}", breaks in vec(select(vec!["", " ", "-", ".", " ("]), 15)) {
        let spread: String = digits.chars().zip(breaks).map(|(digit, between)| format!("{digit}{between}")).collect();
        let trunk: SipTrunk = serde_json::from_value(json!({"phone_numbers": [{"phone_number": spread}]})).unwrap();
        let trunks = [trunk];
        let [uri, longer] = [format!("tel:+{digits}"), format!("{digits}0")];
        prop_assert!(trunks.find_by_number(&digits).is_some());
        prop_assert!(trunks.find_by_number(&uri).is_some());
        prop_assert!(trunks.find_by_number(&longer).is_none());
    }

    #[test]
    fn codecs_have_the_effect_of_asterisks_rules(allow in codec_lists(), disallow in codec_lists()) {
        let set = CodecSet::parse(&allow, &disallow);
        let names = ["ulaw", "alaw", "g729", "opus", "evs", "g722"];
        let world = names.map(Codec::from);
        let effect = effect(&world, &allow, &disallow);
        for codec in &world {
            prop_assert_eq!(set.contains(codec), effect.contains(codec), "{} of {}", codec, set);
        }
        if !set.has_all() {
            prop_assert_eq!(set.listed(), effect.as_slice());
        }
        prop_assert_eq!(CodecSet::parse(&set.to_string(), "all"), set);
    }

    #[test]
    fn any_text_is_tried_as_codecs_and_as_a_network(text in any::<String>(), other in any::<String>()) {
        let _ = CodecSet::parse(&text, &other);
        if let Err(error) = parse_network(&text) {
            prop_assert_eq!(&error.entry, &text);
        }
        let _ = (text.parse::<GatewayAddress>(), text.parse::<Host>(), text.parse::<Transport>());
    }

    #[test]
    fn a_network_is_read_back_as_itself_and_holds_its_own_addresses(text in ranges()) {
        if let Ok(network) = parse_network(&text) {
            prop_assert_eq!(parse_network(&network.to_string()), Ok(network));
            prop_assert_eq!(network.trunc(), network);
            let trunk: SipTrunk = serde_json::from_value(json!({"ip_identifiers": [{"ip_address": text}]})).unwrap();
            prop_assert!(trunk.accepts_source(network.network()) && trunk.accepts_source(network.broadcast()));
        }
    }

    #[test]
    fn sources_and_overlaps_are_those_that_a_look_at_each_pair_finds(trunks in vec(trunks(), 0..5), last in any::<[u8; 2]>()) {
        let by_address: Vec<(usize, &SipTrunk, IpNet)> = trunks.iter().enumerate()
            .filter(|(_, trunk)| trunk.auth_type.as_ref().is_none_or(|auth_type| auth_type.as_str() != "userpass"))
            .flat_map(|(index, trunk)| trunk.networks().flatten().map(move |network| (index, trunk, network)))
            .collect();
        let source = IpAddr::from([192, 0, last[0] % 4, last[1]]);
        let accepting = trunks.accepting_source(source);
        prop_assert!(accepting.is_sorted_by_key(|(network, _)| std::cmp::Reverse(network.prefix_len())));
        let expected: BTreeSet<usize> = by_address.iter().filter(|(.., network)| network.contains(&source)).map(|(index, ..)| *index).collect();
        let found: Vec<usize> = accepting.iter().map(|(_, trunk)| trunks.iter().position(|other| std::ptr::eq(other, *trunk)).unwrap()).collect();
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(BTreeSet::from_iter(found), expected);

        // The ranges that lie in one of another trunk, or are equal to one of a trunk before.
        let inner: BTreeSet<(usize, IpNet)> = by_address.iter().filter(|(index, _, network)| {
            by_address.iter().any(|(other, _, around)| other != index && around.contains(network) && (around != network || other < index))
        }).map(|(index, _, network)| (*index, *network)).collect();
        let found = trunks.overlaps();
        prop_assert_eq!(found.len(), inner.len());
        prop_assert_eq!(found.iter().map(|overlap| (overlap.narrow_index, overlap.shared)).collect::<BTreeSet<_>>(), inner);
        for overlap in found {
            prop_assert!(overlap.network.contains(&overlap.shared) && !std::ptr::eq(overlap.wide, overlap.narrow));
            prop_assert!(std::ptr::eq(&raw const trunks[overlap.wide_index], overlap.wide));
        }
    }

    #[test]
    fn the_doctor_takes_any_trunks_and_says_the_same_of_them_again(trunks in vec(trunks(), 0..4)) {
        let findings = diagnose_all(&trunks);
        prop_assert_eq!(&findings, &diagnose_all(&trunks));
        prop_assert!(findings.len() >= trunks.iter().map(|trunk| diagnose(trunk).len()).sum());
        for finding in findings {
            prop_assert!(RULES.contains(&finding.rule) && finding.severity <= finding.rule.severity);
            prop_assert!(!finding.field.is_empty() && !finding.to_string().is_empty());
        }
    }

    #[test]
    fn a_trunk_that_routes_a_call_has_no_gateway_that_the_doctor_calls_invalid(trunk in trunks()) {
        let invalid = diagnose(&trunk).iter().any(|finding| matches!(finding.code(), "no-gateway" | "gateway-invalid"));
        match trunk.route("+14155550100") {
            Ok(_) => prop_assert!(!invalid),
            Err(RouteError::Gateway { .. } | RouteError::NoGateway) => prop_assert!(invalid),
            Err(_) => {}
        }
    }
}
