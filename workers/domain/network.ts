import ipaddr from "ipaddr.js";

/** Is this one address or a CIDR range, such as `203.0.113.7` or `2001:db8::/32`? */
export function isNetwork(text: string): boolean {
  return text.includes("/") ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}

/** Does an address lie in one of the networks? An IPv4 address in IPv6 form counts as what it is. */
export function liesIn(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const caller = ipaddr.process(address);
  return networks.some((network) => {
    const [base, bits] = network.includes("/") ? ipaddr.parseCIDR(network) : whole(ipaddr.process(network));
    return caller.kind() === base.kind() && caller.match(base, bits);
  });
}

function whole(address: ipaddr.IPv4 | ipaddr.IPv6): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
