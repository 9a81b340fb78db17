import axe from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core objects to, in words. */
export async function objections(page: Page): Promise<string[]> {
  // Evaluated, not loaded as a script: the page's policy allows no script but its own.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: tags }),
    TAGS,
  );
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`));
}

/** Texts that are cut off without another way to read them, and anything wider than the window. */
export async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push('the page is wider than the window');
    for (const element of document.querySelectorAll<HTMLElement>('#app *')) {
      if (!element.checkVisibility() || element.closest('.visually-hidden, [title]')) continue;
      const style = getComputedStyle(element);
      const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const text = element.textContent?.trim().slice(0, 40) ?? '';
      if (cuts && text && element.scrollWidth > element.clientWidth + 1) found.push(`${element.className}: ${text}`);
      const scrolls = style.overflowX === 'auto' && !element.matches('[role=grid], .scroll, .pane');
      if (scrolls && element.scrollWidth > element.clientWidth + 1) found.push(`sideways: ${element.className}`);
    }
    return found;
  });
}
