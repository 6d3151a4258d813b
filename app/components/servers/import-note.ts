import type { ImportNote, ImportObstacle } from "#workers/domain/import";
import { m } from "#workers/i18n/paraglide/messages";

const texts: Record<ImportNote | ImportObstacle, () => string> = {
  name_taken: m.servers_import_obstacle_name_taken,
  name_form: m.servers_import_obstacle_name_form,
  channel: m.servers_import_obstacle_channel,
  here: m.servers_import_obstacle_here,
  token_lost: m.servers_import_note_token_lost,
  webhook_lost: m.servers_import_note_webhook_lost,
  plan_limit: m.servers_import_note_plan_limit,
  gone: m.servers_import_note_gone,
  upstream: m.servers_import_note_upstream,
};

/** What is different about an instance that moves, or why it stays. */
export function importNoteText(note: ImportNote | ImportObstacle): string {
  return texts[note]();
}
