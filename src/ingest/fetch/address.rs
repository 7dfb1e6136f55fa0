//! Which addresses are public: globally reachable unicast, by the IANA special-purpose registries
//! (RFC 6890 and its updates). Everything else is somebody's inside, or nobody's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A block of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Net {
    base: IpAddr,
    prefix: u8,
}

impl Net {
    /// One address alone.
    pub(super) const fn one(base: IpAddr) -> Self {
        let prefix = if base.is_ipv4() { 32 } else { 128 };
        Self { base, prefix }
    }

    /// Reads `10.0.0.0/8` or `fd00::/8`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (base, prefix) = text.split_once('/')?;
        let base = base.trim_matches(['[', ']']).parse().ok()?;
        let prefix = prefix.parse().ok()?;
        (prefix <= Self::one(base).prefix).then_some(Self { base, prefix })
    }

    /// Whether the block holds the address.
    pub(super) fn holds(self, ip: IpAddr) -> bool {
        match (self.base, ip) {
            (IpAddr::V4(base), IpAddr::V4(ip)) => {
                let shift = 32 - u32::from(self.prefix);
                (u64::from(base.to_bits()) >> shift) == (u64::from(ip.to_bits()) >> shift)
            }
            (IpAddr::V6(base), IpAddr::V6(ip)) => {
                let same = (base.to_bits() ^ ip.to_bits()).leading_zeros();
                same >= u32::from(self.prefix)
            }
            _ => false,
        }
    }
}

const NOT_PUBLIC_V4: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),           // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // carrier-grade NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local, cloud metadata
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // IETF protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays, deprecated
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, broadcast
];

/// Within 2000::/3, the only block of global unicast: what lies outside of it (::1, mapped and compatible IPv4,
/// fc00::/7, fe80::/10, fec0::/10, ff00::/8, 100::/64, 5f00::/16) needs no row.
const NOT_PUBLIC_V6: &[(Ipv6Addr, u8)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, benchmarks, ORCHID
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4: hides an IPv4 address
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Whether anybody on the Internet may be asked at this address.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            !held(ip, NOT_PUBLIC_V4.iter().map(|&(base, prefix)| (base.into(), prefix))) && !v4.is_broadcast()
        }
        IpAddr::V6(v6) => match nat64(v6) {
            Some(v4) => is_public(v4.into()),
            None => {
                v6.segments()[0] & 0xe000 == 0x2000
                    && !held(ip, NOT_PUBLIC_V6.iter().map(|&(base, prefix)| (base.into(), prefix)))
            }
        },
    }
}

fn held(ip: IpAddr, mut blocks: impl Iterator<Item = (IpAddr, u8)>) -> bool {
    blocks.any(|(base, prefix)| Net { base, prefix }.holds(ip))
}

/// The IPv4 address behind 64:ff9b::/96. On a network of IPv6 alone every IPv4 site is resolved to this form, so it
/// is judged by the address that it stands for and not refused as a whole.
fn nat64(v6: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, 0, 0, 0, 0, high, low] = v6.segments() else { return None };
    (a == 0x64 && b == 0xff9b).then(|| Ipv4Addr::from_bits((u32::from(high) << 16) | u32::from(low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_globally_reachable_unicast_is_public() {
        for (public, addresses) in [
            (true, "1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 128.0.0.0 169.253.255.255 172.15.0.1"),
            (true, "172.32.0.1 192.0.1.0 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 2606:4700::1111"),
            (true, "2001:4860:4860::8888 2a00:1450::1 64:ff9b::101:101 2001:200::1"),
            (false, "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.31.255.255"),
            (false, "192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.9"),
            (false, "224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:8.8.8.8"),
            (false, "::ffff:127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2001::1 2001:2::1 2001:db8::1 2002:a9fe:a9fe::"),
            (false, "3fff::1 100::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 4000::1"),
        ] {
            for address in addresses.split(' ') {
                assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
            }
        }
    }

    #[test]
    fn blocks_hold_what_their_prefix_says() {
        for (net, ip, held) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("::/0", "2001::1", true),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "10.0.0.1", false),
            ("192.168.1.7/32", "192.168.1.7", true),
            ("192.168.1.7/32", "192.168.1.6", false),
        ] {
            assert_eq!(Net::parse(net).unwrap().holds(ip.parse().unwrap()), held, "{net} {ip}");
        }
        assert_eq!(Net::parse("10.0.0.0/33"), None);
        assert_eq!(Net::parse("10.0.0/8"), None);
    }
}
