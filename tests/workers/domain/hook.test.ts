import fc from "fast-check";
import { expect, test } from "vitest";
import { hookIdentity, parseHookIdentity } from "#workers/domain/hook";
import { serverRoot } from "#workers/domain/server";

const tenantId = "0123456789abcdef";

test("an identity is read as it was written, for instances of our making and for moved ones", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), fc.boolean(), (name, moved) => {
      const identity = { tenantId, name, upstreamName: moved ? name : `${tenantId}--${name}` };
      expect(parseHookIdentity(hookIdentity(identity))).toEqual(identity);
    }),
  );
});

test("the addresses of before still name the same instance", () => {
  const identity = { tenantId, name: "Loja é", upstreamName: `${tenantId}--Loja é` };
  expect(hookIdentity(identity)).toBe(`${tenantId}--Loja é`);
  expect(parseHookIdentity("nothing")).toBeNull();
});

test("a server's root is found in whatever of its addresses was copied", () => {
  expect(serverRoot(" https://evo.example.com/ ")).toBe("https://evo.example.com");
  expect(serverRoot("https://evo.example.com:8443/base/manager/instance/1")).toBe("https://evo.example.com:8443/base");
  expect(serverRoot("http://127.0.0.1:8080/manager")).toBe("http://127.0.0.1:8080");
  for (const bad of ["evo.example.com", "ftp://evo.example.com", "https://a:b@evo.example.com", ""]) {
    expect(serverRoot(bad), bad).toBeNull();
  }
});
