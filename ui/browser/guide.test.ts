// The guide as it is read in the window.
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on, type Stage } from './stage';

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every page of the guide can be read (${scheme})`, () =>
    on({ scheme }, async (stage) => {
      await stage.click('nav-help');
      const pages = stage.page.locator('[data-testid^=guide-]:not([data-testid=guide-text]):not([data-testid=guide-print])');
      const count = await pages.count();
      expect(count).toBeGreaterThan(30);
      for (let at = 0; at < count; at += 1) {
        await pages.nth(at).click();
        const title = (await pages.nth(at).textContent())?.trim();
        expect(await stage.at('guide-text').locator('h2').first().textContent()).toBe(title);
        expect(await clipped(stage.page), title).toEqual([]);
      }
      await stage.click('guide-bi-tra-lai');
      await isWell(stage);
    }));
}

test('a search narrows the contents, without marks too, and a link leads on', () =>
  on({}, async (stage) => {
    await stage.click('nav-help');
    await stage.at('help-find').fill('bitlocker ma hoa');
    await stage.at('guide-du-lieu-ca-nhan').waitFor();
    expect(await stage.at('guide-bat-dau').count()).toBe(0);
    await stage.at('help-find').fill('');
    await stage.click('guide-bi-tra-lai');
    await stage.at('guide-text').getByRole('button', { name: 'phiếu tự kiểm tra' }).click();
    expect(await stage.at('guide-text').locator('h2').first().textContent()).toBe('Phiếu tự kiểm tra trước khi gửi');
  }));
