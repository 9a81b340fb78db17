import type { HelpTopic } from '../text/vi-help';
import { helpTopics } from '../text/vi-help';

/** What F1 was pressed on, with the provision that the place itself names. */
export type Asked = HelpTopic & { cite: string; citeText: string };

/** What is to be explained about an element: the nearest one around it that has a topic. */
export function asked(element: Element | null): Asked | null {
  const place = element?.closest<HTMLElement>('[data-help]');
  const topic = helpTopics[place?.dataset.help ?? ''];
  if (!place || !topic) return null;
  return { ...topic, cite: place.dataset.helpCite ?? '', citeText: place.dataset.helpText ?? '' };
}
