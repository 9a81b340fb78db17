import { n } from './figures';

export const tables = {
  excel: 'Excel',
  save: 'Xuất Excel…',
  saved: (rows: number, path: string) => `Đã ghi ${n(rows)} dòng vào ${path}`,
  templateSaved: (path: string) => `Đã lưu tệp mẫu: ${path}`,
  exports: {
    nominees: { label: 'Xuất danh sách…', detail: 'Các cột như bản in kèm tờ trình' },
    nominees_in_full: { label: 'Xuất danh sách đầy đủ…', detail: 'Thêm mọi thông tin đã ghi của từng người, tập thể' },
    indicators: { label: 'Xuất bảng chỉ tiêu…', detail: 'Của năm đang xem' },
    findings: { label: 'Xuất kết quả kiểm tra…', detail: 'Điểm phải sửa, cần xem lại và các điểm khác' },
    council: { label: 'Xuất Hội đồng và phiếu…', detail: 'Thành viên, dự họp, kết quả bình xét' },
  },
  templates: {
    nominees: { label: 'Tải mẫu danh sách…', detail: 'Tệp Excel để điền rồi nhập vào hồ sơ' },
    members: { label: 'Tải mẫu thành viên…', detail: 'Tệp Excel để điền rồi nhập vào hồ sơ' },
    indicators: { label: 'Tải mẫu số liệu chỉ tiêu…', detail: 'Tệp Excel để điền rồi nhập vào hồ sơ' },
    awards: { label: 'Tải mẫu lịch sử khen thưởng…', detail: 'Tệp Excel để điền rồi nhập vào hồ sơ' },
  },
} as const;
