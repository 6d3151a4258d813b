import * as z from "zod";
import { instanceName, integrations } from "./instance";

/** A webhook as Evolution's `POST /instance/create` takes it. */
const createWebhook = z.looseObject({
  url: z.string({ error: "must be a string" }).max(2048),
  byEvents: z.boolean({ error: "must be true or false" }).optional(),
  base64: z.boolean({ error: "must be true or false" }).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  events: z.array(z.string(), { error: "must be a list of event names; an empty list means all" }),
});

/**
 * What `POST /instance/create` takes. Fields that upstream knows and we need not look at (settings,
 * proxy) pass through; the ones that would name things in other tenants' reach are ours.
 */
export const createInput = z.looseObject({
  instanceName,
  integration: z
    .enum(integrations, { error: "Invalid integration" })
    .refine((value) => value === "WHATSAPP-BAILEYS" || value === "SANDBOX", {
      error: "must be WHATSAPP-BAILEYS or SANDBOX; other channels are not offered yet",
    }),
  number: z
    .string({ error: "must be a string" })
    .regex(/^\d+[.@\w-]+$/, "must be digits with the country code, such as 5511999990001")
    .max(60)
    .optional(),
  qrcode: z.boolean({ error: "must be true or false" }).optional(),
  token: z.string({ error: "must be a string" }).optional(),
  webhook: createWebhook.optional(),
});
export type CreateInput = z.infer<typeof createInput>;
