export const settings = {
  heading: 'Cài đặt',
  appearance: 'Hiển thị',
  theme: 'Nền sáng hay tối',
  themes: [
    { id: 'system', label: 'Theo máy', hint: 'Sáng hay tối theo cài đặt chung của máy tính.' },
    { id: 'light', label: 'Sáng' },
    { id: 'dark', label: 'Tối' },
  ],
  textSize: 'Cỡ chữ',
  textSizeHint: 'Áp dụng ngay cho toàn chương trình; không đổi cỡ chữ trong văn bản in ra.',
  size: (percent: number) => (percent === 100 ? '100% (thường)' : `${percent}%`),
  sample: 'Ví dụ: Đề nghị tặng Bằng khen cho bà Nguyễn Thị Mỹ Lệ, Phó Trưởng phòng.',
  private: 'Dữ liệu và mạng',
  privateText:
    'Chương trình không nối mạng, không gửi gì ra khỏi máy. Hồ sơ chỉ nằm trong tệp do đơn vị cất giữ.',
  keys: 'Phím tắt',
} as const;
