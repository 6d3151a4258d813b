import { env } from "cloudflare:test";
import { getAuthTables } from "better-auth/db";
import { getTableColumns } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { createAuth } from "#workers/auth/auth";
import * as tables from "#workers/db/schema/auth";

test("every field of better-auth has a column of its kind, with its uniqueness", () => {
  for (const { modelName, fields } of Object.values(getAuthTables(createAuth(env).options))) {
    const table = tables[modelName as keyof typeof tables];
    expect(table, `table ${modelName}`).toBeDefined();
    const columns = getTableColumns(table) as Record<string, { dataType: string; notNull: boolean; isUnique: boolean }>;
    expect(columns.id, `${modelName}.id`).toBeDefined();
    for (const [name, field] of Object.entries(fields)) {
      const column = columns[field.fieldName ?? name];
      const said = `${modelName}.${field.fieldName ?? name}`;
      expect(column, said).toBeDefined();
      expect(column?.dataType, said).toBe(field.type);
      expect(column?.notNull, said).toBe(field.required !== false);
      if (field.unique) expect(column?.isUnique, said).toBe(true);
    }
  }
});

test("what Zapin adds to a tenant is out of better-auth's reach", () => {
  const known = Object.values(getAuthTables(createAuth(env).options)).find(({ modelName }) => modelName === "tenant");
  expect(Object.keys(known?.fields ?? {})).not.toContain("plan");
  const own = ["founder_id", "plan", "status", "timezone", "period_anchor"];
  expect(getTableConfig(tables.tenant).columns.map(({ name }) => name)).toEqual(expect.arrayContaining(own));
});
