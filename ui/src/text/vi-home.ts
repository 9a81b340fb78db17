import { n } from './figures';

export const home = {
  heading: 'Hồ sơ Thi đua',
  calm: 'Kiểm tra, xem trước và xuất hồ sơ đề nghị khen thưởng ngay trên máy này, không cần mạng.',
  sample: 'Thử với hồ sơ mẫu',
  open: 'Mở tệp hồ sơ…',
  openKey: 'Ctrl+O',
  drop: 'Hoặc kéo tệp hồ sơ thả vào cửa sổ này.',
  opening: 'Đang mở hồ sơ…',
  secret: 'Không nhập nội dung thuộc bí mật nhà nước vào phần mềm này.',
  steps: 'Ba việc chương trình làm',
  step: [
    ['Kiểm tra', 'Soi từng đề nghị theo tiêu chuẩn của kế hoạch, nêu rõ căn cứ và việc cần bổ sung.'],
    ['Xem trước', 'Xem đúng từng trang tờ trình, danh sách, báo cáo và biên bản sẽ in ra.'],
    ['Xuất', 'Ghi mỗi văn bản thành một tệp PDF, sẵn sàng in, ký và gửi.'],
  ],
  guide: 'Xem hướng dẫn từng bước',

  current: 'Hồ sơ đang mở',
  resume: 'Làm tiếp',
  next: 'Việc nên làm tiếp',
  blocking: (count: number) => (count === 0 ? 'Không còn điểm phải sửa' : `${n(count)} điểm phải sửa`),

  recent: 'Hồ sơ mở gần đây',
  noRecent: 'Hồ sơ đã mở sẽ hiện ở đây để mở lại bằng một lần bấm.',
  clear: 'Xóa danh sách',
  cleared: 'Đã xóa danh sách hồ sơ mở gần đây.',

  deadlines: 'Hạn nộp sắp tới',
  allDeadlines: 'Xem mọi hạn nộp',
  noneLeft: 'Mọi đợt của các kế hoạch đang có đều đã hết hạn.',
  lastWas: (title: string, day: string) => `Đợt gần nhất: ${title}, hạn cuối ${day}.`,
} as const;
