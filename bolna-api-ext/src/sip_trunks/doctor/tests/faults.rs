//! The faults of single trunks.

use serde_json::{Value, json};

/// One trunk for each rule about a single trunk: what is changed in the sound one, and the finding.
pub(super) fn faults() -> Vec<(Value, &'static str)> {
    let gateway = |gateway| json!({"gateways": [gateway]});
    let addresses = |addresses: &[&str]| {
        let entries: Vec<_> = addresses.iter().map(|address| json!({"ip_address": address})).collect();
        json!({"ip_identifiers": entries})
    };
    vec![
        (
            json!({"transport": "transport-wss"}),
            "note[value-unknown] transport: it is `transport-wss`",
        ),
        (
            json!({"media_encryption": "dtls"}),
            "note[value-unknown] media_encryption: it is `dtls`",
        ),
        (
            json!({"auth_type": "oauth"}),
            "note[value-unknown] auth_type: it is `oauth`",
        ),
        (json!({"gateways": []}), "error[no-gateway] gateways: there is none"),
        (
            json!({"gateways": null}),
            "note[no-gateway] gateways: there is none, as far as the response tells",
        ),
        (
            gateway(json!({"port": 5060})),
            "note[gateway-invalid] gateways[0].gateway_address: a host is missing, as far as the response tells",
        ),
        (
            gateway(json!({"gateway_address": ""})),
            "error[gateway-invalid] gateways[0].gateway_address: a host is missing",
        ),
        (
            gateway(json!({"gateway_address": "sip_trunk.carrier.example"})),
            "warning[gateway-underscore] gateways[0].gateway_address: sip_trunk.carrier.example has a `_`",
        ),
        (
            gateway(json!({"gateway_address": "http://a b"})),
            "error[gateway-invalid] gateways[0].gateway_address: `http://a b` is a URI, where a host belongs",
        ),
        (
            gateway(json!({"gateway_address": "sip.example.com", "port": 70000})),
            "error[gateway-invalid] gateways[0].port: 70000 is no port: 1 to 65535",
        ),
        (
            gateway(json!({"gateway_address": "192.0.2.7:5070", "port": 5060})),
            "error[gateway-invalid] gateways[0].port: it is 5060, and `gateway_address` names the port 5070",
        ),
        (
            gateway(json!({"gateway_address": "10.0.0.7"})),
            "warning[gateway-private] gateways[0].gateway_address: 10.0.0.7 is private (RFC 1918), and not on the internet",
        ),
        (
            gateway(json!({"gateway_address": "224.0.0.1"})),
            "warning[gateway-private] gateways[0].gateway_address: 224.0.0.1 is multicast (RFC 5771), and not on the internet",
        ),
        (
            gateway(json!({"gateway_address": "pbx.local"})),
            "warning[gateway-private] gateways[0].gateway_address: pbx.local is of multicast DNS (RFC 6762), and not on the internet",
        ),
        (
            json!({"transport": "transport-tls", "gateways": [{"gateway_address": "sip.example.com"}]}),
            "note[tls-without-port] gateways[0].port: there is none",
        ),
        (
            json!({"gateways": [
                {"gateway_address": "203.0.113.1", "priority": 1}, {"gateway_address": "::ffff:203.0.113.1", "priority": 2},
            ]}),
            "warning[gateway-twice] gateways[1]: 203.0.113.1:5060 is gateways[0], too",
        ),
        (
            gateway(json!({"gateway_address": "sip.example.com", "port": 5061})),
            "error[port-of-other-transport] gateways[0].port: 5061 is not the port of udp",
        ),
        (
            json!({"transport": "transport-tls", "gateways": [{"gateway_address": "sip.example.com:5060"}]}),
            "error[port-of-other-transport] gateways[0].gateway_address: 5060 is not the port of tls",
        ),
        (
            json!({"gateways": [
                {"gateway_address": "sip.example.com", "priority": 1}, {"gateway_address": "SIP.example.com:5060", "priority": 2},
            ]}),
            "warning[gateway-twice] gateways[1]: sip.example.com:5060 is gateways[0], too",
        ),
        (
            json!({"gateways": [{"gateway_address": "a.example"}, {"gateway_address": "b.example", "priority": 1}]}),
            "note[equal-priorities] gateways[1].priority: 1 is that of gateways[0], too",
        ),
        (
            gateway(json!({"gateway_address": "sip.example.com", "priority": -1})),
            "warning[negative-priority] gateways[0].priority: the priority is -1",
        ),
        (
            json!({"media_encryption": "SDES", "transport": "TRANSPORT_UDP"}),
            "error[sdes-without-tls] media_encryption: it is `sdes`, and the transport is udp",
        ),
        (
            json!({"media_encryption": "sdes"}),
            "error[sdes-without-tls] media_encryption: it is `sdes`, and the transport is udp",
        ),
        (
            json!({"media_encryption_optimistic": true}),
            "warning[optimistic-without-encryption] media_encryption_optimistic: it is on, and `media_encryption` is not",
        ),
        (json!({"allow": "g729"}), "error[only-g729] allow: what remains is g729"),
        (
            json!({"allow": "alaw,opus"}),
            "warning[no-ulaw] allow: what remains is alaw,opus",
        ),
        (
            json!({"allow": "all,!ulaw"}),
            "warning[no-ulaw] allow: what remains is all,!ulaw",
        ),
        (
            json!({"allow": "g722,opus"}),
            "error[no-g711] allow: what remains is g722,opus",
        ),
        (
            json!({"allow": "g729,opus"}),
            "error[no-g711] allow: what remains is g729,opus",
        ),
        (json!({"allow": "ulaw,!ulaw"}), "error[no-g711] allow: no codec remains"),
        (
            json!({"allow": "ulaw|g729"}),
            "note[g729-offered] allow: what remains is ulaw,g729",
        ),
        (
            json!({"allow": "PCMU,alaw"}),
            "warning[codec-unknown] allow: `PCMU` is no codec of Asterisk: write `ulaw`",
        ),
        (
            json!({"allow": "ulaw,! alaw"}),
            "warning[codec-unknown] allow: `! alaw` is no codec of Asterisk: write `alaw`",
        ),
        (
            json!({"allow": "ulaw,"}),
            "warning[codec-unknown] allow: an entry is empty",
        ),
        (
            json!({"disallow": "all,g71"}),
            "warning[codec-unknown] disallow: `g71` is no codec of Asterisk",
        ),
        (
            json!({"allow": "ulaw,alaw:abc"}),
            "warning[codec-framing] allow: `alaw:abc` has no length of a frame behind its `:`",
        ),
        (
            json!({"allow": "ulaw,alw,h264"}),
            "warning[codec-unknown] allow: `alw` is no codec of Asterisk",
        ),
        (
            json!({"direct_media": true}),
            "warning[direct-media] direct_media: it is true",
        ),
        (
            json!({"rtp_symmetric": false}),
            "warning[asymmetric-rtp] rtp_symmetric: it is false",
        ),
        (
            json!({"force_rport": false}),
            "warning[rport-off] force_rport: it is false",
        ),
        (
            json!({"qualify_frequency": 0}),
            "warning[qualify-off] qualify_frequency: the interval is 0",
        ),
        (
            json!({"auth_type": "userpass", "auth_username": " "}),
            "error[no-username] auth_username: there is none",
        ),
        (
            json!({"auth_type": "userpass"}),
            "note[no-username] auth_username: there is none, as far as the response tells",
        ),
        (
            json!({"auth_type": "IP_BASED", "ip_identifiers": []}),
            "error[no-addresses] ip_identifiers: there is none",
        ),
        (
            json!({"ip_identifiers": [{}]}),
            "note[address-invalid] ip_identifiers[0].ip_address: there is none, as far as the response tells",
        ),
        (
            json!({"ip_identifiers": []}),
            "error[no-addresses] ip_identifiers: there is none",
        ),
        (
            addresses(&["sip.example.com"]),
            "error[address-invalid] ip_identifiers[0].ip_address: `sip.example.com`: neither an address of IPv4 or IPv6 nor a \
             range of them, such as 192.0.2.0/24",
        ),
        (
            addresses(&["192.0.2.1", "192.168.0.0/24"]),
            "warning[address-private] ip_identifiers[1].ip_address: 192.168.0.0/24 is private (RFC 1918), and not on the internet",
        ),
        (
            addresses(&["192.0.2.0/24", "0.0.0.0/0"]),
            "error[address-any] ip_identifiers[1].ip_address: 0.0.0.0/0 is every address of IPv4",
        ),
        (
            addresses(&["::/0"]),
            "error[address-any] ip_identifiers[0].ip_address: ::/0 is every address of IPv6",
        ),
        (
            addresses(&["192.0.0.0/15"]),
            "warning[address-too-wide] ip_identifiers[0].ip_address: 192.0.0.0/15 is a prefix of 15 bits",
        ),
        (
            addresses(&["192.0.2.7", "192.0.2.0/24"]),
            "note[addresses-overlap] ip_identifiers[0].ip_address: 192.0.2.7/32 lies in ip_identifiers[1], 192.0.2.0/24",
        ),
        (
            addresses(&["192.0.2.7", "192.0.2.0/24", "192.0.2.8/30", "192.0.2.9"]),
            "note[addresses-overlap] ip_identifiers[0].ip_address: 192.0.2.7/32 lies in ip_identifiers[1], 192.0.2.0/24, and so \
             do 2 more",
        ),
        (
            json!({"phone_numbers": []}),
            "warning[inbound-without-numbers] phone_numbers: there is none",
        ),
        (
            json!({"phone_numbers": [{"phone_number": "+14155550100", "deleted": true}]}),
            "warning[inbound-without-numbers] phone_numbers: there is none",
        ),
        (
            json!({"inbound_enabled": false}),
            "note[numbers-without-inbound] inbound_enabled: there is 1 number, and inbound calls are disabled",
        ),
        (
            json!({"is_active": false}),
            "warning[inactive-with-numbers] is_active: there is 1 number, and the trunk is not active",
        ),
        (
            json!({"phone_numbers": [
                {"phone_number": "+14155550100"}, {"phone_number": "+14155550100", "deleted": true}, {"phone_number": "+14155550100"},
            ]}),
            "warning[number-twice] phone_numbers[2].phone_number: +14155550100 is phone_numbers[0], too",
        ),
        (
            json!({"phone_numbers": [{"phone_number": null}, {"deleted": true}]}),
            "note[number-missing] phone_numbers[0].phone_number: there is none",
        ),
        (
            json!({"phone_numbers": [{"phone_number": "+14155550100", "agent_id": null}]}),
            "note[number-without-agent] phone_numbers[0].agent_id: +14155550100 has none",
        ),
        (
            json!({"phone_numbers": [{"phone_number": "+1 415 555 0100"}]}),
            "warning[number-not-e164] phone_numbers[0].phone_number: `+1 415 555 0100` must be a phone number in E.164 form, such as \
             +14155550100, and there is something other than digits after the `+`",
        ),
    ]
}
