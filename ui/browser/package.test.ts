// The package of one dossier: made with what is said to go in, opened where the dossier is already,
// refused where it was altered, and brought back with reasons.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objections } from './accessible';
import { difference, full, small } from './pictures';
import { on, type Look, type Stage } from './stage';

const refs = join(import.meta.dirname, '../../tests/ref');

/** The window as it looks now, against its picture. */
async function pictured(stage: Stage, look: Look, name: string): Promise<void> {
  const dark = look.scheme === 'dark';
  const taken = await stage.page.screenshot({ animations: 'disabled' });
  expect(difference(dark ? small(`${name}-toi`) : full(name), taken, dark)).toBe('');
}

/** Makes a package of the open dossier and tells where it is. */
async function make(stage: Stage): Promise<string> {
  await stage.click('tab-export');
  await stage.at('package-make').waitFor();
  await stage.choose(stage.folder);
  await stage.click('package-elsewhere');
  await stage.at('package-done').waitFor({ timeout: 60_000 });
  const said = (await stage.at('package-done').textContent()) ?? '';
  const file = /([\w-]+\.hoso)/.exec(said)?.[1] ?? '';
  return join(stage.folder, file);
}

async function look(stage: Stage, file: string): Promise<void> {
  await stage.click('nav-home');
  await stage.choose(file);
  await stage.click('start-package');
}

for (const scheme of ['light', 'dark'] as const) {
  test(`a package is made, opened where the dossier is, and comes back with reasons (${scheme})`, () =>
    on({ scheme }, async (stage) => {
      const { page } = stage;
      await stage.openSample();
      const file = await make(stage);
      const code = await stage.at('package-code').textContent();
      expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2,}$/);
      await stage.at('package').scrollIntoViewIfNeeded();
      expect(await objections(page)).toEqual([]);
      await pictured(stage, { scheme }, '90-dong-goi-ho-so');

      // The same file again is met, and only replaced when that is said.
      await stage.choose(stage.folder);
      await stage.click('package-elsewhere');
      await page.locator('[data-testid=error-panel][data-code=file_exists]').waitFor();
      await stage.click('package-replace');
      await stage.at('error-panel').waitFor({ state: 'detached', timeout: 60_000 });

      await look(stage, file);
      await stage.at('package-sound').waitFor();
      expect(await stage.at('package-in').textContent()).toContain(code);
      await expect.poll(() => stage.at('package-here').getAttribute('data-here')).toBe('same');
      await stage.click('package-close');

      await stage.click('nav-dossier');
      await stage.click('tab-general');
      const name = stage.at('unit-field');
      await name.fill('Sở sửa ở đây');
      await name.blur();
      await page.locator('[data-testid=saving][data-state=saved]').waitFor();
      await look(stage, file);
      await expect.poll(() => stage.at('package-here').getAttribute('data-here')).toBe('different');
      expect(await stage.at('package-here').textContent()).toContain('Sở sửa ở đây');
      expect(await objections(page)).toEqual([]);
      await pictured(stage, { scheme }, '91-mo-goi-ho-so');
      await stage.click('package-copy');
      await stage.at('package-in').waitFor({ state: 'detached' });
      await page.getByText('Đã lấy thành một hồ sơ riêng.').waitFor();

      const back = join(stage.folder, 'trả lại.hoso');
      copyFileSync(join(refs, 'goi-tra-lai-1.hoso'), back);
      await look(stage, back);
      await stage.at('package-return').waitFor();
      expect(await objections(page)).toEqual([]);
      await pictured(stage, { scheme }, '92-goi-tra-lai');
      await stage.click('package-take');
      await stage.at('package-taken').waitFor();
      await stage.click('package-open-taken');
      await stage.click('tab-export');
      await page.getByText('Hồ sơ bị trả lại').first().waitFor();
    }));
}

test('a package that was altered says which part, and one that is none is refused with words', () =>
  on({}, async (stage) => {
    await stage.openSample();
    const file = await make(stage);
    const bytes = readFileSync(file);
    const at = bytes.indexOf('%PDF-');
    bytes[at + 200] = (bytes[at + 200] ?? 0) ^ 1;
    const altered = join(stage.folder, 'hỏng.hoso');
    writeFileSync(altered, bytes);
    await look(stage, altered);
    await stage.at('package-faulty').waitFor();
    expect(await stage.at('package-faulty').textContent()).toMatch(/Đã bị thay đổi: van-ban\/.+\.pdf/);
    expect(await objections(stage.page)).toEqual([]);
    await stage.click('package-close');

    const none = join(stage.folder, 'không phải.hoso');
    writeFileSync(none, 'không phải tệp nén');
    await look(stage, none);
    await stage.page.locator('[data-testid=error-panel][data-code=package_refused]').waitFor();
    await stage.page.keyboard.press('Escape');
    await stage.at('package-in').waitFor({ state: 'detached' });
  }));
