/**
 * How much was sent to a socket and not acknowledged yet. The platform does not say how much of it
 * still waits in memory, so the reader must: what it acknowledged it has read. Kept as two halves,
 * each with the last event in it, since a list of every event would not fit a socket's attachment.
 */
export interface Window {
  older: Half;
  newer: Half;
}

interface Half {
  units: number;
  /** The last event of this half. */
  through: number;
}

export const emptyWindow: Window = { older: { units: 0, through: 0 }, newer: { units: 0, through: 0 } };

/** The window after one more event was sent. */
export function spent({ older, newer }: Window, sequence: number, characters: number): Window {
  const units = Math.max(1, Math.ceil(characters / charactersPerUnit));
  if (older.units === 0 && newer.units >= windowUnits / 2) return { older: newer, newer: { units, through: sequence } };
  return { older, newer: { units: newer.units + units, through: sequence } };
}

/** The window after everything up to an event was read. */
export function acknowledged({ older, newer }: Window, sequence: number): Window {
  if (sequence >= newer.through) return emptyWindow;
  return sequence >= older.through ? { older: emptyWindow.older, newer } : { older, newer };
}

/** The log is read again from an event on: what is under way stays owed until that event is acknowledged. */
export function movedTo({ older, newer }: Window, after: number): Window {
  const owed = { units: older.units + newer.units, through: after };
  return owed.units === 0 ? emptyWindow : { older: owed, newer: { units: 0, through: after } };
}

export function isFull({ older, newer }: Window): boolean {
  return older.units + newer.units >= windowUnits;
}

/** 500 small events, or one megabyte of large ones. */
const windowUnits = 500;
const charactersPerUnit = 2_048;
