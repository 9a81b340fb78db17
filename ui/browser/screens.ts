import type { Stage } from './stage';

type Screen = { name: string; go: (stage: Stage) => Promise<void> };

/** Every screen, each reached from the one before. */
export const screens: readonly Screen[] = [
  { name: '01-trang-chu', go: (stage) => stage.at('home-deadlines').getByRole('listitem').first().waitFor() },
  {
    name: '02-chua-mo-ho-so',
    go: async (stage) => {
      await stage.click('nav-dossier');
    },
  },
  {
    name: '03-cac-buoc',
    go: async (stage) => {
      await stage.click('nav-home');
      await stage.openSample();
    },
  },
  { name: '04-kiem-tra', go: (stage) => stage.click('tab-check') },
  {
    name: '05-xem-truoc',
    go: async (stage) => {
      await stage.click('tab-preview');
      await drawn(stage);
    },
  },
  { name: '06-xuat', go: (stage) => stage.click('tab-export') },
  {
    name: '07-ke-hoach',
    go: async (stage) => {
      await stage.click('nav-plans');
      await stage.at('plan-facts').waitFor();
    },
  },
  {
    name: '08-tim-trong-ke-hoach',
    go: async (stage) => {
      await stage.at('plan-find').fill('chi so');
      await stage.page.locator('mark').first().waitFor();
    },
  },
  {
    name: '09-han-nop',
    go: async (stage) => {
      await stage.click('nav-deadlines');
      await stage.at('open-deadline').first().waitFor();
    },
  },
  {
    name: '10-tro-giup',
    go: async (stage) => {
      await stage.click('nav-help');
      await stage.at('guide-text').waitFor();
    },
  },
  {
    name: '11-giai-thich-f1',
    go: async (stage) => {
      await stage.click('nav-dossier');
      await stage.click('tab-check');
      await stage.at('finding-place').first().focus();
      await stage.page.keyboard.press('F1');
      await stage.at('help-panel').waitFor();
    },
  },
  {
    name: '12-cai-dat',
    go: async (stage) => {
      await stage.page.keyboard.press('Escape');
      await stage.click('nav-settings');
      await stage.at('theme').waitFor();
    },
  },
  { name: '13-trang-chu-dang-mo', go: (stage) => stage.click('nav-home') },
  {
    name: '30-hoi-dong',
    go: async (stage) => {
      await stage.click('nav-dossier');
      await stage.click('tab-council');
      await stage.at('ballots').waitFor();
    },
  },
  {
    name: '31-kiem-phieu',
    go: async (stage) => {
      await stage.page.locator('[data-cell="3.0"]').focus();
      await stage.at('ballot-detail').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '32-gui-ho-so',
    go: async (stage) => {
      await stage.click('tab-export');
      await stage.at('send-run').scrollIntoViewIfNeeded();
    },
  },
];

/** Waits until the page of a document has been drawn. */
export async function drawn(stage: Stage): Promise<void> {
  const image = stage.at('page-image');
  await image.waitFor();
  await image.evaluate((element: HTMLImageElement) => element.decode());
}
