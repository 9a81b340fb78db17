import { n } from './figures';

export const search = {
  heading: 'Tìm trong mọi hồ sơ',
  field: 'Tên người, tập thể, số quyết định, chữ trong báo cáo…',
  hint: 'Gõ không dấu cũng được. Mũi tên để chọn, Enter để mở, Esc để đóng.',
  none: 'Không tìm thấy.',
  found: (count: number) => `${n(count)} kết quả`,
  part: {
    dossier: 'Thông tin chung',
    council: 'Hội đồng',
    nominee: 'Đề nghị',
    report: 'Báo cáo',
    evidence: 'Minh chứng',
  },
  noName: 'Chưa có tên',
  close: 'Đóng (Esc)',
  nav: 'Tìm',
} as const;
