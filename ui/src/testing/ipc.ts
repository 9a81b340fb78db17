import { vi, type Mock } from 'vitest';

/** Commands that answer nothing until a test says what; a name is the same function each time. */
export function silent(): Record<string, Mock> {
  const made: Record<string, Mock> = {};
  return new Proxy(made, { get: (all, name) => (all[String(name)] ??= vi.fn()) });
}
