import type { Column } from "./columns";

/** The kinds of bots in the order in which upstream asks them whether a message is theirs. */
export const botKindNames = ["evolutionBot", "typebot", "openai", "dify", "n8n", "evoai", "flowise"] as const;

export type BotKindName = (typeof botKindNames)[number];

/** What tells the families of bot routes apart. Everything that is not here is the same for all seven. */
export interface BotKind {
  /** What upstream calls it in its texts. */
  title: string;
  /** The type that its sessions carry. */
  sessionType: string;
  /** The columns of its own. */
  own: Record<string, Column>;
  /** The names of the columns in the order in which upstream shows a bot. */
  botLayout: readonly string[];
  settingsLayout: readonly string[];
  /** The column of the settings that names the bot which answers when no trigger fits. */
  fallbackColumn: string;
  /** Upstream stores the fallback of every kind, and for some never reads it back. */
  readsFallback: boolean;
  /** Two bots with the same values here are one bot twice. */
  identity: readonly string[];
  /** What a second one is told when it is made; null where upstream does not look. */
  twice: string | null;
}
