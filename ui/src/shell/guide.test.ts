import { expect, test } from 'vitest';
import { tabIds, type TabId } from '../screens/dossier/tabs';
import { guide } from '../text/guide';
import { screens, type ScreenId } from './screens';

test('every screen and every part of a dossier has a page', () => {
  // What each is called in the guide; a screen or a tab that is added asks for its page here.
  const pages: Record<ScreenId | TabId, string> = {
    home: 'tu-ho-so',
    dossier: 'cac-buoc',
    plans: 'ke-hoach',
    deadlines: 'han-nop',
    statistics: 'thong-ke',
    help: 'bat-dau',
    settings: 'cai-dat',
    steps: 'cac-buoc',
    general: 'thong-tin-chung',
    nominees: 'danh-sach',
    reports: 'bao-cao',
    indicators: 'chi-tieu',
    evidence: 'minh-chung',
    council: 'hoi-dong',
    check: 'kiem-tra',
    rehearsal: 'tu-kiem-tra',
    preview: 'xem-truoc',
    export: 'xuat',
    history: 'lich-su',
  };
  const ids = guide.map((page) => page.id);
  const all: (ScreenId | TabId)[] = [...screens.map((screen) => screen.id), 'statistics', ...tabIds];
  for (const one of all) expect(ids, one).toContain(pages[one]);
});
