// Paths of fields, as findings and edits name them: `nominees[cn-an].report.sections[0].heading`.
// A list's element is named by its id, a tally by its nominee, anything else by its place.

type Step = { name: string } | { element: string };

function steps(path: string): Step[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[]+)/g)].map(([, element, name]) =>
    element === undefined ? { name: name ?? '' } : { element },
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function place(list: readonly unknown[], element: string): number {
  const named = list.findIndex(
    (one) => isObject(one) && (one.id === element || one.nominee === element),
  );
  return named >= 0 || !/^\d+$/.test(element) ? named : Number(element);
}

/** What is at a path; undefined where nothing is. */
export function read(root: unknown, path: string): unknown {
  let at = root;
  for (const step of steps(path)) {
    if ('name' in step) at = isObject(at) ? at[step.name] : undefined;
    else at = Array.isArray(at) ? at[place(at, step.element)] : undefined;
  }
  return at;
}

/** The same tree with another value at a path; only what lies on the path is new. */
export function put<T>(root: T, path: string, value: unknown): T {
  return set(root, steps(path), value) as T;
}

function set(at: unknown, [step, ...rest]: Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if ('name' in step) {
    const object = isObject(at) ? at : {};
    return { ...object, [step.name]: set(object[step.name], rest, value) };
  }
  if (!Array.isArray(at)) return at;
  const found = place(at, step.element);
  return found < 0 ? at : at.with(found, set(at[found], rest, value));
}

/** Whether one path is the other, or leads into it. */
export const leadsInto = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
