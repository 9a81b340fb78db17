// The council from nothing to a full ballot grid, the dossier's way to its outcome, and its past.
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { on, type Stage } from './stage';

const cell = (stage: Stage, row: number, column: number) => stage.page.locator(`[data-cell="${row}.${column}"]`);

/** Sample with its meeting taken away, the council's tab shown. */
async function withoutMeeting(stage: Stage): Promise<void> {
  await stage.openSample();
  await stage.click('tab-council');
  await stage.click('meeting-drop');
  await stage.at('meeting-begin').waitFor();
}

test('a meeting from nothing to a full ballot grid by keyboard alone', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await withoutMeeting(stage);
    expect(await objections(page)).toEqual([]);
    await stage.at('meeting-begin').focus();
    await page.keyboard.press('Enter');
    await stage.at('meeting-place').waitFor();
    await stage.at('meeting-place').focus();
    await page.keyboard.type('Phong hop');
    await stage.at('ballot-counted').filter({ hasText: '9 có mặt' }).waitFor();
    await cell(stage, 0, 0).focus();
    await page.keyboard.type('9');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    await stage.at('ballot-totals').filter({ hasText: 'Đạt 1 ' }).waitFor();
    // The column of votes for: down to the last row, and filled from the first.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    for (let row = 0; row < 11; row += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await stage.at('ballot-totals').filter({ hasText: 'Đạt 12 ' }).waitFor();
    // Digits overwrite; what does not add up is said and weighed.
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await stage.at('ballot-totals').filter({ hasText: 'Không đạt 1 ' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await stage.at('ballot-detail').filter({ hasText: 'khác 9 thành viên' }).waitFor();
    await page.keyboard.press('Control+z');
    await stage.at('ballot-totals').filter({ hasText: 'Đạt 12 ' }).waitFor();
    expect(await objections(page)).toEqual([]);
  }));

test('everyone present agrees in one step, votes are pasted, and a wrong cell is refused', () =>
  on({}, async (stage) => {
    await withoutMeeting(stage);
    await stage.click('meeting-begin');
    await stage.click('agree-all');
    await stage.at('ballot-totals').filter({ hasText: 'Đạt 12 ' }).waitFor();
    await stage.at('toast').last().getByText('Hoàn tác').click();
    await stage.at('ballot-totals').filter({ hasText: 'Chưa rõ 12' }).waitFor();
    const paste = (text: string) =>
      cell(stage, 1, 0).evaluate((element, copied) => {
        (element as HTMLElement).focus();
        const data = new DataTransfer();
        data.setData('text/plain', copied);
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      }, text);
    await paste('9\t0\t0\n8\t1\t0\n');
    await stage.at('ballot-totals').filter({ hasText: 'Đạt 2 ' }).waitFor();
    expect(await cell(stage, 2, 1).inputValue()).toBe('1');
    await paste('bảy');
    await stage.at('ballot-detail').filter({ hasText: 'số nguyên' }).waitFor();
  }));

test('members are pasted from a spreadsheet, ordered, removed and brought back', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-council');
    await stage.at('member').first().waitFor();
    const before = await stage.at('member').count();
    await stage.at('member').first().locator('input').first().evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/plain', '1\tNguyễn Văn Mới\tTrưởng phòng\tChủ tịch Hội đồng');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    // Without a header the columns are guessed by their place.
    await stage.at('import-rows').getByText('Nguyễn Văn Mới').waitFor();
    expect(await stage.at('import-column').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))).toEqual([
      '', 'name', 'position', 'role',
    ]);
    expect(await objections(page)).toEqual([]);
    await stage.click('import-apply');
    await expect.poll(() => stage.at('member').count()).toBe(before + 1);
    // Two chairs are found at once, below the table.
    await page.getByText('có 2 người là Chủ tịch').first().waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    const names = () => stage.at('member').evaluateAll((rows) => rows.map((row) => row.querySelector('input')?.value));
    await expect.poll(async () => (await names())[before - 1]).toBe('Nguyễn Văn Mới');
    await stage.at('member').nth(before - 1).getByRole('button', { name: 'Bỏ khỏi Hội đồng' }).click();
    await expect.poll(() => stage.at('member').count()).toBe(before);
    await stage.at('toast').last().getByText('Hoàn tác').click();
    await expect.poll(() => stage.at('member').count()).toBe(before + 1);
  }));

test('a quorum is written and missed', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-council');
    await stage.at('quorum').check();
    await stage.page.getByLabel('Tối thiểu: mẫu số').fill('1');
    await stage.page.getByLabel('Tối thiểu: mẫu số').blur();
    await stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();
    // All members have to come, and one of the sample's is absent.
    await stage.page.locator('[data-help=quorum]').getByText('dự họp').last().waitFor();
    await stage.click('tab-check');
    await stage.at('finding').filter({ hasText: 'Đủ số thành viên dự họp' }).first().waitFor();
    expect(await objections(stage.page)).toEqual([]);
  }));

test('sent and frozen, returned, corrected, sent again, and what became of it', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-export');
    await stage.at('sending').waitFor();
    const send = async (day: string) => {
      await stage.at('send-on').fill(day);
      await stage.at('send-to').fill('Sở Nội vụ');
      await stage.at('send-run').click();
      await stage.page.locator('[data-testid=sending][data-state=sent]').waitFor();
    };
    await stage.click('send-run');
    await page.getByText('Ghi ngày gửi và nơi nhận trước.').waitFor();
    await send('17/02/2023');
    expect(await objections(page)).toEqual([]);
    await stage.at('sending-past').filter({ hasText: '15 văn bản' }).waitFor();
    expect(await stage.at('saving').getAttribute('data-state')).toBe('read-only');
    await stage.click('tab-council');
    expect(await stage.at('council-name').isDisabled()).toBe(true);

    await stage.click('tab-export');
    await stage.at('answer-on').fill('20/02/2023');
    await stage.click('answer-returned');
    await page.getByText('Ghi ngày và lý do trả lại trước.').waitFor();
    await stage.at('answer-note').fill('Thiếu chữ ký của Thủ trưởng');
    await stage.click('answer-returned');
    await stage.at('returned-reasons').filter({ hasText: 'Thiếu chữ ký' }).waitFor();
    await stage.click('tab-council');
    await stage.at('council-name').fill('Hội đồng sửa lại');
    await stage.at('council-name').blur();
    await stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();
    await stage.click('tab-export');
    await send('21/02/2023');
    await stage.at('returned-reasons').waitFor({ state: 'detached' });
    expect(await stage.at('sending-past').nth(1).textContent()).toContain('Thiếu chữ ký');

    await stage.at('answer-on').fill('25/02/2023');
    await stage.click('answer-accepted');
    await stage.page.locator('[data-testid=sending][data-state=accepted]').waitFor();
    await stage.click('outcome-write');
    await page.getByText('Chọn ít nhất một dòng').waitFor();
    await stage.at('outcomes').focus();
    await page.keyboard.press('Control+a');
    await stage.at('outcome-award').fill('Bằng khen của Chủ tịch UBND tỉnh');
    await stage.at('outcome-decision').fill('5/QĐ-UBND');
    await stage.at('outcome-date').fill('1/4/2023');
    await stage.click('outcome-write');
    await expect.poll(() => stage.at('outcomes').getByText('5/QĐ-UBND').count()).toBeGreaterThan(1);
    expect(await objections(page)).toEqual([]);
  }));

test('a sending is called back', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-export');
    await stage.at('send-on').fill('17/02/2023');
    await stage.at('send-to').fill('Sở Nội vụ');
    await stage.click('send-run');
    await stage.page.locator('[data-testid=sending][data-state=sent]').waitFor();
    await stage.at('answer-on').fill('17/02/2023');
    await stage.click('answer-recall');
    await stage.page.locator('[data-testid=sending][data-state=draft]').waitFor();
    await stage.at('sending-past').filter({ hasText: 'Đã rút về ngày 17/02/2023' }).waitFor();
  }));

test('what was changed is told in words, an earlier state is brought back, and undone', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-council');
    const name = stage.at('council-name');
    await name.waitFor();
    const old = await name.inputValue();
    for (const text of ['Hội đồng một', 'Hội đồng hai']) {
      await name.fill(text);
      await name.blur();
      await page.locator('[data-testid=saving][data-state=saved]').waitFor();
    }
    await stage.click('tab-history');
    const entries = stage.at('past');
    await entries.first().waitFor();
    expect(await entries.first().textContent()).toContain('Hội đồng › Tên');
    expect(await objections(page)).toEqual([]);
    await stage.click('verify');
    await stage.at('verdict').filter({ hasText: 'nguyên vẹn' }).waitFor();
    const born = entries.last();
    await born.getByTestId('restore').click();
    await stage.at('toast').last().getByText('Hoàn tác').waitFor();
    await stage.click('tab-council');
    expect(await name.inputValue()).toBe(old);
    // The steps outlive the page.
    await page.reload();
    await stage.at('undo').waitFor();
    await stage.click('undo');
    await stage.click('tab-council');
    await expect.poll(() => stage.at('council-name').inputValue()).toBe('Hội đồng hai');
  }));

test('a nominee is brought back to an earlier state, and nothing else with it', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await stage.openSample();
    await stage.click('tab-nominees');
    await stage.at('nominee-table').locator('[role=row][aria-rowindex="2"]').click();
    const name = stage.at('nominee-field-name');
    await name.waitFor();
    const old = await name.inputValue();
    const saved = page.locator('[data-testid=saving][data-state=saved]');
    await name.fill('Tên gõ nhầm');
    await name.blur();
    await saved.waitFor();
    await stage.click('tab-council');
    await stage.at('council-name').fill('Hội đồng mới');
    await stage.at('council-name').blur();
    await saved.waitFor();
    await stage.click('tab-history');
    await stage.at('history-scope').selectOption('nominee');
    await stage.at('history-nominee').fill('Tên gõ nhầm');
    await stage.at('history-nominee').press('Enter');
    await expect.poll(() => stage.at('past').count()).toBe(2);
    expect(await stage.at('past').first().textContent()).toContain('Tên gõ nhầm');
    await stage.at('past').last().getByTestId('restore').click();
    await expect.poll(() => stage.at('past').count()).toBe(3);
    await stage.click('tab-nominees');
    await expect.poll(() => name.inputValue()).toBe(old);
    await stage.click('tab-council');
    expect(await stage.at('council-name').inputValue()).toBe('Hội đồng mới');
  }));
