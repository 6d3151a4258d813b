import type { BotKind } from "../../domain/bot";
import { dify } from "./dify";
import { evoai } from "./evoai";
import { evolutionBot } from "./evolution-bot";
import { flowise } from "./flowise";
import type { BotKindRow } from "./kind";
import { n8n } from "./n8n";
import { openai } from "./openai";
import { typebot } from "./typebot";

/** The table of kinds. */
export const kindRows: Readonly<Record<BotKind, BotKindRow>> = {
  typebot,
  openai,
  dify,
  flowise,
  evolutionBot,
  n8n,
  evoai,
};
