// Plans, law, calendar and templates of a unit's own: made, kept over a restart, and taken back.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { on, type Stage } from './stage';

async function copied(stage: Stage): Promise<void> {
  await stage.click('nav-plans');
  await stage.at('plan-facts').waitFor();
  await stage.click('plan-actions');
  await stage.click('menu-plan-copy');
  await stage.at('copy-title').fill('Cải cách hành chính Sở Tư pháp');
  expect(await objections(stage.page)).toEqual([]);
  await stage.click('copy-run');
  await stage.at('value-find').waitFor();
}

test('a plan is copied, changed within its bounds, compared and saved to a file', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await copied(stage);
    const years = stage.page.locator('[data-path="years.to"]');
    await years.fill('2019');
    await years.blur();
    const problems = stage.at('plan-problems');
    await problems.waitFor();
    expect(await problems.textContent()).toMatch(/Dòng \d+/);
    expect(await stage.at('plan-save').isDisabled()).toBe(true);
    expect(await objections(stage.page)).toEqual([]);
    await years.fill('2025');
    await years.blur();
    await problems.waitFor({ state: 'detached' });

    const percent = stage.page.locator('[data-path$="at_least.percent"]').first();
    await percent.fill('85');
    await percent.blur();
    // A look at another screen loses nothing.
    await stage.click('nav-home');
    await stage.click('nav-plans');
    await stage.at('plan-choose').selectOption('cai-cach-hanh-chinh-so-tu-phap@1');
    await stage.click('plan-actions');
    await stage.click('menu-plan-edit');
    expect(await percent.inputValue()).toBe('85');
    await stage.page.locator('[data-testid=plan-save]:enabled').waitFor();
    await stage.click('plan-save');
    await stage.at('plan-facts').waitFor();

    await stage.click('plan-actions');
    await stage.click('menu-plan-compare');
    await stage.at('compare-old').selectOption('nam-dinh-cchc-2021-2025@1');
    await stage.at('compare-clauses').getByText('85%').waitFor();
    expect(await stage.at('compare-affected').textContent()).toContain('chưa đạt → đạt');
    expect(await objections(stage.page)).toEqual([]);

    const file = join(stage.folder, 'kế hoạch.toml');
    await stage.choose(file);
    await stage.click('plan-actions');
    await stage.click('menu-plan-export');
    await stage.at('toast').getByText(file).waitFor();
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('percent = 85');
    expect(text).toContain('# Tệp này là gì');

    await stage.click('plan-actions');
    await stage.click('menu-plan-drop');
    await stage.at('toast').getByText('Hoàn tác').click();
    await stage.at('plan-choose').locator('option', { hasText: 'Sở Tư pháp' }).waitFor({ state: 'attached' });

    // Another version of the same file is refused as long as it says it is the same version.
    writeFileSync(file, text.replace('percent = 85', 'percent = 80'));
    await stage.choose(file);
    await stage.click('plan-actions');
    await stage.click('menu-plan-import');
    await stage.page.locator('[data-code=plan_taken]').waitFor();
  }));

test('the invented plan says that it is one', () =>
  on({}, async (stage) => {
    await stage.click('nav-plans');
    await stage.at('plan-facts').waitFor();
    await stage.at('plan-choose').selectOption('mau-vi-du-ninh-binh-2026-2030@1');
    await stage.page.getByText('không phải văn bản có thật').first().waitFor();
  }));

test('the law of a day is read, compared and checked by the unit', () =>
  on({}, async (stage) => {
    await stage.openSample();
    await stage.click('nav-plans');
    await stage.click('tab-law');
    await stage.at('law-acts').getByText('Nghị định số 91/2017/NĐ-CP').waitFor();
    expect(await stage.at('law-dossier').textContent()).toContain('15/11/2021');
    expect(await objections(stage.page)).toEqual([]);

    await stage.page.locator('[data-testid=law-day][data-day="2026-10-01"]').click();
    await stage.at('law-acts').getByText('Luật số 06/2026/QH16').waitFor();
    expect(await stage.at('law-on').inputValue()).toBe('01/10/2026');
    await stage.at('law-with').fill('30/6/2025');
    await stage.at('law-with').press('Enter');
    expect(await stage.at('law-compared').textContent()).toContain('30/06/2025');
    expect(await stage.at('law-change').count()).toBeGreaterThan(2);
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('law-stop');

    const item = stage.page.locator('[data-item="regime.law_06_2026"]');
    await item.getByTestId('law-correct').click();
    await item.getByTestId('law-take').click();
    expect(await item.getByRole('alert').textContent()).toContain('Số, ký hiệu');
    await item.getByTestId('law-source-title').fill('Thông báo');
    await item.getByTestId('law-source-symbol').fill('12/TB-SNV');
    expect(await objections(stage.page)).toEqual([]);
    await item.getByTestId('law-take').click();
    await item.getByText('đơn vị đối chiếu: Thông báo số 12/TB-SNV').waitFor();
    await item.getByTestId('law-take-back').click();
    await item.getByText('chưa đối chiếu', { exact: true }).waitFor();
  }));

test('a deadline is planned backwards by steps of the unit, and a closed one offers the late way', () =>
  on({}, async (stage) => {
    await stage.click('nav-deadlines');
    await stage.click('schedule-open');
    await stage.at('schedule-step').first().waitFor();
    const steps = await stage.at('schedule-step').count();
    expect(await objections(stage.page)).toEqual([]);

    const calendar = join(stage.folder, 'lịch.ics');
    await stage.choose(calendar);
    await stage.click('schedule-ics');
    await stage.at('toast').getByText(calendar).waitFor();
    expect(readFileSync(calendar, 'utf8')).toContain('BEGIN:VEVENT');
    const page = join(stage.folder, 'lịch.pdf');
    await stage.choose(page);
    await stage.click('schedule-pdf');
    await stage.at('toast').getByText(page).waitFor();
    expect(readFileSync(page).subarray(0, 5).toString()).toBe('%PDF-');

    await stage.click('steps-edit');
    await stage.click('step-add');
    await stage.at('step-title').last().fill('Trình lãnh đạo duyệt');
    await stage.at('step-before').last().fill('6');
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('steps-save');
    const own = stage.at('schedule-step').filter({ hasText: 'Trình lãnh đạo duyệt' });
    await own.waitFor();
    // Six working days before Monday 27/02 is Friday 17/02.
    expect(await own.textContent()).toContain('17/02/2023');
    await stage.page.reload();
    await stage.click('nav-deadlines');
    await stage.click('schedule-open');
    await own.waitFor();
    await stage.click('steps-reset');
    await own.waitFor({ state: 'detached' });
    expect(await stage.at('schedule-step').count()).toBe(steps);

    await stage.click('schedule-back');
    await stage.at('closed-deadlines').getByRole('button', { name: 'Khen thưởng hàng năm 2021' }).click();
    await stage.click('schedule-late');
    await stage.page.locator('[data-testid=days-left][data-state=closed]').waitFor();
  }));

test('a break that the unit enters moves the days, and is taken back', () =>
  on({}, async (stage) => {
    await stage.click('nav-deadlines');
    await stage.click('break-add');
    await stage.at('break-name').fill('Nghỉ bù của tỉnh');
    await stage.at('break-from').fill('27/02/2023');
    await stage.at('break-to').fill('27/02/2023');
    await stage.click('exception-save');
    expect(await stage.at('exceptions').getByRole('alert').count()).toBe(1);
    await stage.at('break-cite').fill('Thông báo 34/TB-UBND');
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('exception-save');
    await stage.at('exception').waitFor();
    await stage.at('month-holiday').getByText('Nghỉ bù của tỉnh').waitFor();
    await stage.at('open-deadline').first().getByText('24/02/2023').waitFor();
    await stage.click('exception-remove');
    await stage.at('exception').waitFor({ state: 'detached' });
    expect(await stage.at('open-deadline').first().textContent()).not.toContain('24/02/2023');
    await stage.click('month-earlier');
    await stage.at('month-holiday').getByText('Tết Quý Mão').first().waitFor();
  }));

test('templates go out, come back changed, and are refused with line and hint', () =>
  on({}, async (stage) => {
    await stage.click('nav-plans');
    await stage.click('tab-templates');
    await stage.at('templates').waitFor();
    expect(await objections(stage.page)).toEqual([]);
    const folder = join(stage.folder, 'mẫu');
    await stage.choose(folder);
    await stage.click('templates-export');
    await stage.at('toast').getByText(folder).waitFor();
    expect(readdirSync(folder)).toHaveLength(17);

    const wrong = join(folder, 'sai.form');
    writeFileSync(wrong, 'form: decision\n---\n{unti}\n');
    await stage.choose(wrong);
    await stage.click('template-add');
    const panel = stage.page.locator('[data-code=template_refused]');
    await panel.waitFor();
    expect(await panel.textContent()).toContain('Dòng 3');

    const own = join(folder, 'to-trinh.form');
    expect(existsSync(own)).toBe(true);
    await stage.choose(own);
    await stage.click('template-add');
    await stage.at('own-template').waitFor();
    await panel.waitFor({ state: 'detached' });
    await stage.page.reload();
    await stage.click('nav-plans');
    await stage.click('tab-templates');
    await stage.at('own-template').waitFor();
    await stage.click('template-drop');
    await stage.at('own-template').waitFor({ state: 'detached' });
  }));
