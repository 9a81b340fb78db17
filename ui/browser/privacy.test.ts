// What a person's request to be erased looks like.
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on, type Stage } from './stage';

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`a person who asks for it is erased after a look and a question (${scheme})`, () =>
    on({ scheme }, async (stage) => {
      await stage.openSample();
      await stage.click('nav-settings');
      await stage.at('privacy-name').fill('Không Có Ai');
      await stage.click('privacy-look');
      await stage.at('privacy-found').getByText('không giữ gì').waitFor();
      expect(await stage.at('privacy-erase').count()).toBe(0);
      await stage.at('privacy-name').fill('nguyễn thị ngọc lan');
      await stage.at('privacy-name').press('Enter');
      await stage.at('privacy-found').getByText('sinh 14/05/1990').waitFor();
      await stage.at('settings-privacy').scrollIntoViewIfNeeded();
      await isWell(stage);
      await stage.click('privacy-erase');
      await isWell(stage);
      await stage.click('dialog-no');
      await stage.click('privacy-erase');
      await stage.click('dialog-yes');
      await stage.at('privacy-done').waitFor();
      await stage.click('nav-home');
      await stage.page.keyboard.press('Control+k');
      await stage.page.keyboard.type('ngoc lan');
      await stage.page.getByText('Không tìm thấy').waitFor();
    }));
}
