// What leads a person on: nothing is asked twice, Enter goes on, the page follows the cursor.
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { drawn } from './screens';
import { on, type Stage } from './stage';

const focused = (stage: Stage) =>
  stage.page.evaluate(() => {
    const one = document.activeElement as HTMLElement | null;
    return one?.dataset.path ?? one?.dataset.testid ?? one?.tagName;
  });

test('who put the welcome off is not asked again, and can still set up the unit', () =>
  on({}, async (stage) => {
    await stage.at('welcome').waitFor();
    await stage.click('welcome-later');
    await stage.at('home-unit').waitFor();
    await stage.restart(() => undefined);
    await stage.at('home-unit').waitFor();
    expect(await stage.at('welcome').count()).toBe(0);
    await stage.click('home-unit');
    await stage.at('welcome').waitFor();
  }));

test('Enter goes from field to field and from member to member', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.click('home-new');
    await stage.click('new-make');
    await stage.click('tab-nominees');
    await stage.click('add-first');
    await stage.at('nominee-field-name').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'nominee-field-name');
    await page.keyboard.type('Lê Thị Hoa');
    await page.keyboard.press('Enter');
    expect(await focused(stage)).toMatch(/award_form$/);
    await stage.at('nominee-position').fill('Chuyên viên');
    await page.keyboard.press('Enter');
    expect(await focused(stage)).toMatch(/workplace$/);
    await stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();
    // The step to take next is at hand from here too.
    expect(await clipped(page)).toEqual([]);
    expect(await objections(page)).toEqual([]);

    await stage.click('tab-council');
    await stage.click('member-add');
    const stands = (path: string) =>
      page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-path') === wanted, path);
    for (const [member, name, post] of [
      ['m1', 'Trần Văn An', 'Giám đốc'],
      ['m2', 'Lê Bình', 'Phó Giám đốc'],
    ]) {
      await stands(`council.members[${member}].name`);
      await page.keyboard.type(name ?? '');
      await page.keyboard.press('Enter');
      await page.keyboard.type(post ?? '');
      await page.keyboard.press('Enter');
    }
    await stands('council.members[m3].name');
    const role = page.locator('[data-path="council.members[m1].role"]');
    expect(await role.inputValue()).toBe('chair');
  }));

test('the page beside the report turns to where the cursor stands', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-reports');
    await drawn(stage);
    const last = stage.at('report-text').last();
    await last.focus();
    await last.press('Control+End');
    await page.waitForFunction(() => {
      const mark = document.querySelector('[data-testid=page-mark]');
      const image = document.querySelector<HTMLElement>('[data-testid=page-image]');
      return mark !== null && Number(image?.dataset.page) > 1;
    });
    const seen = () =>
      page.evaluate(() => {
        const mark = document.querySelector('[data-testid=page-mark]');
        const pane = mark?.closest('[tabindex]');
        if (!mark || !pane) return false;
        const [line, room] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
        return line.top >= room.top && line.bottom <= room.bottom;
      });
    await expect.poll(seen).toBe(true);
    // The line follows what is typed.
    const top = () => stage.at('page-mark').evaluate((mark) => mark.getBoundingClientRect().top);
    const before = await top();
    await page.keyboard.type('\n\nMột đoạn nữa.');
    await expect.poll(top).toBeGreaterThan(before);
    // Back at the first part, the first page again.
    await stage.at('report-text').first().focus();
    await stage.at('report-text').first().press('Control+Home');
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('[data-testid=page-image]')?.dataset.page === '1',
    );
    expect(await objections(page)).toEqual([]);
  }));

test('all reports of a kind are begun as one step', () =>
  on({}, async (stage) => {
    await stage.click('home-new');
    await stage.click('new-make');
    await stage.click('tab-nominees');
    await stage.click('add-first');
    await stage.at('nominee-field-name').fill('Lê Thị Hoa');
    await stage.click('nominee-add');
    await stage.click('menu-add-woman');
    await stage.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-testid=nominee-field-name]')?.value === '',
    );
    await stage.at('nominee-field-name').fill('Vũ Thị Lan');
    await stage.click('tab-reports');
    await stage.click('report-begin-all');
    await stage.at('report-section').first().waitFor();
    await stage.at('report-nominee').first().click();
    expect(await stage.at('report-begin').count()).toBe(0);
    expect(await stage.at('report-section').count()).toBeGreaterThan(2);
    await stage.at('toast').getByText('Hoàn tác').click();
    await stage.at('report-begin').waitFor();
  }));
