// General data, achievement reports and indicators, as a person fills them in.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { drawn } from './screens';
import { on, type Stage } from './stage';

async function openTab(stage: Stage, tab: string): Promise<void> {
  await stage.openSample();
  await stage.click(`tab-${tab}`);
}

const saved = (stage: Stage) => stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();

const paste = (page: Page, given: Record<string, string>) =>
  page.evaluate((types) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(types)) data.setData(type, text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, given);

test('the letter, its bases and its signature follow what is typed, and are still there after a restart', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'general');
    await stage.at('letter-number').fill('12');
    await stage.at('letter-number').press('Tab');
    await stage.at('letter-printed').getByText('12/TTr-SDVCDL').waitFor();
    await stage.at('sign-name').fill('Trần Văn Thử');
    await stage.at('signature').getByText('Trần Văn Thử').waitFor();
    await stage.at('sign-mode').selectOption('by_authorisation');
    await stage.at('signature').getByText('TUQ. GIÁM ĐỐC').waitFor();

    // The law's own bases, then the unit's, then back.
    const inForce = await stage.at('bases-in-force').getByRole('listitem').allTextContents();
    expect(inForce.join()).toContain('91/2017/NĐ-CP');
    await stage.click('bases-own');
    await stage.at('own-bases').getByRole('textbox').first().waitFor();
    expect(await stage.at('own-bases').getByRole('textbox').count()).toBe(inForce.length);
    await stage.click('bases-back');
    await stage.at('bases-in-force').waitFor();

    // A list by keyboard: Enter adds, Alt+Up moves.
    const recipients = stage.at('recipients').getByRole('textbox');
    const before = await recipients.count();
    await recipients.last().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Sở Nội vụ');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Tab');
    await saved(stage);
    expect(await recipients.nth(before - 1).inputValue()).toBe('Sở Nội vụ');
    expect(await objections(page)).toEqual([]);
    expect(await clipped(page)).toEqual([]);

    await stage.click('keep-unit');
    await stage.at('toast').waitFor();
    await page.reload();
    await stage.at('unit-name').waitFor();
    await stage.click('tab-general');
    await stage.at('signature').getByText('Trần Văn Thử').waitFor();
    expect(await recipients.nth(before - 1).inputValue()).toBe('Sở Nội vụ');
    expect(await stage.at('kept-signatory').locator('option').count()).toBe(2);
  }));

test('a late dossier asks why, first of all', () =>
  on({}, async (stage) => {
    await openTab(stage, 'general');
    expect(await stage.at('late').count()).toBe(0);
    await stage.at('judged-on-field').fill('1/3/2023');
    await stage.at('judged-on-field').press('Enter');
    await stage.at('late').fill('Chờ kết quả chấm điểm Chỉ số cải cách hành chính.');
    await stage.at('late').press('Tab');
    await saved(stage);
    expect(await objections(stage.page)).toEqual([]);
  }));

test('a report is begun from the suggestions, written, and seen on the page beside it', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'reports');
    await drawn(stage);
    expect(await objections(page)).toEqual([]);
    expect(await clipped(page)).toEqual([]);

    // Emptied, the finding says so; begun again from the form's own headings.
    while ((await stage.at('report-section').count()) > 0) {
      const left = await stage.at('report-section').count();
      await stage.click('report-remove');
      await page.waitForFunction(
        (count) => document.querySelectorAll('[data-testid=report-section]').length < count,
        left,
      );
    }
    await stage.at('report-missing').getByText('nội dung phần Thành tích').waitFor();
    await stage.click('report-begin');
    await stage.at('report-section').nth(5).waitFor();
    await stage.at('report-missing').getByText('Bài học kinh nghiệm').waitFor();

    const picture = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLImageElement>('[data-testid=page-image] img')].map((band) => band.src).join(),
      );
    await stage.at('report-text').first().focus();
    const blank = await picture();
    await page.keyboard.type('Đã đăng ký 98% hồ sơ đúng hạn.');
    await expect.poll(picture).not.toBe(blank);
    await saved(stage);
    expect(await stage.at('report-count').textContent()).toContain('8 chữ');

    await page.reload();
    await stage.at('unit-name').waitFor();
    await stage.click('tab-reports');
    expect(await stage.at('report-text').first().inputValue()).toBe('Đã đăng ký 98% hồ sơ đúng hạn.');
    await page.keyboard.press('Control+z');
  }));

test('a key draws the page beside it once, and saving it not again', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'reports');
    await drawn(stage);
    let pictures = 0;
    page.on('request', (asked) => {
      if (asked.url().endsWith('preview')) pictures += 1;
    });
    await stage.at('report-text').first().focus();
    for (const key of ['a', 'b', 'c']) {
      await page.keyboard.type(key);
      await saved(stage);
      await drawn(stage);
    }
    expect(pictures).toBe(3);
  }));

test('an input method composes undisturbed, and a pasted text keeps its paragraphs', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'reports');
    const field = stage.at('report-text').first();
    await field.fill('');
    // As an input method does it: letters under composition change while the page judges and draws.
    const session = await page.context().newCDPSession(page);
    for (const text of ['t', 'ti', 'tiê', 'tiên', 'tiêng', 'tiếng']) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(60);
      expect(await field.inputValue()).toBe(text);
    }
    await session.send('Input.insertText', { text: 'tiếng' });
    await page.keyboard.type(' Việt ');
    expect(await field.inputValue()).toBe('tiếng Việt ');
    await paste(page, {
      'text/html': '<p class=MsoNormal>Đoạn&nbsp;một</p><p><span style="mso-list:Ignore">·</span>ý\u200B hai</p>',
      'text/plain': 'không dùng',
    });
    expect(await field.inputValue()).toBe('tiếng Việt Đoạn một\n\n- ý hai');
    await field.press('Tab');
    await saved(stage);
    // Judged and saved, what was typed is not written over.
    expect(await field.inputValue()).toBe('tiếng Việt Đoạn một\n\n- ý hai');
    await stage.click('undo');
    await page.waitForFunction(
      () => !document.querySelector<HTMLTextAreaElement>('[data-testid=report-text]')?.value.includes('ý hai'),
    );
  }));

test('an indicator is filled in with its document, and then states a figure of the report', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openTab(stage, 'indicators');
    const row = page.locator('[data-indicator=files_handled_online]');
    await row.waitFor();
    const field = row.getByTestId('achieved');
    await field.fill('171');
    await field.press('Tab');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('71,8');
    await field.press('Enter');
    await page.locator('[data-indicator=files_handled_online][data-state=met]').waitFor();
    expect(await row.textContent()).toContain('+11,8 điểm');
    await row.getByTestId('indicator-source').click();
    await stage.at('source-title').fill('Báo cáo');
    await stage.at('source-symbol').fill('45/BC-SDVCDL');
    await stage.click('source-done');
    await row.getByText('45/BC-SDVCDL').waitFor();
    expect(await objections(page)).toEqual([]);
    expect(await clipped(page)).toEqual([]);

    await stage.click('tab-reports');
    await stage.click('tab-report-figures');
    const figure = stage.at('figure').filter({ hasText: '71,8%' });
    await figure.waitFor();
    expect(await figure.getAttribute('data-cover')).toBe('proven');
    expect(await figure.textContent()).toContain('45/BC-SDVCDL');
    await figure.getByRole('button').click();
    const marked = await page.evaluate(() => {
      const at = document.activeElement as HTMLTextAreaElement;
      return at.value.slice(at.selectionStart, at.selectionEnd);
    });
    expect(marked).toBe('71,8%');
    expect(await objections(page)).toEqual([]);

    await stage.at('report-text').first().focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await stage.at('report-insert').click();
    await page.getByRole('menuitem').nth(1).click();
    expect(await stage.at('report-text').first().inputValue()).toContain(
      'đạt 71,8%, Kế hoạch giao 60%, vượt 11,8 điểm phần trăm',
    );
  }));

test('with large letters each of the three screens stays in the window', () =>
  on({ textSize: 200, scheme: 'dark' }, async (stage) => {
    await openTab(stage, 'general');
    for (const tab of ['general', 'reports', 'indicators']) {
      await stage.click(`tab-${tab}`);
      await stage.page.locator(`#panel-${tab} .control`).first().waitFor();
      expect(await clipped(stage.page), tab).toEqual([]);
      expect(await objections(stage.page), tab).toEqual([]);
    }
    await stage.click('tab-reports');
    await stage.click('toggle-page');
    await drawn(stage);
    expect(await stage.at('report-editor').isVisible()).toBe(false);
  }));
