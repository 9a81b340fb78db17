// A table of a file, laid over the dossier, written and taken back, with the real desk behind it.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { difference, full, small } from './pictures';
import { on, type Look, type Stage } from './stage';

const files = join(import.meta.dirname, '../../tests/suite/import');

async function isWell(stage: Stage): Promise<void> {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

async function openTable(stage: Stage, tab: string, file: string): Promise<void> {
  await stage.openSample();
  await stage.click(`tab-${tab}`);
  await stage.click('import-open');
  await stage.at('import-choose').waitFor();
  await stage.choose(file);
  await stage.click('import-choose');
  await stage.at('import-rows').waitFor();
}

const rowsShown = (stage: Stage) =>
  stage.at('import-rows').getAttribute('aria-rowcount').then((all) => Number(all) - 1);

const nominees = (stage: Stage) =>
  stage.at('nominee-table').getAttribute('aria-rowcount').then((all) => Number(all) - 1);

test('a list is seen row by row, written as one step and taken back', () =>
  on({}, async (stage) => {
    await openTable(stage, 'nominees', join(files, 'danh-sach-libreoffice.xlsx'));
    const { keyboard } = stage.page;
    expect(await stage.at('import-file').textContent()).toContain('Excel (.xlsx)');
    expect(await stage.at('import-apply').textContent()).toContain('Ghi 6 dòng');
    expect(await rowsShown(stage)).toBe(16);
    await isWell(stage);

    // The refused ones, and why, cell by cell.
    await stage.click('import-filter-refused');
    expect(await rowsShown(stage)).toBe(2);
    await stage.at('import-rows').focus();
    await keyboard.press('Home');
    const detail = stage.at('import-detail');
    await detail.getByText('Ô C13').waitFor();
    expect(await detail.textContent()).toContain('Ô H13');
    await isWell(stage);

    // They can be saved for correction.
    const kept = join(stage.folder, 'chưa nhập.xlsx');
    await stage.choose(kept);
    await stage.click('import-refused');
    await stage.at('toast').getByText('chưa nhập.xlsx').waitFor();
    expect(existsSync(kept)).toBe(true);

    // Another choice is another result at once.
    await stage.at('import-hidden').click();
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=import-apply]')?.textContent?.includes('Ghi 7 dòng'),
    );
    await stage.click('import-apply');
    await stage.at('toast').getByText('7 mới, 0 cập nhật').waitFor();
    await stage.at('nominee-table').waitFor();
    expect(await nominees(stage)).toBe(19);
    await stage.at('toast').getByText('Hoàn tác').last().click();
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=nominee-table]')?.getAttribute('aria-rowcount') === '13',
    );
  }));

test('columns that nothing names are chosen by hand and remembered', () =>
  on({}, async (stage) => {
    const file = join(stage.folder, 'bảng lạ.csv');
    writeFileSync(file, 'Cột một;Cột hai\nTrần Thị Mới;Nữ\nLê Văn Cũ;Nam\n');
    await openTable(stage, 'nominees', file);
    expect(await stage.at('import-apply').isDisabled()).toBe(true);
    await stage.at('import-header').fill('1');
    await stage.at('import-header').press('Tab');
    const columns = stage.at('import-column');
    await columns.first().selectOption('name');
    await stage.page.waitForFunction(() => !document.querySelector('[data-testid=import-columns] [data-testid=import-column] option:checked')?.textContent?.includes('bỏ qua'));
    await columns.nth(1).selectOption('gender');
    await stage.at('import-rows-are').selectOption('individual');
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=import-apply]')?.textContent?.includes('Ghi 2 dòng'),
    );
    await isWell(stage);
    await stage.click('import-apply');
    await stage.at('toast').getByText('2 mới, 0 cập nhật').waitFor();

    // Escape leads back; the next file with this header is understood.
    await stage.click('import-open');
    await stage.choose(file);
    await stage.click('import-choose');
    await stage.at('import-header').fill('1');
    await stage.at('import-header').press('Tab');
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=import-filter-same]')?.textContent?.includes('(2)'),
    );
    await stage.page.keyboard.press('Escape');
    await stage.at('nominee-table').waitFor();
  }));

test('a file that is no spreadsheet is refused with what to do', () =>
  on({}, async (stage) => {
    const file = join(stage.folder, 'trang web.xls');
    writeFileSync(file, '<html><table></table></html>');
    await stage.openSample();
    await stage.click('tab-nominees');
    await stage.click('import-open');
    await stage.choose(file);
    await stage.click('import-choose');
    await stage.page.getByText('Không đọc được bảng tính “trang web.xls”').waitFor();
    await isWell(stage);
  }));

test('members and indicators come from a table too', () =>
  on({}, async (stage) => {
    await openTable(stage, 'indicators', join(files, 'chi-tieu.ods'));
    expect(await stage.at('import-kind').inputValue()).toBe('indicators');
    await isWell(stage);
    await stage.click('import-cancel');
    await stage.page.locator('[data-path=indicators]:focus').waitFor();

    const file = join(stage.folder, 'hội đồng.csv');
    writeFileSync(file, 'Họ và tên;Chức vụ;Chức danh trong Hội đồng\nTrịnh Công Mới;Giám đốc;Ủy viên\n');
    await stage.click('tab-council');
    const give = async () => {
      await stage.at('council').getByTestId('import-open').click();
      await stage.choose(file);
      await stage.click('import-choose');
      await stage.at('import-rows').waitFor();
    };
    await give();
    await stage.click('import-cancel');
    await stage.page.locator('[data-part=setup]:focus').waitFor();
    await give();
    await isWell(stage);
    await stage.click('import-apply');
    await stage.at('council').waitFor();
    await stage.at('toast').getByText('1 mới, 0 cập nhật').waitFor();
  }));

test('ten thousand rows scroll as fast as ten', () =>
  on({}, async (stage) => {
    const file = join(stage.folder, 'mười nghìn.csv');
    const rows = Array.from({ length: 10_000 }, (_, at) => `Nguyễn Văn Số ${at};Nam;Phòng ${at % 50}`);
    writeFileSync(file, ['Họ và tên;Giới tính;Nơi công tác', ...rows].join('\n'));
    await openTable(stage, 'nominees', file);
    await stage.page.waitForFunction(() =>
      document.querySelector('[data-testid=import-apply]')?.textContent?.includes('10.000'),
    );
    await stage.at('import-rows').focus();
    await stage.page.keyboard.press('End');
    await stage.at('import-rows').getByText('Nguyễn Văn Số 9999').first().waitFor();
    expect(await stage.at('import-rows').locator('[role=row]').count()).toBeLessThan(80);
  }));

const looks: [string, Look][] = [
  ['35-nhap-tu-bang-tinh', {}],
  ['35-nhap-tu-bang-tinh-toi', { scheme: 'dark' }],
];

test.each(looks)('the picture %s is as it was', (name, look) =>
  on(look, async (stage) => {
    await openTable(stage, 'nominees', join(files, 'danh-sach-libreoffice.xlsx'));
    await stage.at('import-rows').focus();
    await stage.page.keyboard.press('Home');
    for (let down = 0; down < 8; down += 1) await stage.page.keyboard.press('ArrowDown');
    await stage.at('import-detail').getByText('Dòng 13').waitFor();
    const taken = await stage.page.screenshot();
    const isDark = look.scheme === 'dark';
    expect(difference((isDark ? small : full)(name), taken, isDark)).toBe('');
  }),
);
