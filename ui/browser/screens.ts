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
  {
    name: '14-doi-chieu',
    go: async (stage) => {
      await stage.click('nav-dossier');
      await stage.click('tab-check');
      await stage.click('proof-run');
      await stage.at('proof-result').filter({ hasText: 'khớp' }).waitFor();
    },
  },
  {
    name: '13-trang-chu-dang-mo',
    go: async (stage) => {
      await stage.click('nav-home');
      await stage.at('home-renew').waitFor();
    },
  },
  {
    name: '40-lap-ho-so-moi',
    go: async (stage) => {
      await stage.click('home-new');
      await stage.at('new-dossier').waitFor();
    },
  },
  {
    name: '41-lap-tu-ho-so-cu',
    go: async (stage) => {
      await stage.click('home-renew');
      await stage.at('renew-one').first().waitFor();
    },
  },
  {
    name: '42-tim',
    go: async (stage) => {
      await stage.page.keyboard.press('Control+k');
      await stage.page.keyboard.type('pham anh');
      await stage.at('found').first().waitFor();
    },
  },
  {
    name: '43-cai-dat-sao-luu',
    go: async (stage) => {
      await stage.page.keyboard.press('Escape');
      await stage.click('nav-settings');
      await stage.at('package').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '30-danh-sach',
    go: async (stage) => {
      await stage.click('nav-dossier');
      await stage.click('tab-nominees');
      await stage.at('nominee-table').waitFor();
      await stage.at('nominee-table').focus();
      await stage.page.keyboard.press('ArrowDown');
      await stage.page.keyboard.press('ArrowDown');
      await stage.page.keyboard.press('Enter');
      await stage.at('nominee-field-name').waitFor();
    },
  },
  {
    name: '31-tieu-chuan',
    go: async (stage) => {
      await stage.click('tab-nominee-criteria');
      await stage.at('card').first().waitFor();
    },
  },
  {
    name: '32-lich-su-khen',
    go: (stage) => stage.click('tab-nominee-awards'),
  },
  {
    name: '33-dan-tu-excel',
    go: async (stage) => {
      await stage.page.keyboard.press('Escape');
      await stage.click('import-open');
      await stage.at('import-area').waitFor();
    },
  },
  {
    name: '34-minh-chung',
    go: async (stage) => {
      await stage.click('import-cancel');
      await stage.click('tab-evidence');
      await stage.at('evidence-table').waitFor();
      await stage.at('evidence-table').focus();
      await stage.page.keyboard.press('ArrowDown');
      await stage.page.keyboard.press('Enter');
      await stage.at('paper').waitFor();
    },
  },
  {
    name: '50-luat',
    go: async (stage) => {
      await stage.click('nav-plans');
      await stage.click('tab-law');
      await stage.at('law-dossier').waitFor();
    },
  },
  {
    name: '51-so-sanh-hai-ngay',
    go: async (stage) => {
      await stage.at('law-with').fill('01/07/2025');
      await stage.at('law-with').press('Enter');
      await stage.at('law-compared').waitFor();
    },
  },
  {
    name: '52-mau-van-ban',
    go: async (stage) => {
      await stage.click('tab-templates');
      await stage.at('templates').waitFor();
    },
  },
  {
    name: '53-sua-ke-hoach',
    go: async (stage) => {
      await stage.click('tab-plans');
      await stage.at('plan-facts').waitFor();
      await stage.click('plan-actions');
      await stage.click('menu-plan-copy');
      await stage.at('copy-title').fill('Cải cách hành chính Sở Tư pháp');
      await stage.click('copy-run');
      await stage.at('value-find').waitFor();
      // What it says goes after a while, on a slow machine before the next pictures.
      await stage.at('toast').getByRole('button').last().click();
    },
  },
  {
    name: '54-lich-chuan-bi',
    go: async (stage) => {
      await stage.click('nav-deadlines');
      await stage.click('schedule-open');
      await stage.at('schedule-step').first().waitFor();
    },
  },
  {
    name: '20-thong-tin-chung',
    go: async (stage) => {
      await stage.click('nav-dossier');
      await stage.click('tab-general');
      await stage.at('signature').waitFor();
    },
  },
  {
    name: '21-chi-tieu',
    go: async (stage) => {
      await stage.click('tab-indicators');
      await stage.at('indicator').first().waitFor();
    },
  },
  {
    name: '22-bao-cao',
    go: async (stage) => {
      await stage.click('tab-reports');
      await stage.at('report-text').first().waitFor();
      if (!(await stage.at('toggle-page').isVisible())) await drawn(stage);
    },
  },
  {
    name: '23-so-lieu-trong-bao-cao',
    go: async (stage) => {
      if (await stage.at('toggle-page').isVisible()) await stage.click('toggle-page');
      await stage.click('tab-report-figures');
      await stage.at('figure').first().waitFor();
    },
  },
  {
    name: '70-hoi-dong',
    go: async (stage) => {
      await stage.click('nav-dossier');
      await stage.click('tab-council');
      await stage.at('ballots').waitFor();
    },
  },
  {
    name: '71-kiem-phieu',
    go: async (stage) => {
      await stage.page.locator('[data-cell="3.0"]').focus();
      await stage.at('ballot-detail').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '73-tu-kiem-tra',
    go: async (stage) => {
      await stage.click('tab-rehearsal');
      await stage.at('rehearsal-line').first().waitFor();
    },
  },
  {
    name: '72-gui-ho-so',
    go: async (stage) => {
      await stage.click('tab-export');
      await stage.at('send-run').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '80-goi-y-bao-cao',
    go: async (stage) => {
      await stage.click('tab-reports');
      await stage.click('tab-report-hints');
      await stage.at('hints').getByRole('listitem').or(stage.at('hints').getByText('Không có gợi ý')).first().waitFor();
    },
  },
  {
    name: '81-goi-y-moi-bao-cao',
    go: async (stage) => {
      // With large letters the page stands in the place of the text.
      if (!(await stage.at('open-all-hints').isVisible())) await stage.click('toggle-page');
      await stage.click('open-all-hints');
      await stage.at('hints-kind').waitFor();
    },
  },
  {
    name: '82-thong-ke',
    go: async (stage) => {
      await stage.click('hints-back');
      await stage.click('nav-home');
      await stage.click('home-statistics');
      await stage.at('statistics-table').first().waitFor();
    },
  },
  {
    name: '94-dat-mat-khau',
    go: async (stage) => {
      await stage.click('nav-settings');
      await stage.at('passphrase-new').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '95-tu-dang-khoa',
    go: async (stage) => {
      await stage.at('passphrase-new').fill('bốn từ không liên quan');
      await stage.at('passphrase-again').fill('bốn từ không liên quan');
      await stage.click('passphrase-do');
      await stage.click('recovery-done');
      await stage.click('lock-now');
      await stage.at('unlock').waitFor();
    },
  },
];

/** Waits until the page of a document has been drawn. */
export async function drawn(stage: Stage): Promise<void> {
  const image = stage.at('page-image').filter({ visible: true });
  await image.waitFor();
  await image.evaluate((element) => Promise.all([...element.querySelectorAll('img')].map((band) => band.decode())));
}
