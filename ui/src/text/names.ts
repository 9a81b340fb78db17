const order = new Intl.Collator('vi', { numeric: true });

/** The order of Vietnamese letters: a ă â b … d đ e ê. */
export const compareText = (a: string, b: string): number => order.compare(a, b);

/** The order of a list of people: by given name, which comes last, then by the rest. */
export function compareNames(a: string, b: string): number {
  return order.compare(given(a), given(b)) || order.compare(a, b);
}

function given(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}
