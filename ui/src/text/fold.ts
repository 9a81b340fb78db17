/** Lower case without diacritics, đ as d: what a filter compares. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}

/** Whether every word of the query stands somewhere in the folded text. */
export function matches(folded: string, query: string): boolean {
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

/** Whether the words of the query stand in the folded text as they were typed, one after the other. */
export function holdsPhrase(folded: string, query: string): boolean {
  return folded.replace(/\s+/g, ' ').includes(fold(query).replace(/\s+/g, ' '));
}
