const landing = "/dashboard";
const nowhere = "http://nowhere.invalid";

/**
 * Where to go on, as a request asks for it. Only a path of our own: a link to our sign-in page
 * must not be able to lead somebody to another site.
 */
export function nextPath(wanted: unknown, otherwise = landing): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return otherwise;
  let url: URL;
  try {
    // Read as a browser would: it takes `/\host` and `/<tab>/host` for another origin.
    url = new URL(wanted, nowhere);
  } catch {
    return otherwise;
  }
  if (url.origin !== nowhere) return otherwise;
  const path = url.pathname + url.search + url.hash;
  // Dots are resolved by now, and what is left may begin with two slashes after all: `/.//host`.
  return path.startsWith("//") ? otherwise : path;
}

/** The page of this request, to come back to. A form post comes back to its page, without what it posted. */
export function nextHere(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return request.method === "GET" ? pathname + search : pathname;
}
