// Text in an old encoding, hints on reports, and the years counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on, type Stage } from './stage';

const SOFT = '\u00AD';
const saved = (stage: Stage) => stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

async function openTab(stage: Stage, tab: string): Promise<void> {
  await stage.openSample();
  await stage.click(`tab-${tab}`);
}

/** As a report's field takes it; the page reads the clipboard itself. */
const paste = (page: Page, text: string) =>
  page.evaluate((plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

test('text pasted into a report in an old encoding is offered in Unicode and never changed unasked', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'reports');
    const field = stage.at('report-text').first();
    await field.fill('');
    const old = `Tû lÖ ®óng h¹n ®¹t 98,5%, v${SOFT}ît 3,5%.`;
    const mended = 'Tỷ lệ đúng hạn đạt 98,5%, vượt 3,5%.';
    await paste(page, `Năm 2022\n${old}`);
    await stage.at('rescue-offer').waitFor();
    expect(await stage.at('rescue-after').textContent()).toBe(mended);
    expect(await field.inputValue()).toBe(`Năm 2022\n\n${old}`);
    await isWell(stage);
    await stage.click('rescue-change');
    expect(await field.inputValue()).toBe(`Năm 2022\n\n${mended}`);
    expect(await stage.at('rescue-offer').count()).toBe(0);
    await field.press('Tab');
    await saved(stage);

    // Kept as it is, where the person says so.
    await field.fill('');
    await paste(page, old);
    await stage.click('rescue-keep');
    expect(await field.inputValue()).toBe(old);
    // Sound Vietnamese raises nothing.
    await field.fill('');
    await paste(page, mended);
    await saved(stage);
    expect(await stage.at('rescue-offer').count()).toBe(0);
  }));

test('a name pasted in an old encoding is offered beside its field', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openTab(stage, 'nominees');
    const name = stage.at('nominee-field-name');
    await stage.at('nominee-table').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await name.waitFor();
    await page.evaluate(() => navigator.clipboard.writeText('NguyÔn ThÞ Hång'));
    await name.fill('');
    await name.press('Control+v');
    await stage.at('rescue-offer').waitFor();
    expect(await name.inputValue()).toBe('NguyÔn ThÞ Hång');
    await isWell(stage);
    await stage.click('rescue-change');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-testid=nominee-field-name]')?.value === 'Nguyễn Thị Hồng',
    );
    await stage.click('undo');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-testid=nominee-field-name]')?.value === 'NguyÔn ThÞ Hång',
    );
  }));

for (const textSize of [100, 200]) {
  test(`cells from a spreadsheet are read from an old encoding, and seen before anything is written, at ${textSize} %`, () =>
    on({ textSize, scheme: textSize === 200 ? 'dark' : 'light' }, async (stage) => {
      const { page } = stage;
      await openTab(stage, 'nominees');
      await stage.at('nominee-table').waitFor();
      await page.evaluate(() => {
        const data = new DataTransfer();
        const rows = ['Hä vµ tªn\tGiíi tÝnh\tChøc vô\tTrùc tiÕp', 'NguyÔn V¨n H¶i\tNam\tChuyªn viªn\tCã', 'TrÇn ThÞ BÐ\tN÷\tTr\u00ADëng phßng\tKh«ng'];
        data.setData('text/plain', rows.join('\n'));
        document.querySelector('[data-testid=nominee-table]')?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      });
      await stage.at('import-rows').getByText('Nguyễn Văn Hải').waitFor();
      await stage.at('import-notes').getByText('11 ô gõ bằng mã cũ').waitFor();
      await isWell(stage);
      await stage.click('import-apply');
      await page.getByText('Nguyễn Văn Hải').first().waitFor();
      await page.getByText('Nguyễn Văn Hải').first().click();
      await page.waitForFunction(
        () => document.querySelector<HTMLSelectElement>('[data-testid=nominee-direct]')?.value === 'yes',
      );
    }));
}

test('an opened dossier says which of its fields are old, and all become Unicode in one step', () =>
  on({}, async (stage) => {
    await openTab(stage, 'general');
    await stage.at('unit-place').or(stage.page.locator('[data-path="unit.place"]')).first().fill('Nam §Þnh');
    await stage.page.keyboard.press('Tab');
    await saved(stage);
    await stage.page.reload();
    await stage.at('rescue-fields').waitFor();
    await isWell(stage);
    await stage.click('rescue-look');
    expect(await stage.at('rescue-after').textContent()).toBe('Nam Định');
    await isWell(stage);
    await stage.click('rescue-change');
    await stage.at('toast').getByText('Đã đổi 1 mục').waitFor();
    expect(await stage.at('rescue-fields').count()).toBe(0);
  }));

test('the hints on a report stand beside it and lead to their passages', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'reports');
    const field = stage.at('report-text').first();
    await field.fill('Đơn vị luôn chấp hành nghiêm kỷ luật.');
    await stage.click('tab-report-hints');
    const hint = page.locator('[data-testid=hint][data-kind=empty]').first();
    await hint.waitFor();
    await isWell(stage);
    await hint.getByTestId('hint-go').click();
    const marked = await page.evaluate(() => {
      const at = document.activeElement as HTMLTextAreaElement;
      return at.value.slice(at.selectionStart, at.selectionEnd);
    });
    expect(marked).toBe('luôn chấp hành nghiêm');
    // Mended, the hint goes after a pause.
    await field.fill('Đơn vị giải quyết đúng hạn 98% hồ sơ, vượt chỉ tiêu 3%.');
    await hint.waitFor({ state: 'detached' });
  }));

for (const textSize of [100, 200]) {
  test(`copied reports are set side by side with what both have, at ${textSize} %`, () =>
    on({ textSize, scheme: textSize === 200 ? 'dark' : 'light' }, async (stage) => {
      const { page } = stage;
      await openTab(stage, 'reports');
      const texts = stage.at('report-text');
      await texts.first().waitFor();
      const whole: string[] = [];
      for (const field of await texts.all()) whole.push(await field.inputValue());
      if (textSize === 100) await stage.at('report-nominee').nth(1).click();
      else await stage.at('report-nominees').locator('select').selectOption({ index: 1 });
      await page.waitForFunction(
        (was) => document.querySelector<HTMLTextAreaElement>('[data-testid=report-text]')?.value !== was,
        whole[0],
      );
      const own = await texts.count();
      for (let at = 0; at < own; at += 1) await texts.nth(at).fill(at === 0 ? whole.join('\n\n') : '');
      await page.keyboard.press('Tab');
      await saved(stage);
      await stage.click('open-all-hints');
      await stage.at('compare-pair').first().waitFor();
      await isWell(stage);
      await stage.click('compare-pair');
      await stage.at('pair-side').nth(1).waitFor();
      for (const side of [0, 1]) {
        const shared = await stage.at('pair-side').nth(side).locator('mark').allTextContents();
        expect(shared.join(' ').length).toBeGreaterThan(100);
      }
      await isWell(stage);
      await stage.click('hints-back');
      await stage.at('hints-report').first().getByRole('button').first().click();
      await stage.at('report-editor').waitFor();
      await stage.at('open-all-hints').waitFor();
    }));
}

for (const textSize of [100, 200]) {
  test(`the years are counted with a chart and a table for each, at ${textSize} %`, () =>
    on({ textSize, scheme: textSize === 200 ? 'dark' : 'light' }, async (stage) => {
      await stage.openSample();
      await stage.click('nav-home');
      await stage.click('home-statistics');
      await stage.at('statistics-table').nth(4).waitFor();
      await isWell(stage);
      const gender = stage.page.locator('[data-table=gender]');
      expect(await gender.locator('svg').count()).toBeGreaterThan(0);
      expect(await gender.locator('tbody tr').count()).toBe(1);
      await stage.at('statistics-measure').selectOption('awarded');
      await gender.getByText('Cá nhân theo giới tính: số được khen').waitFor();
      const file = join(stage.folder, 'thống kê.csv');
      await stage.choose(file);
      await stage.click('statistics-save');
      await stage.at('toast').getByText('Đã lưu').waitFor();
      expect(readFileSync(file, 'utf8')).toContain('Theo tập thể, cá nhân;2022;Tập thể;3;0;0;3');
      await stage.click('statistics-back');
      await stage.at('home-chart').waitFor();
    }));
}
