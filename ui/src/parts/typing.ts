const STOPS = 'input, select, textarea, button';

/** Puts the keyboard on the next field of a part, for Enter in a field of one line; tells whether there was one. */
export function goOn(event: KeyboardEvent, part: HTMLElement | undefined): boolean {
  const from = event.target;
  if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.altKey || event.shiftKey) return false;
  if (!(from instanceof HTMLInputElement) || !part?.contains(from)) return false;
  const fields = [...part.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) => one === from || (!(one instanceof HTMLButtonElement) && !one.matches(':disabled') && one.checkVisibility()),
  );
  const next = fields[fields.indexOf(from) + 1];
  next?.focus();
  return next !== undefined;
}

/** For fields whose letters nothing but the person's input method may change. */
export const asTyped = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: false,
} as const;
