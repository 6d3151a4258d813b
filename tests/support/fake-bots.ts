/** What an Evolution 2.3.6 server was recorded to keep of bots, with the recorded holes. */
export interface FakeBots {
  /** By kind, over all instances of the server: upstream looks them up by their id alone. */
  bots: Row[];
  credentials: Row[];
  settings: Row[];
  sessions: Row[];
  /** Creates that are carried out and whose answer is lost. */
  loseAnswers: boolean;
}

type Row = Record<string, unknown>;

export function fakeBots(): FakeBots {
  return { bots: [], credentials: [], settings: [], sessions: [], loseAnswers: false };
}

/** A session of a contact, as upstream keeps it while a bot speaks. */
export function fakeSession(instanceId: string, bot: Row, remoteJid: string): Row {
  const at = new Date().toISOString();
  return {
    id: newId(),
    sessionId: remoteJid,
    remoteJid,
    pushName: "Bia",
    status: "opened",
    awaitUser: true,
    context: null,
    type: bot["kind"],
    createdAt: at,
    updatedAt: at,
    instanceId,
    parameters: { apiKey: "the-global-key-of-the-operator", serverUrl: "http://127.0.0.1:8081", remoteJid },
    botId: bot["id"],
  };
}

const titles: Record<string, string> = {
  typebot: "Typebot",
  openai: "Openai",
  dify: "Dify",
  flowise: "Flowise",
  evolutionBot: "EvolutionBot",
  n8n: "N8n",
  evoai: "Evoai",
};
const columns: Record<string, Row> = {
  typebot: { url: null, typebot: null },
  openai: {
    openaiCredsId: null,
    botType: null,
    assistantId: null,
    functionUrl: null,
    model: null,
    systemMessages: [],
    assistantMessages: [],
    userMessages: [],
    maxTokens: null,
  },
  dify: { botType: null, apiUrl: null, apiKey: null },
  flowise: { apiUrl: null, apiKey: null },
  evolutionBot: { apiUrl: null, apiKey: null },
  n8n: { webhookUrl: null, basicAuthUser: null, basicAuthPass: null },
  evoai: { agentUrl: null, apiKey: null },
};
const behaviour: Row = {
  expire: 300,
  keywordFinish: "bye",
  delayMessage: 1000,
  unknownMessage: "Sorry, I dont understand",
  listeningFromMe: true,
  stopBotFromMe: true,
  keepOpen: false,
  debounceTime: 1,
  ignoreJids: [],
  splitMessages: false,
  timePerChar: 0,
};

/** Null for a path that is not one of theirs. */
export function answerBots(
  fake: FakeBots,
  method: string,
  pathAndQuery: string,
  body: unknown,
  instance: string,
): Response | null {
  const [path = ""] = pathAndQuery.split("?");
  const [, kind = "", verb = "", id = ""] = path.split("/");
  const title = titles[kind];
  if (!title) return null;
  const asked = (body ?? {}) as Row;
  const instanceId = `id-${instance}`;
  const here = fake.bots.filter((row) => row["kind"] === kind && row["instanceId"] === instanceId);
  switch (`${method} ${verb}`) {
    case "POST create": {
      const { triggerType, triggerOperator, triggerValue } = asked;
      if (triggerType === "all" && here.some((row) => row["enabled"] && row["triggerType"] === "all")) {
        return failure(
          `You already have a ${title} with an "All" trigger, you cannot have more bots while it is active`,
        );
      }
      if (triggerType === "keyword") {
        if (!triggerOperator || !triggerValue) return failure("Trigger operator and value are required");
        const same = (row: Row) => row["triggerValue"] === triggerValue && row["triggerOperator"] === triggerOperator;
        if (here.some(same)) return failure("Trigger already exists");
      }
      const at = new Date().toISOString();
      const defaults = { description: null, triggerOperator: null, triggerValue: null };
      const row = { ...defaults, ...columns[kind], ...behaviour, ...asked, createdAt: at, updatedAt: at, kind };
      const made: Row = { ...row, id: newId(), instanceId };
      fake.bots.push(made);
      if (!fake.settings.some((one) => one["kind"] === kind && one["instanceId"] === instanceId)) {
        const credential = kind === "openai" ? { openaiCredsId: asked["openaiCredsId"] } : {};
        fake.settings.push({ id: newId(), kind, instanceId, ...behaviour, ...credential });
      }
      if (fake.loseAnswers) throw new TypeError("Network connection lost.");
      return Response.json(shown(made), { status: 201 });
    }
    case "GET find":
      return Response.json(here.map(shown));
    case "GET fetch":
      return Response.json(shown(fake.bots.find((row) => row["id"] === id) ?? null));
    case "PUT update": {
      const row = fake.bots.find((one) => one["id"] === id);
      if (!row) return failure(`Error updating ${title}`);
      Object.assign(row, asked, { updatedAt: new Date().toISOString() });
      return Response.json(shown(row));
    }
    case "DELETE delete": {
      const at = fake.bots.findIndex((row) => row["id"] === id);
      if (at < 0) return failure(`Error deleting ${title} bot`);
      fake.bots.splice(at, 1);
      return Response.json({ bot: { id } });
    }
    case "POST settings": {
      const known = fake.settings.find((one) => one["kind"] === kind && one["instanceId"] === instanceId);
      const row = known ?? { id: newId(), kind, instanceId };
      Object.assign(row, asked);
      if (!known) fake.settings.push(row);
      return Response.json({ ...shown(row), fallbackId: asked["fallbackId"] ?? null });
    }
    case "GET fetchSettings": {
      const row = fake.settings.find((one) => one["kind"] === kind && one["instanceId"] === instanceId);
      if (!row) return Response.json({ ...behaviour, fallbackId: "", fallback: null });
      const fallback = shown(fake.bots.find((one) => one["id"] === row["fallbackId"]) ?? null);
      return Response.json({ ...shown(row), Fallback: fallback, fallbackId: row["fallbackId"] ?? null, fallback });
    }
    case "POST changeStatus": {
      const { remoteJid, status } = asked;
      const of = fake.sessions.filter((row) => row["remoteJid"] === remoteJid);
      if (status === "closed" || status === "delete") {
        // Over all instances: upstream asks for the contact alone.
        fake.sessions = fake.sessions.filter((row) => !of.includes(row));
        const bot = { remoteJid, status };
        return Response.json(status === "delete" ? { bot } : { bot: { instanceName: instance, bot } });
      }
      const own = of.filter((row) => row["instanceId"] === instanceId);
      for (const row of own) row["status"] = status;
      const bot = { remoteJid, status, session: { count: own.length } };
      return Response.json({ bot: { instanceName: instance, bot } });
    }
    case "GET fetchSessions": {
      const known = fake.bots.some((row) => row["id"] === id);
      return Response.json(fake.sessions.filter((row) => row["type"] === kind && (!known || row["botId"] === id)));
    }
    case "POST creds": {
      const { name, apiKey } = asked;
      if (fake.credentials.some((row) => row["name"] === name || row["apiKey"] === apiKey)) {
        return failure("Error creating openai creds");
      }
      const at = new Date().toISOString();
      const row: Row = { id: newId(), name, apiKey, createdAt: at, updatedAt: at, instanceId };
      fake.credentials.push(row);
      return Response.json(row, { status: 201 });
    }
    case "GET creds":
      return Response.json(fake.credentials.filter((row) => row["instanceId"] === instanceId));
    case "DELETE creds": {
      const isUsed = [...fake.settings, ...fake.bots].some((row) => row["openaiCredsId"] === id);
      const at = fake.credentials.findIndex((row) => row["id"] === id);
      if (isUsed || at < 0) return failure("Error deleting openai creds");
      fake.credentials.splice(at, 1);
      return Response.json({ openaiCreds: { id } });
    }
    case "POST start": {
      const { remoteJid, url, typebot, variables } = asked as Row & { variables?: { name: string; value: string }[] };
      const prefilledVariables = Object.fromEntries((variables ?? []).map(({ name, value }) => [name, value]));
      return Response.json({
        typebot: { instanceName: instance, typebot: { url, remoteJid, typebot, prefilledVariables } },
      });
    }
    default:
      return null;
  }
}

function shown(row: Row | null): Row | null {
  if (!row) return null;
  const { kind: _kind, ...rest } = row;
  return rest;
}

function failure(message: string): Response {
  return Response.json({ status: 500, error: "Internal Server Error", response: { message } }, { status: 500 });
}

function newId(): string {
  return `c${crypto.randomUUID().replaceAll("-", "").slice(0, 24)}`;
}
