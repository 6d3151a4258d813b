import { expect, test } from "vitest";
import { judgeAddress } from "#workers/domain/address";

const own = new Set(["zapin.example"]);
const verdict = (url: string, excused: string[] = []) => judgeAddress(url, new Set(excused), own).allowed;

test.each([
  "https://example.com/hook",
  "http://example.com:8080/x?y=1",
  "https://8.8.8.8/",
  "https://[2606:4700::1111]/",
])("%s may be called", (url) => expect(verdict(url)).toBe(true));

test.each([
  "",
  "vazio",
  "ftp://example.com",
  "javascript:alert(1)",
  "https://user:pass@example.com/",
  "https://zapin.example/hook",
  "http://localhost/",
  "http://localhost./",
  "http://a.localhost/",
  "http://intranet/",
  "http://printer.local/",
  "http://metadata.google.internal/",
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://017700000001/",
  "http://0.0.0.0/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://169.254.169.254/latest",
  "http://100.64.0.1/",
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[fe80::1]/",
  "http://[fc00::1]/",
  "http://[2002:7f00:1::]/",
  "http://255.255.255.255/",
  "http://224.0.0.1/",
])("%s may not", (url) => expect(verdict(url)).toBe(false));

test("an excuse covers exactly the spelling that it names", () => {
  expect(verdict("http://127.0.0.1:9601/x", ["127.0.0.1"])).toBe(true);
  for (const url of ["http://127.1/", "http://2130706433/", "http://localhost/", "http://[::1]/"]) {
    expect(verdict(url, ["127.0.0.1"])).toBe(false);
  }
});

test("an excuse does not open Zapin itself", () => {
  expect(judgeAddress("http://localhost:8787/hook", new Set(["localhost"]), new Set(["localhost:8787"])).allowed).toBe(
    false,
  );
});
