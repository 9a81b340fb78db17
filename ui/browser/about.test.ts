// What the program says of itself: whose work is in it, in their own words, reached by keys.
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on } from './stage';

for (const scheme of ['light', 'dark'] as const) {
  test(`the licences of all parts are read in the program, ${scheme}`, () =>
    on({ scheme }, async (stage) => {
      await stage.openSample();
      await stage.click('nav-settings');
      await stage.at('licences').locator('summary').focus();
      await stage.page.keyboard.press('Enter');
      const texts = stage.at('licence-texts');
      await texts.waitFor();
      const words = (await texts.textContent()) ?? '';
      for (const part of ['Tinos 1.33: OFL-1.1', 'be-vietnam-pro', 'tauri 2.', 'SIL OPEN FONT LICENSE', 'Apache License'])
        expect(words).toContain(part);
      await stage.page.keyboard.press('Tab');
      expect(await texts.evaluate((element) => element === document.activeElement)).toBe(true);
      await stage.page.keyboard.press('PageDown');
      await stage.page.waitForFunction(
        () => (document.querySelector('[data-testid=licence-texts]')?.scrollTop ?? 0) > 0,
      );
      expect(await objections(stage.page)).toEqual([]);
      expect(await clipped(stage.page)).toEqual([]);
      const folder = process.env.HOSO_BROWSER_OUTPUT;
      if (folder) await stage.page.screenshot({ path: `${folder}/licences-${scheme}.png` });
    }));
}
