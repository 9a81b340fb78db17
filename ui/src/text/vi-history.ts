import { n } from './figures';

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/** A moment of the journal in words: `14 giờ 05, thứ Năm 16/02/2023`. */
function moment(at: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})/.exec(at);
  if (!found) return at;
  const [, year, month, day, hour, minute] = found;
  const weekday = weekdays[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()];
  return `${Number(hour)} giờ ${minute}, ${weekday} ${day}/${month}/${year}`;
}

export const history = {
  moment,
  of: 'Lịch sử của',
  scopes: [
    { id: 'dossier', label: 'Cả hồ sơ' },
    { id: 'nominee', label: 'Một người hoặc tập thể' },
    { id: 'report', label: 'Báo cáo của một người hoặc tập thể' },
  ],
  nominee: 'Người, tập thể',
  filter: 'Lọc theo người ghi, nội dung',
  list: 'Các lần ghi',
  empty: 'Mỗi lần sửa hồ sơ sẽ hiện ở đây: ai, lúc nào, sửa gì; có thể trở về lúc đó.',
  noMatch: 'Không có lần ghi nào khớp với bộ lọc.',
  notKept: 'Hồ sơ này nằm ngoài tủ hồ sơ nên không có lịch sử.',
  count: (shown: number, all: number) => (shown === all ? `${n(all)} lần ghi` : `${n(shown)} trong ${n(all)} lần ghi`),
  before: 'Trước',
  after: 'Sau',
  nothing: '(trống)',
  more: (count: number) => `và ${n(count)} chỗ khác`,
  less: 'Thu gọn',
  restore: 'Trở về lúc này',
  restoreOf: (when: string) => `Trở về lúc này: ${when}`,
  restored: (when: string) => `Đã trở về lúc ${when}.`,
  now: 'Hiện nay',
  older: 'Xem các lần ghi cũ hơn',
  verify: 'Kiểm tra nhật ký',
  sound: 'Nhật ký nguyên vẹn: không lần ghi nào bị sửa hay bị mất.',
  broken: (entry: number) =>
    `Nhật ký bị đứt ở lần ghi số ${n(entry)}. Chạy kiểm tra tủ hồ sơ, và giữ lại bản sao lưu gần nhất.`,
} as const;
