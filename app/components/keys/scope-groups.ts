import { scopes, type Scope } from "#workers/domain/scope";
import { m } from "#workers/i18n/paraglide/messages";

/** The scopes by what they are about, in the order in which people look for them. */
export function scopeGroups(): { label: string; scopes: { name: Scope; text: string }[] }[] {
  return Object.entries(groupLabels).map(([group, label]) => ({
    label: label(),
    scopes: scopes.filter((name) => places[name][0] === group).map((name) => ({ name, text: places[name][1]() })),
  }));
}

const groupLabels = {
  messages: m.keys_group_messages,
  instances: m.keys_group_instances,
  groups: m.keys_group_groups,
  bots: m.keys_group_bots,
  events: m.keys_group_events,
  account: m.keys_group_account,
  sandbox: m.keys_group_sandbox,
};

/** The compiler asks for a place when a scope is added. */
const places: Record<Scope, [group: keyof typeof groupLabels, text: () => string]> = {
  "instances:read": ["instances", m.keys_scope_instances_read],
  "instances:write": ["instances", m.keys_scope_instances_write],
  "messages:send": ["messages", m.keys_scope_messages_send],
  "chats:read": ["messages", m.keys_scope_chats_read],
  "chats:write": ["messages", m.keys_scope_chats_write],
  "groups:read": ["groups", m.keys_scope_groups_read],
  "groups:write": ["groups", m.keys_scope_groups_write],
  "settings:read": ["instances", m.keys_scope_settings_read],
  "settings:write": ["instances", m.keys_scope_settings_write],
  "bots:read": ["bots", m.keys_scope_bots_read],
  "bots:write": ["bots", m.keys_scope_bots_write],
  "webhooks:read": ["events", m.keys_scope_webhooks_read],
  "webhooks:write": ["events", m.keys_scope_webhooks_write],
  "keys:read": ["account", m.keys_scope_keys_read],
  "keys:write": ["account", m.keys_scope_keys_write],
  "usage:read": ["account", m.keys_scope_usage_read],
  "events:read": ["events", m.keys_scope_events_read],
  "sandbox:write": ["sandbox", m.keys_scope_sandbox_write],
};
