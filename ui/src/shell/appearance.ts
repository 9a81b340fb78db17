import type { Theme } from '../ipc';

/** Shows the page in a theme and a text size; 100 is the usual size. */
export function appear(theme: Theme, textSize: number): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.setProperty('--text-scale', String(textSize / 100));
}
