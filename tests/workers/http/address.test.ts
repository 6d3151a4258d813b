import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf } from "#workers/http/address";

test.each([
  ["https://zapin.example/v1/chat/find/a%2Fb?q=%3F#top", "/v1/chat/find/a%2Fb", "?q=%3F"],
  ["https://zapin.example", "/", ""],
  ["https://zapin.example?instanceName=shop", "/", "?instanceName=shop"],
  ["https://zapin.example/v1#a?b", "/v1", ""],
  ["https://zapin.example/v1?next=https://other.example/x", "/v1", "?next=https://other.example/x"],
])("the address %s is cut in two and nothing in it is decoded", (url, path, search) => {
  expect(addressOf(url)).toEqual({ path, search });
});

test("an address is cut where URL cuts it", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
      const { href, pathname, search } = new URL(text);
      // A question mark without a query is nothing to URL; it is passed on here as it came.
      expect(addressOf(href)).toEqual({
        path: pathname,
        search: search || (href.split("#")[0]!.endsWith("?") ? "?" : ""),
      });
    }),
  );
});
