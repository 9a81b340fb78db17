import type { LawItemView } from '../../ipc';
import { fold, matches } from '../../text/fold';

/** What a search leaves, in its order. */
export function left(items: readonly LawItemView[], query: string, onlyUnchecked: boolean): LawItemView[] {
  return items.filter(
    (item) =>
      (!onlyUnchecked || item.mark === 'unchecked') &&
      (query === '' || matches(fold([item.topic, item.says, item.place, item.text, item.note].join('\n')), query)),
  );
}

export type Group = { topic: string; items: LawItemView[] };

/** Items by what they are about; topics stand in the order of their first item. */
export function grouped(items: readonly LawItemView[]): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    const group = groups.find((one) => one.topic === item.topic);
    if (group) group.items.push(item);
    else groups.push({ topic: item.topic, items: [item] });
  }
  return groups;
}
