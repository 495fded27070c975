#![allow(missing_docs)]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{ClientHooks, OperationInfo, RequestBuilderExt, encode_path};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///`Error`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Error {
        pub error: i32,
        pub message: ::std::string::String,
    }
    impl Error {
        pub fn builder() -> builder::Error {
            Default::default()
        }
    }
    ///`SipTrunkGateway`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct SipTrunkGateway {
        ///Hostname or IP of the SIP gateway
        pub gateway_address: ::std::string::String,
        ///SIP port
        #[serde(default = "defaults::default_u64::<i64, 5060>")]
        pub port: i64,
        ///Gateway priority (lower = higher priority)
        #[serde(default = "defaults::default_u64::<i64, 1>")]
        pub priority: i64,
    }
    impl SipTrunkGateway {
        pub fn builder() -> builder::SipTrunkGateway {
            Default::default()
        }
    }
    ///`SipTrunkIpIdentifier`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct SipTrunkIpIdentifier {
        ///IP address or CIDR range for IP-based authentication
        pub ip_address: ::std::string::String,
    }
    impl SipTrunkIpIdentifier {
        pub fn builder() -> builder::SipTrunkIpIdentifier {
            Default::default()
        }
    }
    ///Phone number (DID) registered on a SIP trunk.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct SipTrunkPhoneNumberResponse {
        ///The SIP trunk ID that this phone number belongs to.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub byot_trunk_id: ::std::option::Option<::std::string::String>,
        ///ISO timestamp when the phone number was created.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub created_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///Whether the phone number is deleted.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub deleted: ::std::option::Option<bool>,
        ///Unique phone number identifier.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Optional label for the phone number.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///The DID phone number stored on the trunk.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub phone_number: ::std::option::Option<::std::string::String>,
        ///Provider type for BYOT numbers.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub telephony_provider: ::std::option::Option<::std::string::String>,
        ///ISO timestamp when the phone number was last updated.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub updated_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    }
    impl SipTrunkPhoneNumberResponse {
        pub fn builder() -> builder::SipTrunkPhoneNumberResponse {
            Default::default()
        }
    }
    ///SIP trunk object returned by the API.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct SipTrunkResponse {
        ///Comma-separated codecs to allow.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub allow: ::std::option::Option<::std::string::String>,
        ///Authentication method used for this trunk.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub auth_type: ::std::option::Option<SipTrunkResponseAuthType>,
        ///SIP username (present only for userpass trunks).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub auth_username: ::std::option::Option<::std::string::String>,
        ///ISO timestamp when the trunk was created.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub created_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
        ///Optional trunk description for internal reference.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        ///Whether RTP is routed directly between endpoints (typically false).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub direct_media: ::std::option::Option<bool>,
        ///Comma-separated codecs to disallow.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub disallow: ::std::option::Option<::std::string::String>,
        ///Forces responses to the source port to handle NAT.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub force_rport: ::std::option::Option<bool>,
        ///Ordered list of SIP gateways used for registration and call routing.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub gateways: ::std::vec::Vec<SipTrunkGateway>,
        ///Unique SIP trunk identifier.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Whether inbound calling is enabled.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub inbound_enabled: ::std::option::Option<bool>,
        ///IP ranges associated with this trunk (used only for ip-based authentication).
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub ip_identifiers: ::std::vec::Vec<SipTrunkIpIdentifier>,
        ///Whether the trunk is active.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub is_active: ::std::option::Option<bool>,
        ///RTP encryption mode. "no" for plain RTP, "sdes" for SRTP via SDES (TLS trunks only).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub media_encryption: ::std::option::Option<SipTrunkResponseMediaEncryption>,
        ///When media_encryption=sdes, whether to fall back to clear RTP if the carrier does not offer crypto.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub media_encryption_optimistic: ::std::option::Option<bool>,
        ///Human-readable trunk name.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///Whether to prepend a leading + to outbound dialed numbers.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub outbound_leading_plus_enabled: ::std::option::Option<bool>,
        ///Phone numbers (DIDs) registered on this trunk.
        #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
        pub phone_numbers: ::std::vec::Vec<SipTrunkPhoneNumberResponse>,
        ///SIP provider name (e.g., twilio, plivo, zadarma, telnyx, vonage, custom).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub provider: ::std::option::Option<::std::string::String>,
        ///SIP OPTIONS ping interval in seconds.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub qualify_frequency: ::std::option::Option<i64>,
        ///Enables symmetric RTP to handle NAT.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub rtp_symmetric: ::std::option::Option<bool>,
        ///SIP transport used by the trunk.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub transport: ::std::option::Option<SipTrunkResponseTransport>,
        ///ISO timestamp when the trunk was last updated.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub updated_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
    }
    impl SipTrunkResponse {
        pub fn builder() -> builder::SipTrunkResponse {
            Default::default()
        }
    }
    ///Authentication method used for this trunk.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum SipTrunkResponseAuthType {
        #[serde(rename = "userpass")]
        Userpass,
        #[serde(rename = "ip-based")]
        IpBased,
    }
    impl ::std::fmt::Display for SipTrunkResponseAuthType {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Userpass => f.write_str("userpass"),
                Self::IpBased => f.write_str("ip-based"),
            }
        }
    }
    impl ::std::str::FromStr for SipTrunkResponseAuthType {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "userpass" => Ok(Self::Userpass),
                "ip-based" => Ok(Self::IpBased),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for SipTrunkResponseAuthType {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for SipTrunkResponseAuthType {
        type Error = self::error::ConversionError;
        fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    ///RTP encryption mode. "no" for plain RTP, "sdes" for SRTP via SDES (TLS trunks only).
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum SipTrunkResponseMediaEncryption {
        #[serde(rename = "no")]
        No,
        #[serde(rename = "sdes")]
        Sdes,
    }
    impl ::std::fmt::Display for SipTrunkResponseMediaEncryption {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::No => f.write_str("no"),
                Self::Sdes => f.write_str("sdes"),
            }
        }
    }
    impl ::std::str::FromStr for SipTrunkResponseMediaEncryption {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "no" => Ok(Self::No),
                "sdes" => Ok(Self::Sdes),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for SipTrunkResponseMediaEncryption {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for SipTrunkResponseMediaEncryption {
        type Error = self::error::ConversionError;
        fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    ///SIP transport used by the trunk.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum SipTrunkResponseTransport {
        #[serde(rename = "transport-udp")]
        TransportUdp,
        #[serde(rename = "transport-tcp")]
        TransportTcp,
        #[serde(rename = "transport-tls")]
        TransportTls,
    }
    impl ::std::fmt::Display for SipTrunkResponseTransport {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::TransportUdp => f.write_str("transport-udp"),
                Self::TransportTcp => f.write_str("transport-tcp"),
                Self::TransportTls => f.write_str("transport-tls"),
            }
        }
    }
    impl ::std::str::FromStr for SipTrunkResponseTransport {
        type Err = self::error::ConversionError;
        fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "transport-udp" => Ok(Self::TransportUdp),
                "transport-tcp" => Ok(Self::TransportTcp),
                "transport-tls" => Ok(Self::TransportTls),
                _ => Err("invalid value".into()),
            }
        }
    }
    impl ::std::convert::TryFrom<&str> for SipTrunkResponseTransport {
        type Error = self::error::ConversionError;
        fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    impl ::std::convert::TryFrom<::std::string::String> for SipTrunkResponseTransport {
        type Error = self::error::ConversionError;
        fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone, Debug)]
        pub struct Error {
            error: ::std::result::Result<i32, ::std::string::String>,
            message: ::std::result::Result<::std::string::String, ::std::string::String>,
        }
        impl ::std::default::Default for Error {
            fn default() -> Self {
                Self {
                    error: Err("no value supplied for error".to_string()),
                    message: Err("no value supplied for message".to_string()),
                }
            }
        }
        impl Error {
            pub fn error<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i32>,
                T::Error: ::std::fmt::Display,
            {
                self.error = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for error: {e}"));
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for message: {e}"));
                self
            }
        }
        impl ::std::convert::TryFrom<Error> for super::Error {
            type Error = super::error::ConversionError;
            fn try_from(value: Error) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    error: value.error?,
                    message: value.message?,
                })
            }
        }
        impl ::std::convert::From<super::Error> for Error {
            fn from(value: super::Error) -> Self {
                Self {
                    error: Ok(value.error),
                    message: Ok(value.message),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct SipTrunkGateway {
            gateway_address: ::std::result::Result<::std::string::String, ::std::string::String>,
            port: ::std::result::Result<i64, ::std::string::String>,
            priority: ::std::result::Result<i64, ::std::string::String>,
        }
        impl ::std::default::Default for SipTrunkGateway {
            fn default() -> Self {
                Self {
                    gateway_address: Err("no value supplied for gateway_address".to_string()),
                    port: Ok(super::defaults::default_u64::<i64, 5060>()),
                    priority: Ok(super::defaults::default_u64::<i64, 1>()),
                }
            }
        }
        impl SipTrunkGateway {
            pub fn gateway_address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.gateway_address = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for gateway_address: {e}"));
                self
            }
            pub fn port<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.port = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for port: {e}"));
                self
            }
            pub fn priority<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.priority = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for priority: {e}"));
                self
            }
        }
        impl ::std::convert::TryFrom<SipTrunkGateway> for super::SipTrunkGateway {
            type Error = super::error::ConversionError;
            fn try_from(value: SipTrunkGateway) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    gateway_address: value.gateway_address?,
                    port: value.port?,
                    priority: value.priority?,
                })
            }
        }
        impl ::std::convert::From<super::SipTrunkGateway> for SipTrunkGateway {
            fn from(value: super::SipTrunkGateway) -> Self {
                Self {
                    gateway_address: Ok(value.gateway_address),
                    port: Ok(value.port),
                    priority: Ok(value.priority),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct SipTrunkIpIdentifier {
            ip_address: ::std::result::Result<::std::string::String, ::std::string::String>,
        }
        impl ::std::default::Default for SipTrunkIpIdentifier {
            fn default() -> Self {
                Self {
                    ip_address: Err("no value supplied for ip_address".to_string()),
                }
            }
        }
        impl SipTrunkIpIdentifier {
            pub fn ip_address<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.ip_address = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for ip_address: {e}"));
                self
            }
        }
        impl ::std::convert::TryFrom<SipTrunkIpIdentifier> for super::SipTrunkIpIdentifier {
            type Error = super::error::ConversionError;
            fn try_from(value: SipTrunkIpIdentifier) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    ip_address: value.ip_address?,
                })
            }
        }
        impl ::std::convert::From<super::SipTrunkIpIdentifier> for SipTrunkIpIdentifier {
            fn from(value: super::SipTrunkIpIdentifier) -> Self {
                Self {
                    ip_address: Ok(value.ip_address),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct SipTrunkPhoneNumberResponse {
            byot_trunk_id: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            created_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            deleted: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            id: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            name: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            phone_number: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            telephony_provider:
                ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            updated_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for SipTrunkPhoneNumberResponse {
            fn default() -> Self {
                Self {
                    byot_trunk_id: Ok(Default::default()),
                    created_at: Ok(Default::default()),
                    deleted: Ok(Default::default()),
                    id: Ok(Default::default()),
                    name: Ok(Default::default()),
                    phone_number: Ok(Default::default()),
                    telephony_provider: Ok(Default::default()),
                    updated_at: Ok(Default::default()),
                }
            }
        }
        impl SipTrunkPhoneNumberResponse {
            pub fn byot_trunk_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.byot_trunk_id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for byot_trunk_id: {e}"));
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn deleted<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.deleted = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for deleted: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
            pub fn phone_number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_number = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for phone_number: {e}"));
                self
            }
            pub fn telephony_provider<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.telephony_provider = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for telephony_provider: {e}"));
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for updated_at: {e}"));
                self
            }
        }
        impl ::std::convert::TryFrom<SipTrunkPhoneNumberResponse> for super::SipTrunkPhoneNumberResponse {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SipTrunkPhoneNumberResponse,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    byot_trunk_id: value.byot_trunk_id?,
                    created_at: value.created_at?,
                    deleted: value.deleted?,
                    id: value.id?,
                    name: value.name?,
                    phone_number: value.phone_number?,
                    telephony_provider: value.telephony_provider?,
                    updated_at: value.updated_at?,
                })
            }
        }
        impl ::std::convert::From<super::SipTrunkPhoneNumberResponse> for SipTrunkPhoneNumberResponse {
            fn from(value: super::SipTrunkPhoneNumberResponse) -> Self {
                Self {
                    byot_trunk_id: Ok(value.byot_trunk_id),
                    created_at: Ok(value.created_at),
                    deleted: Ok(value.deleted),
                    id: Ok(value.id),
                    name: Ok(value.name),
                    phone_number: Ok(value.phone_number),
                    telephony_provider: Ok(value.telephony_provider),
                    updated_at: Ok(value.updated_at),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct SipTrunkResponse {
            allow: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            auth_type:
                ::std::result::Result<::std::option::Option<super::SipTrunkResponseAuthType>, ::std::string::String>,
            auth_username: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            created_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
            description: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            direct_media: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            disallow: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            force_rport: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            gateways: ::std::result::Result<::std::vec::Vec<super::SipTrunkGateway>, ::std::string::String>,
            id: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            inbound_enabled: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            ip_identifiers: ::std::result::Result<::std::vec::Vec<super::SipTrunkIpIdentifier>, ::std::string::String>,
            is_active: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            media_encryption: ::std::result::Result<
                ::std::option::Option<super::SipTrunkResponseMediaEncryption>,
                ::std::string::String,
            >,
            media_encryption_optimistic: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            name: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            outbound_leading_plus_enabled: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            phone_numbers:
                ::std::result::Result<::std::vec::Vec<super::SipTrunkPhoneNumberResponse>, ::std::string::String>,
            provider: ::std::result::Result<::std::option::Option<::std::string::String>, ::std::string::String>,
            qualify_frequency: ::std::result::Result<::std::option::Option<i64>, ::std::string::String>,
            rtp_symmetric: ::std::result::Result<::std::option::Option<bool>, ::std::string::String>,
            transport:
                ::std::result::Result<::std::option::Option<super::SipTrunkResponseTransport>, ::std::string::String>,
            updated_at: ::std::result::Result<
                ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for SipTrunkResponse {
            fn default() -> Self {
                Self {
                    allow: Ok(Default::default()),
                    auth_type: Ok(Default::default()),
                    auth_username: Ok(Default::default()),
                    created_at: Ok(Default::default()),
                    description: Ok(Default::default()),
                    direct_media: Ok(Default::default()),
                    disallow: Ok(Default::default()),
                    force_rport: Ok(Default::default()),
                    gateways: Ok(Default::default()),
                    id: Ok(Default::default()),
                    inbound_enabled: Ok(Default::default()),
                    ip_identifiers: Ok(Default::default()),
                    is_active: Ok(Default::default()),
                    media_encryption: Ok(Default::default()),
                    media_encryption_optimistic: Ok(Default::default()),
                    name: Ok(Default::default()),
                    outbound_leading_plus_enabled: Ok(Default::default()),
                    phone_numbers: Ok(Default::default()),
                    provider: Ok(Default::default()),
                    qualify_frequency: Ok(Default::default()),
                    rtp_symmetric: Ok(Default::default()),
                    transport: Ok(Default::default()),
                    updated_at: Ok(Default::default()),
                }
            }
        }
        impl SipTrunkResponse {
            pub fn allow<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.allow = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for allow: {e}"));
                self
            }
            pub fn auth_type<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::SipTrunkResponseAuthType>>,
                T::Error: ::std::fmt::Display,
            {
                self.auth_type = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for auth_type: {e}"));
                self
            }
            pub fn auth_username<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.auth_username = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for auth_username: {e}"));
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for created_at: {e}"));
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for description: {e}"));
                self
            }
            pub fn direct_media<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.direct_media = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for direct_media: {e}"));
                self
            }
            pub fn disallow<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.disallow = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for disallow: {e}"));
                self
            }
            pub fn force_rport<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.force_rport = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for force_rport: {e}"));
                self
            }
            pub fn gateways<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::SipTrunkGateway>>,
                T::Error: ::std::fmt::Display,
            {
                self.gateways = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for gateways: {e}"));
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn inbound_enabled<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.inbound_enabled = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for inbound_enabled: {e}"));
                self
            }
            pub fn ip_identifiers<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::SipTrunkIpIdentifier>>,
                T::Error: ::std::fmt::Display,
            {
                self.ip_identifiers = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for ip_identifiers: {e}"));
                self
            }
            pub fn is_active<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.is_active = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for is_active: {e}"));
                self
            }
            pub fn media_encryption<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::SipTrunkResponseMediaEncryption>>,
                T::Error: ::std::fmt::Display,
            {
                self.media_encryption = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for media_encryption: {e}"));
                self
            }
            pub fn media_encryption_optimistic<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.media_encryption_optimistic = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for media_encryption_optimistic: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for name: {e}"));
                self
            }
            pub fn outbound_leading_plus_enabled<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.outbound_leading_plus_enabled = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for outbound_leading_plus_enabled: {e}"));
                self
            }
            pub fn phone_numbers<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::SipTrunkPhoneNumberResponse>>,
                T::Error: ::std::fmt::Display,
            {
                self.phone_numbers = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for phone_numbers: {e}"));
                self
            }
            pub fn provider<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.provider = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for provider: {e}"));
                self
            }
            pub fn qualify_frequency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.qualify_frequency = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for qualify_frequency: {e}"));
                self
            }
            pub fn rtp_symmetric<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<bool>>,
                T::Error: ::std::fmt::Display,
            {
                self.rtp_symmetric = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for rtp_symmetric: {e}"));
                self
            }
            pub fn transport<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::SipTrunkResponseTransport>>,
                T::Error: ::std::fmt::Display,
            {
                self.transport = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for transport: {e}"));
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for updated_at: {e}"));
                self
            }
        }
        impl ::std::convert::TryFrom<SipTrunkResponse> for super::SipTrunkResponse {
            type Error = super::error::ConversionError;
            fn try_from(value: SipTrunkResponse) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    allow: value.allow?,
                    auth_type: value.auth_type?,
                    auth_username: value.auth_username?,
                    created_at: value.created_at?,
                    description: value.description?,
                    direct_media: value.direct_media?,
                    disallow: value.disallow?,
                    force_rport: value.force_rport?,
                    gateways: value.gateways?,
                    id: value.id?,
                    inbound_enabled: value.inbound_enabled?,
                    ip_identifiers: value.ip_identifiers?,
                    is_active: value.is_active?,
                    media_encryption: value.media_encryption?,
                    media_encryption_optimistic: value.media_encryption_optimistic?,
                    name: value.name?,
                    outbound_leading_plus_enabled: value.outbound_leading_plus_enabled?,
                    phone_numbers: value.phone_numbers?,
                    provider: value.provider?,
                    qualify_frequency: value.qualify_frequency?,
                    rtp_symmetric: value.rtp_symmetric?,
                    transport: value.transport?,
                    updated_at: value.updated_at?,
                })
            }
        }
        impl ::std::convert::From<super::SipTrunkResponse> for SipTrunkResponse {
            fn from(value: super::SipTrunkResponse) -> Self {
                Self {
                    allow: Ok(value.allow),
                    auth_type: Ok(value.auth_type),
                    auth_username: Ok(value.auth_username),
                    created_at: Ok(value.created_at),
                    description: Ok(value.description),
                    direct_media: Ok(value.direct_media),
                    disallow: Ok(value.disallow),
                    force_rport: Ok(value.force_rport),
                    gateways: Ok(value.gateways),
                    id: Ok(value.id),
                    inbound_enabled: Ok(value.inbound_enabled),
                    ip_identifiers: Ok(value.ip_identifiers),
                    is_active: Ok(value.is_active),
                    media_encryption: Ok(value.media_encryption),
                    media_encryption_optimistic: Ok(value.media_encryption_optimistic),
                    name: Ok(value.name),
                    outbound_leading_plus_enabled: Ok(value.outbound_leading_plus_enabled),
                    phone_numbers: Ok(value.phone_numbers),
                    provider: Ok(value.provider),
                    qualify_frequency: Ok(value.qualify_frequency),
                    rtp_symmetric: Ok(value.rtp_symmetric),
                    transport: Ok(value.transport),
                    updated_at: Ok(value.updated_at),
                }
            }
        }
    }
    /// Generation of default values for serde.
    pub mod defaults {
        pub(super) fn default_u64<T, const V: u64>() -> T
        where
            T: ::std::convert::TryFrom<u64>,
            <T as ::std::convert::TryFrom<u64>>::Error: ::std::fmt::Debug,
        {
            T::try_from(V).unwrap()
        }
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
}
#[derive(Clone)]
/**Client for Bolna API

Use and leverage Bolna Voice AI using APIs through HTTP requests from any language in your applications and workflows.

Version: 1.0.0*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::transport::Seam,
}
impl ClientInfo<crate::transport::Seam> for Client {
    fn api_version() -> &'static str {
        "1.0.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::transport::Seam {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::transport::Seam>,
    {
    }
};
impl Client {
    /**List all SIP trunks for your account

    Sends a `GET` request to `/sip-trunks/trunks`

    Arguments:
    - `is_active`: Filter by active status. Omit to return all trunks.
    ```ignore
    let response = client.list_sip_trunks()
        .is_active(is_active)
        .send()
        .await;
    ```*/
    pub fn list_sip_trunks(&self) -> builder::ListSipTrunks<'_> {
        builder::ListSipTrunks::new(self)
    }
}
/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        ByteStream, ClientHooks, ClientInfo, Error, OperationInfo, RequestBuilderExt, ResponseValue, encode_path,
    };
    /**Builder for [`Client::list_sip_trunks`]

    [`Client::list_sip_trunks`]: super::Client::list_sip_trunks*/
    #[derive(Debug, Clone)]
    pub struct ListSipTrunks<'a> {
        client: &'a super::Client,
        is_active: Result<Option<bool>, String>,
    }
    impl<'a> ListSipTrunks<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                is_active: Ok(None),
            }
        }
        pub fn is_active<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<bool>,
        {
            self.is_active = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `bool` for is_active failed".to_string());
            self
        }
        ///Sends a `GET` request to `/sip-trunks/trunks`
        pub async fn send(self) -> Result<ResponseValue<::std::vec::Vec<types::SipTrunkResponse>>, Error<()>> {
            let Self { client, is_active } = self;
            let is_active = is_active.map_err(Error::InvalidRequest)?;
            let url = format!("{}/sip-trunks/trunks", client.baseurl,);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("is_active", &is_active))
                .build()?;
            let info = OperationInfo {
                operation_id: "list_sip_trunks",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}
