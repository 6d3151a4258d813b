import ipaddr from "ipaddr.js";

/** Why an address may not be called, in words for its owner. */
export type AddressVerdict = { allowed: true; url: URL } | { allowed: false; reason: string };

/**
 * May Zapin send a request there for a tenant? Only public http(s) addresses: a receiver inside the
 * operator's network, or Zapin itself, would be reached with the platform's rights. `URL` has already
 * turned every spelling of an IPv4 address (decimal, hex, octal, short, full-width) into the dotted one.
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
  const host = url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  if (isOwn(url, host, excused, ownHosts)) return refused("must not point at Zapin itself");
  if (excused.has(writtenHost(text))) return { allowed: true, url };
  if (url.port !== "" && portsOfOthers.has(Number(url.port))) {
    return refused(`must not name port ${url.port}, on which no web server listens`);
  }
  if (ipaddr.isValid(host)) {
    return isPublicAddress(host) ? { allowed: true, url } : refused("must not point at a private or reserved address");
  }
  const isInternal = !host.includes(".") || internalNames.test(host) || namesOfAddresses.test(host);
  return isInternal ? refused("must name a host on the public internet") : { allowed: true, url };
}

/** Zapin's own name on any port, with or without a dot behind it; where that name is excused, on Zapin's port. */
function isOwn(url: URL, host: string, excused: ReadonlySet<string>, ownHosts: ReadonlySet<string>): boolean {
  const withPort = url.port ? `${host}:${url.port}` : host;
  if (ownHosts.has(url.host) || ownHosts.has(withPort)) return true;
  return [...ownHosts].some((own) => {
    const name = own.replace(/:\d*$/, "");
    return name === host && !excused.has(name);
  });
}

/** The host as its owner wrote it, so that an excuse for one spelling covers no other. */
function writtenHost(text: string): string {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1] ?? "";
  return authority.replace(/:\d*$/, "").toLowerCase();
}

function isPublicAddress(host: string): boolean {
  const address = ipaddr.process(host);
  if (address.range() !== "unicast" || address.toString() === azureHost) return false;
  // Everything public in IPv6 lies in 2000::/3; outside it are forms that smuggle IPv4 addresses in.
  return address.kind() === "ipv4" || (address.toByteArray()[0]! & 0xe0) === 0x20;
}

function refused(reason: string): AddressVerdict {
  return { allowed: false, reason };
}

const internalNames =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|svc|cluster|arpa|test|invalid|onion)$/;
/** Names that anybody can write so that they stand for an address inside. */
const namesOfAddresses = /(^|\.)(nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/;
/** Where Azure answers its machines about themselves: the only such address in public space. */
const azureHost = "168.63.129.16";
/** Ports of mail, names, files and databases: a request to one of them is an attempt on something else. */
const portsOfOthers = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531,
  532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1433, 1521, 1719, 1720, 1723, 2049, 2375, 2379, 3306,
  3389, 3659, 4045, 5060, 5061, 5432, 5900, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 9042, 9200, 10080,
  10250, 11211, 27017,
]);
