// A cabinet behind a passphrase: set, locked, opened again with either key, changed, taken away.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clipped, objections } from './accessible';
import { on, type Stage } from './stage';

const WORD = 'bốn từ không liên quan';

async function settings(stage: Stage) {
  await stage.click('nav-settings');
  await stage.at('settings-passphrase').waitFor();
}

/** Sets the passphrase and tells the recovery key. */
async function seal(stage: Stage): Promise<string> {
  await settings(stage);
  await stage.at('passphrase-new').fill(WORD);
  await stage.at('passphrase-again').fill(WORD);
  await stage.click('passphrase-do');
  await stage.at('recovery-key').waitFor();
  return (await stage.at('recovery-key').textContent()) ?? '';
}

async function well(stage: Stage) {
  expect(await objections(stage.page)).toEqual([]);
  expect(await clipped(stage.page)).toEqual([]);
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

test('what is sealed opens with the passphrase only, and tells no name on the disk', () =>
  on({}, async (stage) => {
    await stage.openSample();
    const cabinet = join(stage.folder, 'Tủ hồ sơ');
    const telling = () => files(cabinet).filter((file) => readFileSync(file).includes('Sở Dịch vụ công'));
    expect(telling().length).toBeGreaterThan(0);

    await settings(stage);
    await stage.at('passphrase-new').fill('ngắn');
    await stage.at('passphrase-again').fill('ngắm');
    await well(stage);
    expect(await stage.at('passphrase-do').isDisabled()).toBe(true);
    await stage.at('passphrase-again').fill('ngắn');
    await stage.click('passphrase-do');
    await stage.page.getByText('Mật khẩu quá ngắn').waitFor();
    await well(stage);

    const key = await seal(stage);
    expect(key).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/);
    await well(stage);
    expect(telling()).toEqual([]);
    await stage.choose(stage.folder);
    await stage.click('recovery-print');
    await stage.at('toast').getByText('khoa-khoi-phuc').waitFor();
    await stage.click('recovery-done');
    await stage.at('lock-now').waitFor();
    await well(stage);

    await stage.page.keyboard.press('Control+l');
    await stage.at('unlock').waitFor();
    expect(await stage.at('unit-name').count()).toBe(0);
    await well(stage);
    await stage.page.reload();
    await stage.at('unlock').waitFor();
    await stage.at('unlock-secret').fill('sai mật khẩu');
    await stage.page.keyboard.press('Enter');
    await stage.page.getByText('không đúng').waitFor();
    await well(stage);
    await stage.at('unlock-secret').fill(WORD);
    await stage.page.keyboard.press('Enter');
    await stage.at('home-new').waitFor();
    await stage.page.getByText('Sở Dịch vụ công').first().waitFor();

    await stage.restart(() => expect(telling()).toEqual([]));
    await stage.at('unlock').waitFor();
    await stage.click('unlock-recovery');
    await stage.at('unlock-secret').fill(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`);
    await stage.click('unlock-open');
    await stage.page.getByText('gõ chưa đúng').waitFor();
    await stage.at('unlock-secret').fill(key.toLowerCase().replaceAll('-', ' '));
    await stage.click('unlock-open');
    await stage.at('home-new').waitFor();
  }));

test('the passphrase is changed and taken away by whoever knows it', () =>
  on({}, async (stage) => {
    await stage.openSample();
    const key = await seal(stage);
    await stage.click('recovery-done');
    await stage.click('passphrase-change');
    await stage.at('passphrase-now').fill('không biết');
    await stage.at('passphrase-new').fill('một câu khác hẳn');
    await stage.at('passphrase-again').fill('một câu khác hẳn');
    await stage.click('passphrase-do');
    await stage.page.getByText('không đúng').waitFor();
    await stage.at('passphrase-now').fill(WORD);
    await stage.click('passphrase-do');
    await stage.at('recovery-key').waitFor();
    expect(await stage.at('recovery-key').textContent()).not.toBe(key);
    await stage.click('recovery-done');

    await stage.click('lock-now');
    await stage.at('unlock-secret').fill(WORD);
    await stage.click('unlock-open');
    await stage.page.getByText('không đúng').waitFor();
    await stage.at('unlock-secret').fill('một câu khác hẳn');
    await stage.click('unlock-open');
    await stage.at('home-new').waitFor();

    await settings(stage);
    await stage.click('passphrase-remove');
    await stage.at('passphrase-now').fill('một câu khác hẳn');
    await well(stage);
    await stage.click('passphrase-do');
    await stage.at('passphrase-new').waitFor();
    await stage.page.reload();
    await stage.at('home-new').waitFor();
    expect(await stage.at('unlock').count()).toBe(0);
  }));
