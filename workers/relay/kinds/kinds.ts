import type { BotKind } from "../../domain/bot";
import { dify } from "./dify";
import { evoai } from "./evoai";
import { evolutionBot } from "./evolution-bot";
import { flowise } from "./flowise";
import type { RelayKind } from "./kind";
import { n8n } from "./n8n";
import { openai } from "./openai";
import { typebot } from "./typebot";

/** Every kind of bot whose traffic the relay understands. */
export const relayKinds: Record<BotKind, RelayKind> = { typebot, openai, dify, flowise, evolutionBot, n8n, evoai };
