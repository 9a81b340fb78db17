import type { Theme } from '../ipc';

/** Widths, counted in letters' sizes, below which screens lay themselves out otherwise. */
const STEPS = [62, 56, 40];

/** Shows the page in a theme and a text size; 100 is the usual size. */
export function appear(theme: Theme, textSize: number): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.setProperty('--text-scale', String(textSize / 100));
  measure();
}

/**
 * Says in `data-room` which steps the window is narrower than. Screens ask how many letters fit
 * across, not how many pixels, so that large text is laid out as a narrow window. Not a container
 * query: Chromium does not ask those again when only the size of letters has changed.
 */
export function measure(): void {
  const root = document.documentElement;
  const across = root.clientWidth / parseFloat(getComputedStyle(root).fontSize);
  root.dataset.room = STEPS.filter((step) => across <= step).join(' ');
}
