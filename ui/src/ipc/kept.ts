// What the window remembers between two starts. It lies in the web view's own storage until the
// program keeps it with the person's other data; nothing else reads or writes that storage.

export type Theme = 'system' | 'light' | 'dark';

/** A file opened before, newest first. */
export type Recent = { path: string; unit: string; round: string };

export type Kept = { theme: Theme; textSize: number; recent: Recent[] };

const KEY = 'hoso';
const MOST_RECENT = 8;
const first: Kept = { theme: 'system', textSize: 100, recent: [] };

/** What was kept; whatever is missing or damaged is as on the first start. */
export function kept(): Kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof found !== 'object' || found === null) return first;
    const { theme, textSize, recent } = found as Record<string, unknown>;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      textSize: typeof textSize === 'number' && textSize >= 100 && textSize <= 200 ? textSize : 100,
      recent: Array.isArray(recent) ? recent.filter(isRecent).slice(0, MOST_RECENT) : [],
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
  return whole;
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  const { path, unit, round } = value as Record<string, unknown>;
  return [path, unit, round].every((part) => typeof part === 'string');
}
