// What the window remembers between two starts. It is kept in the cabinet, with the person's other
// data; the web view's own storage holds a copy, for the first paint and for when there is no cabinet.
import { commands } from './bindings';

export type Theme = 'system' | 'light' | 'dark';

/** A file opened before, newest first. */
export type Recent = { path: string; unit: string; round: string };

/**
 * `welcomed`: whether a person has been asked for the unit, and gave it or put it off. `lockAfter`: minutes
 * without a key or a click after which a cabinet with a passphrase is locked; 0: never.
 */
export type Kept = { theme: Theme; textSize: number; recent: Recent[]; welcomed: boolean; lockAfter: number };

const KEY = 'hoso';
const MOST_RECENT = 8;
const first: Kept = { theme: 'system', textSize: 100, recent: [], welcomed: false, lockAfter: 15 };

/** What was kept; whatever is missing or damaged is as on the first start. */
export function kept(): Kept {
  return read(localStorage.getItem(KEY));
}

function read(text: string | null): Kept {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    if (typeof found !== 'object' || found === null) return first;
    const { theme, textSize, recent, welcomed, lockAfter } = found as Record<string, unknown>;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      textSize: typeof textSize === 'number' && textSize >= 100 && textSize <= 200 ? textSize : 100,
      recent: Array.isArray(recent) ? recent.filter(isRecent).slice(0, MOST_RECENT) : [],
      welcomed: welcomed === true,
      lockAfter: typeof lockAfter === 'number' && lockAfter >= 0 && lockAfter <= 60 ? lockAfter : first.lockAfter,
    };
  } catch {
    return first;
  }
}

/** Keeps a change and gives the whole. */
export function keep(change: Partial<Kept>): Kept {
  const whole = { ...kept(), ...change };
  whole.recent = whole.recent.slice(0, MOST_RECENT);
  try {
    localStorage.setItem(KEY, JSON.stringify(whole));
  } catch {
    // A full or forbidden storage costs the memory of a setting, not the work at hand.
  }
  // Without a cabinet the copy is all there is.
  commands.setSetting(KEY, JSON.stringify(whole)).catch(() => undefined);
  return whole;
}

/** What the cabinet keeps, copied for the next first paint; null where it keeps nothing. */
export async function keptInCabinet(): Promise<Kept | null> {
  try {
    const answer = await commands.setting(KEY);
    if (answer.status === 'error' || answer.data === null) return null;
    const text: unknown = JSON.parse(answer.data);
    if (typeof text !== 'string') return null;
    const whole = read(text);
    localStorage.setItem(KEY, JSON.stringify(whole));
    return whole;
  } catch {
    return null;
  }
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  const { path, unit, round } = value as Record<string, unknown>;
  return [path, unit, round].every((part) => typeof part === 'string');
}
