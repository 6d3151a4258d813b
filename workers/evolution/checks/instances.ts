import { eventNames } from "../../domain/event";
import type { Rule } from "./check";
import { decimal, fields, flag, text } from "./parts";

const settings = {
  rejectCall: flag,
  msgCall: text,
  groupsIgnore: flag,
  alwaysOnline: flag,
  readMessages: flag,
  readStatus: flag,
  syncFullHistory: flag,
  wavoipToken: text,
};

/** `POST /instance/create`. Neither the name nor the integration is in it: code asks for them. */
export const createCheck: Rule = fields({
  instanceName: text,
  token: text,
  number: { type: "string", pattern: "^\\d+[\\.@\\w-]+" },
  qrcode: flag,
  ...settings,
  proxyHost: text,
  proxyPort: text,
  proxyProtocol: text,
  proxyUsername: text,
  proxyPassword: text,
  webhookUrl: text,
  webhookByEvents: flag,
  webhookBase64: flag,
  chatwootDaysLimitImportMessages: decimal,
});

export const settingsCheck: Rule = fields(settings, [
  "rejectCall",
  "groupsIgnore",
  "alwaysOnline",
  "readMessages",
  "readStatus",
  "syncFullHistory",
]);

export const webhookCheck: Rule = fields(
  {
    webhook: fields(
      {
        enabled: flag,
        url: text,
        headers: { type: "object" },
        byEvents: flag,
        base64: flag,
        events: { type: "array", items: { type: "string", oneOf: eventNames } },
      },
      ["enabled", "url"],
      ["enabled", "url"],
    ),
  },
  ["webhook"],
);

export const proxyCheck: Rule = fields(
  { enabled: flag, host: text, port: text, protocol: text, username: text, password: text },
  ["enabled", "host", "port", "protocol"],
  ["enabled", "host", "port", "protocol"],
);
