// The lists of nominees and of papers, by keyboard, with the real desk behind them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { openMany } from './many';
import { on, type Stage } from './stage';

const SAMPLE = join(import.meta.dirname, '../../assets/samples/ho-so-mau.json');

async function openList(stage: Stage): Promise<void> {
  await stage.openSample();
  await stage.click('tab-nominees');
  await stage.at('nominee-table').waitFor();
}

const saved = (stage: Stage) => stage.page.locator('[data-testid=saving][data-state=saved]').waitFor();

const count = (stage: Stage) => stage.at('nominee-table').getAttribute('aria-rowcount').then((all) => Number(all) - 1);

/** Pastes cells, as a spreadsheet copies them, into what has the keyboard. */
const paste = (stage: Stage, cells: string[][]) =>
  stage.page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    cells.map((row) => row.join('\t')).join('\r\n'),
  );

const focused = (stage: Stage) =>
  stage.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.id ?? '');

test('a person is added, filled in, moved, deleted and brought back by keyboard alone', () =>
  on({}, async (stage) => {
    await openList(stage);
    const { keyboard } = stage.page;
    await stage.at('nominee-table').focus();
    await keyboard.press('Insert');
    await stage.page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'menu-add-man');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await stage.page.waitForFunction(
      () => document.activeElement?.getAttribute('data-testid') === 'nominee-field-name',
    );
    expect(await count(stage)).toBe(13);
    await keyboard.type('Trịnh Thị Ánh Nguyệt');
    expect(await stage.at('nominee-name').textContent()).toBe('Trịnh Thị Ánh Nguyệt');
    expect(await stage.at('nominee-gender').inputValue()).toBe('female');
    await keyboard.press('Escape');
    await saved(stage);
    expect(await focused(stage)).toBe('nominee-table');
    const rows = stage.at('nominee-table').locator('[role=row][aria-selected=true]');
    expect(await rows.textContent()).toContain('Trịnh Thị Ánh Nguyệt');

    await keyboard.press('Alt+ArrowUp');
    await stage.page.waitForFunction(() =>
      /Trịnh Thị Ánh Nguyệt[^]*Hoàng Ngọc Sơn/.test(document.querySelector('[data-testid=nominee-table]')?.textContent ?? ''),
    );

    await keyboard.press('Delete');
    await stage.at('toast').getByText('Đã xóa Trịnh Thị Ánh Nguyệt').waitFor();
    expect(await count(stage)).toBe(12);
    expect(await focused(stage)).toBe('nominee-table');
    await stage.at('toast').getByText('Hoàn tác').click();
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=nominee-table]')?.getAttribute('aria-rowcount') === '14',
    );

    // Enter leads into the form, the filter needs no marks.
    await keyboard.press('Control+f');
    await keyboard.type('anh nguyet');
    expect(await count(stage)).toBe(1);
    await keyboard.press('Escape');
    await stage.at('nominee-table').focus();
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await stage.page.waitForFunction(
      () => document.activeElement?.getAttribute('data-testid') === 'nominee-field-name',
    );
    expect(await objections(stage.page)).toEqual([]);
  }));

test('the order by name is Vietnamese, and can become that of the lists', () =>
  on({}, async (stage) => {
    await openList(stage);
    const names = () =>
      stage.page.$$eval('[data-testid=nominee-table] [role=row] > [role=gridcell]:nth-child(2)', (cells) =>
        cells.map((cell) => cell.textContent?.trim() ?? ''),
      );
    const before = await names();
    await stage.at('nominee-order').selectOption('name');
    await stage.at('nominee-arrange').waitFor();
    await stage.page.waitForFunction(
      (first) => document.querySelector('[role=gridcell]:nth-child(2)')?.textContent?.trim() !== first,
      before[0],
    );
    const sorted = await names();
    const people = sorted.slice(3).map((name) => name.split(' ').at(-1));
    expect(people).toEqual(['Hà', 'Hương', 'Khải', 'Lan', 'Mai', 'Minh', 'Quân', 'Sơn', 'Tuấn']);
    await stage.click('nominee-arrange');
    await stage.at('toast').getByText('Đã xếp danh sách').waitFor();
    expect(await stage.at('nominee-order').inputValue()).toBe('list');
    expect(await names()).toEqual(sorted);
    await stage.at('toast').getByText('Hoàn tác').click();
    await stage.page.waitForFunction(
      (first) => document.querySelector('[role=gridcell]:nth-child(2)')?.textContent?.trim() === first,
      before[0],
    );
    expect(await names()).toEqual(before);
  }));

test('one change for many is one step and one undo', () =>
  on({}, async (stage) => {
    await openList(stage);
    const { keyboard } = stage.page;
    await stage.at('nominee-table').focus();
    const picked = () => stage.at('nominee-table').locator('[role=row][aria-selected=true]').count();
    await keyboard.press('Home');
    await keyboard.press('Control+ArrowDown');
    await keyboard.press('Control+ArrowDown');
    await keyboard.press(' ');
    await stage.at('multi').waitFor();
    expect(await picked()).toBe(2);
    await keyboard.press('Control+ArrowDown');
    await keyboard.press(' ');
    await keyboard.press('Home');
    await keyboard.press('Escape');
    expect(await picked()).toBe(0);
    await keyboard.press('End');
    await keyboard.press('Shift+ArrowUp');
    await keyboard.press('Shift+ArrowUp');
    await stage.at('multi').waitFor();
    await stage.at('multi-workplace').fill('Phòng Hành chính');
    await stage.at('multi-claims').check();
    await stage.at('multi-claim-b2').check();
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('multi-apply');
    await stage.at('toast').getByText('Đã sửa 3 đề nghị').waitFor();
    const changed = () =>
      stage.page.$$eval('[data-testid=nominee-table] [role=row]', (rows) =>
        rows.filter((row) => row.textContent?.includes('Phòng Hành chính')).length,
      );
    expect(await changed()).toBe(3);
    await stage.click('undo');
    await stage.page.waitForFunction(() =>
      !document.querySelector('[data-testid=nominee-table]')?.textContent?.includes('Phòng Hành chính'),
    );
    expect(await changed()).toBe(0);
    expect(await stage.at('undo').isDisabled()).toBe(true);
  }));

test('twenty rows from Excel are tried, two refused with reasons, and written as one step', () =>
  on({}, async (stage) => {
    await openList(stage);
    const people = Array.from({ length: 17 }, (_, at) => [
      `${at + 1}`,
      `Nguyễn Thị Số ${'ABCDEGHIKLMNOPQRS'[at]}`,
      'Nữ',
      `${(at % 27) + 1}/3/1985`,
      'Chuyên viên',
      'Văn phòng Sở',
    ]);
    const rows = [
      ['STT', 'Họ và tên', 'Giới tính', 'Ngày sinh', 'Chức vụ', 'Đơn vị công tác'],
      ...people,
      ['18', 'Hoàng Ngọc Sơn', 'Nam', '', 'Chánh Văn phòng', ''],
      ['19', 'Lê Văn Sai', 'Nam', '30/02/1980', 'Chuyên viên', ''],
      ['20', '', 'Nữ', '1/1/1990', 'Chuyên viên', ''],
    ];
    await stage.at('nominee-table').focus();
    await paste(stage, rows);
    await stage.at('import-rows').waitFor();
    expect(await stage.at('import-file').textContent()).toContain('Dán từ bảng tính');
    for (const [state, rows] of [['new', 17], ['updated', 1], ['refused', 2]] as const) {
      expect(await stage.at(`import-filter-${state}`).textContent()).toContain(`(${rows})`);
    }
    await stage.click('import-filter-refused');
    const refused = stage.at('import-rows').locator('[role=row][aria-selected]');
    expect(await refused.allTextContents()).toEqual([
      expect.stringContaining('“30/02/1980” không phải ngày'),
      expect.stringContaining('Ô B21 (Họ và tên / Tên tập thể)'),
    ]);
    await refused.first().click();
    await stage.at('import-detail').getByText('Ô D20').waitFor();
    await stage.click('import-filter-updated');
    expect(await stage.at('import-rows').textContent()).toContain('Phó Chánh Văn phòng → Chánh Văn phòng');
    expect(await objections(stage.page)).toEqual([]);

    await stage.click('import-apply');
    await stage.at('toast').getByText('17 mới, 1 cập nhật').waitFor();
    expect(await count(stage)).toBe(29);
    expect(await stage.at('nominee-table').textContent()).toContain('Nguyễn Thị Số A');
    await stage.click('undo');
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=nominee-table]')?.getAttribute('aria-rowcount') === '13',
    );
    expect(await stage.at('undo').isDisabled()).toBe(true);
  }));

test('columns without heads are named by hand', () =>
  on({}, async (stage) => {
    await openList(stage);
    await stage.click('import-open');
    await stage.at('import-area').focus();
    await paste(stage, [['Tổ Một cửa', 'Sở Nội vụ']]);
    // The name is guessed, and said to be; what the row is, and the other column, are not known.
    await stage.at('import-filter-refused').waitFor();
    expect(await stage.at('import-column').first().inputValue()).toBe('name');
    expect(await stage.at('import-columns').textContent()).toContain('Chưa chắc, xem lại');
    await stage.at('import-rows-are').selectOption('collective');
    await stage.at('import-filter-new').getByText('(1)').waitFor();
    await stage.at('import-column').last().selectOption('parent');
    await stage.at('import-columns').getByText('dùng 2 trong 2 cột').waitFor();
    expect(await stage.at('import-filter-new').textContent()).toContain('(1)');
    expect(await objections(stage.page)).toEqual([]);
    await stage.page.keyboard.press('Escape');
    expect(await count(stage)).toBe(12);
  }));

test('a card changes while its fact is typed, and the field keeps the keyboard', () =>
  on({}, async (stage) => {
    await openList(stage);
    // A collective whose index is a quarter of a point too low.
    await stage.at('nominee-filter').fill('kiem soat');
    await stage.page.locator('[data-testid=nominee-table] [role=row][aria-selected]').first().click();
    await stage.click('tab-nominee-criteria');
    const card = stage.page.locator('[data-testid=card][data-rule="plan.a2"]');
    await card.waitFor();
    expect(await card.getAttribute('data-state')).toBe('not_met');
    expect(await card.textContent()).toContain('thêm 0,25 điểm phần trăm');
    const field = stage.page.locator('[data-testid=fact][data-fact=par_index] [data-testid=fact-value]');
    await field.fill('');
    await field.pressSequentially('90', { delay: 30 });
    await stage.page.locator('[data-testid=card][data-rule="plan.a2"][data-state=met]').waitFor();
    expect(await field.inputValue()).toBe('90');
    expect(await focused(stage)).toBe('fact-value');
    await field.press('Backspace');
    await stage.page.locator('[data-testid=card][data-rule="plan.a2"][data-state=not_met]').waitFor();
    await field.pressSequentially('1,5');
    await stage.page.locator('[data-testid=card][data-rule="plan.a2"][data-state=met]', { hasText: '91,5%' }).waitFor();
    await field.press('Tab');
    expect(await field.inputValue()).toBe('91,5');
    await saved(stage);
    expect(await stage.at('nominee-table').textContent()).not.toContain('Chưa đạt');

    // What is no percentage is said on leaving, and changes nothing.
    await field.fill('chín mươi');
    await field.press('Tab');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await card.textContent()).toContain('91,5%');
    expect(await objections(stage.page)).toEqual([]);
  }));

test('a finding leads into the form of its nominee, on the tab that has the field', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-check');
    await stage.at('finding-filter').fill('kiem soat');
    await stage.at('finding-fix').first().click();
    await stage.at('nominee-criteria').waitFor();
    expect(await stage.at('nominee-name').textContent()).toContain('Kiểm soát');
    await stage.page.waitForFunction(() => document.activeElement?.closest('[data-testid=nominee-criteria]') !== null);
  }));

test('a new nominee is declared clear, and takes an award from the past', () =>
  on({}, async (stage) => {
    await openList(stage);
    await stage.at('nominee-table').focus();
    await stage.page.keyboard.press('Insert');
    await stage.page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'menu-add-man');
    await stage.page.keyboard.press('Enter');
    await stage.at('nominee-field-name').fill('Trần Văn Mới');
    await stage.click('tab-nominee-criteria');
    await stage.click('declare');
    await stage.at('declare').waitFor({ state: 'detached' });
    await stage.page.getByLabel('Người khai').fill('Phan Thị Kim Oanh');
    await stage.click('tab-nominee-awards');
    await stage.click('add-award');
    await stage.at('award-name').fill('Giấy khen của Giám đốc Sở');
    await stage.at('same-achievement').check();
    // Rewarded twice for the same achievement: the finding stands with the awards.
    await stage.page.locator('#panel-nominee-awards p.blocking').first().waitFor();
    await saved(stage);
    expect(await objections(stage.page)).toEqual([]);
  }));

test('a dossier that was sent is shown and not changed', () =>
  on({}, async (stage) => {
    await openList(stage);
    const sending = { on: '2023-02-16', to: 'Sở Nội vụ', by: 'Bưu điện', note: '' };
    await stage.page.evaluate(
      (given) => fetch('/ipc/send', { method: 'POST', body: JSON.stringify({ sending: given }) }),
      sending,
    );
    await stage.page.reload();
    await stage.at('unit-name').waitFor();
    await stage.click('tab-nominees');
    await stage.at('nominee-table').focus();
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('Delete');
    expect(await count(stage)).toBe(12);
    expect(await stage.at('nominee-add').count()).toBe(0);
    expect(await stage.at('nominee-field-name').isDisabled()).toBe(true);
    await stage.click('tab-nominee-criteria');
    await stage.at('card').first().waitFor();
    expect(await stage.at('fact-value').first().isDisabled()).toBe(true);
    await stage.click('tab-evidence');
    await stage.at('evidence-table').waitFor();
    expect(await stage.at('evidence-add').count()).toBe(0);
  }));

test('an award form left to the law asks for the conclusion of a person', () =>
  on({}, async (stage) => {
    const file = join(stage.folder, 'tong-ket.json');
    const whole = JSON.parse(readFileSync(SAMPLE, 'utf8'));
    whole.dossier.id = 'tong-ket';
    whole.dossier.nominees[4].award_form = 'prime_minister_merit';
    writeFileSync(file, JSON.stringify(whole));
    await stage.choose(file);
    await stage.click('start-open');
    await stage.click('tab-nominees');
    await stage.at('nominee-filter').fill(whole.dossier.nominees[4].name);
    await stage.page.locator('[data-testid=nominee-table] [role=row][aria-selected]').first().click();
    await stage.click('tab-nominee-criteria');
    await stage.at('question-answer').selectOption('met');
    await stage.page.getByLabel('Người kết luận').fill('Phan Thị Kim Oanh');
    await saved(stage);
    expect(await stage.at('question').getAttribute('data-rule')).toBe('plan.state_individual');
    expect(await objections(stage.page)).toEqual([]);
  }));

test('papers are dropped, attached, opened as a copy, bound and taken off the list', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('tab-evidence');
    await stage.at('evidence-table').waitFor();
    const first = join(stage.folder, 'Quyết định 12.pdf');
    const second = join(stage.folder, 'Biên bản 3.pdf');
    const other = join(stage.folder, 'ghi chú.txt');
    writeFileSync(first, '%PDF-1.4 mười hai');
    writeFileSync(second, '%PDF-1.4 ba');
    writeFileSync(other, 'không nhận');
    await stage.page.evaluate(
      (paths) => window.dispatchEvent(new CustomEvent('tauri://drag-drop', { detail: { paths } })),
      [first, other, second],
    );
    await stage.at('toast').getByText('Đã thêm 2 tệp').waitFor();
    expect(await stage.at('error-panel').textContent()).toContain('ghi chú.txt');
    expect(await stage.at('evidence-table').getAttribute('aria-rowcount')).toBe('10');
    await stage.at('scan-sound').waitFor();
    expect(await objections(stage.page)).toEqual([]);

    await stage.click('evidence-open');
    const lent = join(stage.folder, 'tạm', 'ho-so-thi-dua');
    await expect.poll(() => existsSync(lent) && readdirSync(join(lent, readdirSync(lent)[0] ?? ''))).toEqual(['Biên bản 3.pdf']);

    await stage.at('evidence-title').fill('Biên bản');
    await stage.at('evidence-symbol').fill('03/BB');
    const bind = stage.at('evidence-bind');
    await bind.fill('hoang ngoc son');
    await bind.press('Enter');
    await stage.at('proven').waitFor();
    expect(await stage.at('proven').textContent()).toContain('Hoàng Ngọc Sơn');

    await stage.click('evidence-remove');
    await stage.at('toast').getByText('Đã bỏ “03/BB”').waitFor();
    expect(await stage.at('evidence-table').getAttribute('aria-rowcount')).toBe('9');
    await stage.at('toast').filter({ hasText: '03/BB' }).getByText('Hoàn tác').click();
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=evidence-table]')?.getAttribute('aria-rowcount') === '10',
    );

    // A paper that only named its file gets it by the dialog.
    await stage.at('evidence-table').focus();
    await stage.page.keyboard.press('Home');
    await stage.choose(first);
    await stage.click('evidence-attach');
    await stage.at('scan-sound').waitFor();

    // A stored file that was altered is named.
    const shelf = join(stage.folder, 'Tủ hồ sơ', 'evidence');
    for (const place of readdirSync(shelf, { recursive: true, withFileTypes: true })) {
      if (place.isFile() && !place.name.startsWith('.')) writeFileSync(join(place.parentPath, place.name), 'khác');
    }
    await stage.page.reload();
    await stage.click('nav-dossier');
    await stage.click('tab-evidence');
    await stage.at('evidence-table').locator('[role=row][aria-selected]').first().waitFor();
    await stage.at('evidence-table').focus();
    await stage.page.keyboard.press('Home');
    await stage.at('scan-wrong').waitFor();
  }));

test('both lists are usable with the largest letters, one side at a time', () =>
  on({ textSize: 200 }, async (stage) => {
    await openList(stage);
    await stage.at('nominee-table').focus();
    await stage.page.keyboard.press('Home');
    await stage.page.keyboard.press('Enter');
    await stage.at('nominee-field-name').waitFor();
    expect(await stage.at('nominee-table').isVisible()).toBe(false);
    expect(await objections(stage.page)).toEqual([]);
    await stage.page.keyboard.press('Escape');
    await stage.at('nominee-table').waitFor();
    await stage.click('tab-evidence');
    await stage.at('evidence-table').waitFor();
    expect(await objections(stage.page)).toEqual([]);
  }));

test('of five hundred nominees only those in view are built, and one is typed into', () =>
  on({}, async (stage) => {
    const { page } = stage;
    await openMany(stage, 500);
    await stage.click('tab-nominees');
    await stage.at('nominee-table').waitFor();
    expect(await count(stage)).toBe(500);
    // Only what is in view is built.
    expect(await stage.at('nominee-table').locator('[role=row]').count()).toBeLessThan(60);

    await stage.at('nominee-table').focus();
    await page.keyboard.press('Home');
    await stage.at('nominee-filter').fill('kiem soat');
    await page.locator('[data-testid=nominee-table] [role=row][aria-selected]').first().click();
    await stage.click('tab-nominee-info');
    const name = stage.at('nominee-field-name');
    await name.focus();
    await page.keyboard.press('End');
    await page.keyboard.type('abcdefghijkl');
    expect(await stage.at('nominee-name').textContent()).toContain('abcdefghijkl');
    await saved(stage);
  }),
  180_000,
);
