// Invented content for the gallery of parts.

export type Person = { id: string; name: string; position: string; department: string; index: number };

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đỗ', 'Bùi', 'Vũ', 'Ngô', 'Đặng'];
const middles = ['Văn', 'Thị', 'Đức', 'Minh', 'Thị Thanh', 'Quang', 'Ngọc'];
const givens = ['An', 'Ánh', 'Bình', 'Dũng', 'Đạt', 'Giang', 'Hằng', 'Huệ', 'Khánh', 'Lệ', 'Mỹ', 'Oanh', 'Phương', 'Quỳnh', 'Sơn', 'Ước', 'Yến'];
const positions = ['Chuyên viên', 'Phó Trưởng phòng', 'Trưởng phòng', 'Văn thư', 'Kế toán'];
const departments = ['Văn phòng', 'Phòng Nghiệp vụ', 'Phòng Tổ chức cán bộ', 'Thanh tra'];

const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? '';

export const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    name: `${pick(families, at * 7)} ${pick(middles, at * 3)} ${pick(givens, at * 5)}`,
    position: pick(positions, at),
    department: pick(departments, at * 3),
    index: 85 + ((at * 37) % 150) / 10,
  }));

export const galleryWords = {
  heading: 'Bộ phận giao diện',
  fields: 'Ô nhập',
  table: 'Bảng',
  feedback: 'Thông báo',
  other: 'Khác',
  columns: { name: 'Họ và tên', position: 'Chức vụ', department: 'Bộ phận', index: 'Chỉ số' },
  tableLabel: 'Danh sách người được đề nghị',
  filter: 'Lọc danh sách',
  chosen: (count: number) => `${count} dòng được chọn`,
  paste: 'Dán vùng ô chép từ Excel',
  pasted: (rows: number, cells: number) => `${rows} dòng, ${cells} ô`,
  name: { label: 'Họ và tên', hint: 'Viết có dấu, đúng như giấy tờ.', wrong: 'Hãy nhập họ và tên.' },
  report: { label: 'Tóm tắt thành tích' },
  day: { label: 'Ngày họp Hội đồng', hint: 'Không muộn hơn ngày tờ trình.' },
  percent: { label: 'Chỉ số cải cách hành chính' },
  unit: {
    label: 'Loại đơn vị',
    options: [
      { id: 'department', label: 'Sở, ban, ngành' },
      { id: 'commune', label: 'Xã, phường, thị trấn' },
      { id: 'school', label: 'Đơn vị sự nghiệp' },
    ],
  },
  position: {
    label: 'Chức vụ',
    options: [...positions, 'Giám đốc', 'Phó Giám đốc', 'Chánh Văn phòng'].map((label, at) => ({ id: `c${at}`, label })),
  },
  confirmed: { label: 'Đã có xác nhận của thủ trưởng', hint: 'Đánh dấu khi đã có chữ ký.' },
  theme: {
    label: 'Hình thức họp',
    options: [
      { id: 'secret', label: 'Bỏ phiếu kín' },
      { id: 'hands', label: 'Biểu quyết' },
    ],
  },
  toast: 'Báo tin',
  toastText: 'Đã lưu hồ sơ.',
  undo: 'Hoàn tác',
  ask: 'Hỏi lại',
  dialog: {
    title: 'Đánh dấu đã gửi?',
    text: 'Sau khi đánh dấu, hồ sơ được khóa lại và không sửa được nữa.',
    yes: 'Đánh dấu đã gửi',
  },
  menu: 'Việc khác',
  menuItems: [
    { id: 'copy', label: 'Nhân bản', detail: 'Chép thành một dòng mới' },
    { id: 'remove', label: 'Đưa ra khỏi danh sách' },
  ],
  progress: 'Đang xuất 120 báo cáo…',
  split: 'Độ rộng khung trái',
  left: 'Khung trái',
  right: 'Khung phải',
  chart: {
    title: 'Đề nghị và kết quả theo năm',
    series: ['Đề nghị', 'Được khen'],
    bars: [
      { label: '2021', values: [12, 9] },
      { label: '2022', values: [15, 13] },
      { label: '2023', values: [11, 11] },
      { label: '2024', values: [18, 14] },
    ],
  },
  empty: 'Danh sách đề nghị sẽ hiện ở đây.',
  emptyAction: 'Thêm người đầu tiên',
  error: {
    code: 'cannot_write',
    what: 'Không ghi được “01-to-trinh.pdf”; chưa có tệp nào được ghi.',
    why: 'Ổ đĩa đã đầy.',
    next: 'Xóa bớt tệp không cần hoặc chọn ổ đĩa khác, rồi làm lại.',
  },
  notice: 'Còn 2 điểm phải sửa trước khi gửi.',
} as const;
