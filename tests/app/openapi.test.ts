import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openapiDocument } from "#workers/http/openapi/document";

// Beside `tests/workers/http/openapi.test.ts`, since the validator reads its schemas from the disk.
test("the document of both APIs is OpenAPI 3.1, to a public validator", async () => {
  const document = JSON.parse(JSON.stringify(openapiDocument("https://zapin.example"))) as { openapi: string };
  const { valid, errors } = await new Validator().validate(document);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(document.openapi).toBe("3.1.0");
});

test("the validator would notice", async () => {
  const document = { ...openapiDocument("https://zapin.example"), paths: { "/x": { get: { responses: 3 } } } };
  expect((await new Validator().validate(JSON.parse(JSON.stringify(document)))).valid).toBe(false);
});
