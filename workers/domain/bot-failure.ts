/** Why a bot gave no answer of its own. Each with a sentence for the bot's owner that says what to do. */
export const botFailures = {
  unknown_bot: "The far end does not know this bot. Check the id or name of the bot there, and that it is published.",
  wrong_url: "The address does not lead to the far end. Check the URL of the bot.",
  key_refused: "The far end refused the key. Check the credential of the bot.",
  model_missing: "The provider does not know this model, or the key may not use it. Choose another model.",
  provider_quota: "The quota or the rate limit at the provider is used up. Check the account there.",
  provider_down: "The far end could not be reached or failed. It is tried again with the next message.",
  request_refused: "The far end refused the request. Check the settings of the bot.",
  not_json: "The far end did not answer in the form that this kind of bot needs.",
  too_large: "The message or the answer is too large.",
  timeout: "The far end did not answer in time.",
  budget: "The budget of the bot is used up.",
  mixed_up: "The server sent a call of another bot with this bot's key. It was not passed on.",
} as const satisfies Record<string, string>;

export type BotFailure = keyof typeof botFailures;
