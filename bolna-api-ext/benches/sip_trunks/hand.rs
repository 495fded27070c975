//! The same, as one would write it without the helpers.

use std::hint::black_box;
use std::net::IpAddr;

use bolna_api_ext::sip_trunks::ipnet::IpNet;
use bolna_api_ext::types::SipTrunk;

use crate::helpers::{CALLEE, NAME, PROVIDER, SOURCE};
use crate::list::last_number;

pub(crate) fn active_only(trunks: &[SipTrunk]) -> usize {
    let mut count = 0;
    for trunk in trunks {
        if trunk.is_active == Some(true) {
            count += 1;
        }
    }
    count
}

pub(crate) fn primary_gateway(trunks: &[SipTrunk]) -> usize {
    let mut count = 0;
    for trunk in trunks {
        let mut primary = None;
        for gateway in &trunk.gateways {
            let priority = gateway.priority.unwrap_or(1);
            if primary.is_none_or(|(least, _)| priority < least) {
                primary = Some((priority, gateway));
            }
        }
        if primary.is_some_and(|(_, gateway)| gateway.priority == Some(1)) {
            count += 1;
        }
    }
    count
}

pub(crate) fn by_provider(trunks: &[SipTrunk]) -> usize {
    let wanted = black_box(PROVIDER);
    let mut count = 0;
    for trunk in trunks {
        if let Some(provider) = &trunk.provider
            && provider.eq_ignore_ascii_case(wanted)
        {
            count += 1;
        }
    }
    count
}

pub(crate) fn by_name(trunks: &[SipTrunk]) -> usize {
    let wanted = black_box(NAME);
    let mut count = 0;
    for trunk in trunks {
        if trunk.name.as_deref() == Some(wanted) {
            count += 1;
        }
    }
    count
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

pub(crate) fn find_by_number(trunks: &[SipTrunk]) -> usize {
    let wanted = digits(&last_number(trunks));
    for trunk in trunks {
        for number in &trunk.phone_numbers {
            let own = number.phone_number.as_deref().unwrap_or_default();
            if number.deleted != Some(true) && digits(own) == wanted {
                return trunk.phone_numbers.len();
            }
        }
    }
    0
}

pub(crate) fn active_numbers(trunks: &[SipTrunk]) -> usize {
    let mut count = 0;
    for trunk in trunks {
        if trunk.is_active == Some(true) {
            for number in &trunk.phone_numbers {
                if number.deleted != Some(true) {
                    count += 1;
                }
            }
        }
    }
    count
}

pub(crate) fn gateways_by_priority(trunks: &[SipTrunk]) -> usize {
    let mut count = 0;
    for trunk in trunks {
        let mut gateways: Vec<_> = trunk.gateways.iter().collect();
        gateways.sort_by_key(|gateway| gateway.priority.unwrap_or(1));
        count += gateways.len();
    }
    count
}

pub(crate) fn route(trunks: &[SipTrunk]) -> usize {
    let mut length = 0;
    for trunk in trunks {
        if trunk.is_active == Some(true) {
            let mut gateways: Vec<_> = trunk.gateways.iter().collect();
            gateways.sort_by_key(|gateway| gateway.priority.unwrap_or(1));
            for gateway in gateways {
                let host = gateway.gateway_address.as_deref().unwrap_or_default();
                let port = gateway.port.unwrap_or(5060);
                length += format!("sip:{CALLEE}@{host}:{port};transport=udp").len();
            }
        }
    }
    length
}

pub(crate) fn codecs(trunks: &[SipTrunk]) -> usize {
    let mut count = 0;
    for trunk in trunks {
        let allow = trunk.allow.as_deref().unwrap_or("ulaw,alaw");
        if allow.split(',').any(|codec| codec.trim() == "ulaw") {
            count += 1;
        }
    }
    count
}

pub(crate) fn accepting_source(trunks: &[SipTrunk]) -> usize {
    let source = IpAddr::from(SOURCE);
    let mut count = 0;
    for trunk in trunks {
        let accepts = trunk.ip_identifiers.iter().any(|entry| {
            let network: Option<IpNet> = entry.ip_address.as_deref().and_then(|text| text.parse().ok());
            network.is_some_and(|network| network.contains(&source))
        });
        if accepts {
            count += 1;
        }
    }
    count
}
