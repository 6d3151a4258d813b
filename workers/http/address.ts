/** Where a request goes, as it was sent. */
export interface Address {
  /** Nothing is decoded: Evolution's instance names hold percent signs that must not be touched. */
  path: string;
  /** The query with its question mark, or nothing. */
  search: string;
}

/** Cuts an address in two. The runtime has parsed it already; to make a `URL` of it again is dear on the hot path. */
export function addressOf(url: string): Address {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const hash = url.indexOf("#");
  const end = hash === -1 ? url.length : hash;
  const question = url.indexOf("?");
  const asks = question !== -1 && question < end;
  const pathEnd = asks ? question : end;
  const path = start === -1 || start >= pathEnd ? "/" : url.slice(start, pathEnd);
  return { path, search: asks ? url.slice(question, end) : "" };
}
