import type { Handlers } from "../../evolution/gateway";
import { botHandlers } from "./bots";
import { chatwootHandlers } from "./chatwoot";
import { createInstanceHandler } from "./create-instance";
import { deleteInstanceHandler } from "./delete-instance";
import { fetchInstancesHandler } from "./fetch-instances";
import { findTransportHandler, setTransportHandler } from "./transport";
import { findWebhookHandler, setWebhookHandler } from "./webhook";

/** The rows of the operation table that one of Zapin's services answers, in Evolution's words. */
export const handlers: Handlers = {
  createInstance: createInstanceHandler,
  fetchInstances: fetchInstancesHandler,
  deleteInstance: deleteInstanceHandler,
  setWebhook: setWebhookHandler,
  findWebhook: findWebhookHandler,
  setTransport: setTransportHandler,
  findTransport: findTransportHandler,
  ...chatwootHandlers,
  ...botHandlers,
};
