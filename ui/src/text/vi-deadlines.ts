import { n } from './figures';

export const deadlines = {
  heading: 'Lịch và hạn nộp',
  intro: '“Trước ngày 28/02” nghĩa là ngày 27/02 vẫn kịp, chính ngày 28/02 đã muộn.',
  weekends: 'Ngày làm việc cuối là ngày làm việc gần nhất không muộn hơn ngày cuối, đã trừ thứ Bảy, Chủ nhật và ngày nghỉ lễ, Tết.',
  open: 'Còn hạn',
  closed: 'Đã hết hạn',
  noneOpen: 'Không có đợt nào còn hạn trong các kế hoạch đang có.',
  readPlan: 'Xem các kế hoạch',
  left: (days: number) => `Còn ${n(days)} ngày`,
  lastDay: 'Hôm nay là ngày cuối',
  over: (days: number) => `Quá hạn ${n(days)} ngày`,
  lastOnTime: 'Ngày cuối đúng hạn',
  lastWorking: 'Ngày làm việc cuối',
  uncertain: 'Cần xác nhận',
  columns: { round: 'Đợt', plan: 'Kế hoạch', last: 'Ngày cuối', state: 'Tình trạng', cite: 'Căn cứ' },
  closedLabel: 'Các đợt đã hết hạn',
} as const;
