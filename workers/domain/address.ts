import ipaddr from "ipaddr.js";

/** Why an address may not be called, in words for its owner. */
export type AddressVerdict = { allowed: true; url: URL } | { allowed: false; reason: string };

/**
 * May Zapin send a request there for a tenant? Only public http(s) addresses: a receiver inside the
 * operator's network, or Zapin itself, would be reached with the platform's rights. `URL` has already
 * turned every spelling of an IPv4 address (decimal, hex, octal, short) into the dotted one.
 * @param excused hosts that are allowed all the same, as they must be written (local development).
 */
export function judgeAddress(
  text: string,
  excused: ReadonlySet<string>,
  ownHosts: ReadonlySet<string>,
): AddressVerdict {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused("is not a complete address; write it as https://host/path");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return refused("must begin with https:// or http://");
  if (url.username || url.password) return refused("must not hold a user name or password; send them as a header");
  if (ownHosts.has(url.host)) return refused("must not point at Zapin itself");
  if (excused.has(writtenHost(text))) return { allowed: true, url };
  const host = url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  if (ipaddr.isValid(host)) {
    return isPublicAddress(host) ? { allowed: true, url } : refused("must not point at a private or reserved address");
  }
  const isInternal = !host.includes(".") || internalNames.test(host);
  return isInternal ? refused("must name a host on the public internet") : { allowed: true, url };
}

/** The host as its owner wrote it, so that an excuse for one spelling covers no other. */
function writtenHost(text: string): string {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1] ?? "";
  return authority.replace(/:\d*$/, "").toLowerCase();
}

function isPublicAddress(host: string): boolean {
  const address = ipaddr.process(host);
  if (address.range() !== "unicast") return false;
  // Everything public in IPv6 lies in 2000::/3; outside it are forms that smuggle IPv4 addresses in.
  return address.kind() === "ipv4" || (address.toByteArray()[0]! & 0xe0) === 0x20;
}

function refused(reason: string): AddressVerdict {
  return { allowed: false, reason };
}

const internalNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|onion)$/;
