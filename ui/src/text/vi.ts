// Every word of the window, screen by screen. Sentences about a dossier come ready from the program
// behind it.
import { n } from './figures';
import { council } from './vi-council';
import { deadlines } from './vi-deadlines';
import { dossier } from './vi-dossier';
import { help } from './vi-help';
import { history } from './vi-history';
import { home } from './vi-home';
import { emblem } from './vi-emblem';
import { law, own, planEdit, schedule, templates } from './vi-own';
import { plans } from './vi-plans';
import { rehearsal } from './vi-rehearsal';
import { proof } from './vi-proof';
import { search } from './vi-search';
import { sending } from './vi-sending';
import { settings } from './vi-settings';
import { unit, welcome } from './vi-welcome';
import { general } from './vi-general';
import { importing } from './vi-importing';
import { indicators } from './vi-indicators';
import { reports } from './vi-reports';
import { evidence } from './vi-evidence';
import { nominees } from './vi-nominees';
import { hints, rescue, statistics } from './vi-survey';

export const words = {
  product: 'Hồ sơ Thi đua',
  number: n,

  unexpected: (detail: string) => ({
    what: 'Việc vừa rồi không làm được.',
    why: `Chương trình báo: ${detail}`,
    next: 'Thử lại; nếu vẫn lỗi, chép chi tiết này gửi người hỗ trợ.',
  }),

  nav: {
    label: 'Các phần của chương trình',
    home: 'Trang chủ',
    dossier: 'Hồ sơ',
    plans: 'Kế hoạch',
    deadlines: 'Hạn nộp',
    help: 'Trợ giúp',
    settings: 'Cài đặt',
    noDossier: 'Chưa mở hồ sơ nào',
    skip: 'Đến nội dung',
  },

  error: {
    heading: 'Có việc cần xử lý',
    why: 'Vì sao',
    next: 'Nên làm gì',
    copy: 'Chép chi tiết',
    copied: 'Đã chép',
    notCopied: 'Chưa chép được; hãy bôi đen và chép bằng tay.',
    close: 'Đóng thông báo',
    details: (what: string, why: string, next: string, code: string) =>
      [what, why, next, `Mã: ${code}`].filter((line) => line !== '').join('\n'),
  },

  cite: 'Căn cứ',
  open: 'Mở',
  loading: 'Đang tải…',
  filter: { clear: 'Xóa bộ lọc', hint: 'Gõ không dấu cũng được' },
  toast: { close: 'Đóng', undo: 'Hoàn tác' },
  dialog: { no: 'Không' },
  progress: { cancel: 'Dừng' },
  table: {
    sort: 'Sắp xếp theo cột này',
    empty: 'Chưa có dòng nào.',
    noMatch: 'Không có dòng nào khớp với bộ lọc.',
  },
  field: {
    badDate: 'Viết ngày dạng 27/02/2025.',
    dateShape: 'ngày/tháng/năm',
    badNumber: 'Viết số dạng 91,5.',
    outOfRange: (least: string, most: string) => `Số phải từ ${least} đến ${most}.`,
    notInList: 'Chọn một mục trong danh sách.',
    noMatch: 'Không có mục nào khớp.',
  },

  ...dossier,
  proof,
  home,
  plans,
  deadlines,
  help,
  settings,
  search,
  unit,
  welcome,
  general,
  reports,
  importing,
  indicators,
  own,
  planEdit,
  law,
  schedule,
  templates,
  emblem,
  nominees,
  evidence,
  council,
  history,
  sending,
  rescue,
  hints,
  statistics,
  rehearsal,
} as const;
