/** The picture at the top of certificates. */
export const emblem = {
  heading: 'Hình trên Giấy khen',
  intro:
    'Quốc huy hoặc biểu trưng in ở đầu Giấy khen khi in trên giấy trắng. Chương trình không kèm hình nào: đơn vị chọn tệp hình của mình (PNG hoặc JPEG, nhỏ hơn 1 MB).',
  none: 'Chưa có hình; phần đầu Giấy khen để trống chỗ cho hình.',
  there: 'Đã có hình; Giấy khen in trên giấy trắng mang hình này.',
  add: 'Chọn hình…',
  change: 'Chọn hình khác…',
  drop: 'Bỏ hình',
  added: 'Đã cất hình vào tủ hồ sơ.',
  dropped: 'Đã bỏ hình trên Giấy khen.',
} as const;
