import { n } from './figures';

export const help = {
  heading: 'Trợ giúp',
  find: 'Tìm trong hướng dẫn',
  noMatch: 'Không có trang hướng dẫn nào chứa các từ này.',
  found: (count: number) => `${n(count)} trang`,
  contents: 'Mục lục hướng dẫn',
  print: 'In hướng dẫn…',
  printing: 'Đang dàn trang để in…',
  printed: 'Đã mở sách hướng dẫn trong trình xem PDF của máy. Bấm In (Ctrl+P) ở đó.',
  panel: 'Giải thích',
  close: 'Đóng giải thích (Esc)',
  more: 'Đọc thêm trong hướng dẫn',
  none: {
    title: 'Giải thích tại chỗ',
    text: 'Đưa con trỏ vào một ô hoặc một mục rồi bấm F1 để đọc nó dùng làm gì và căn cứ vào quy định nào.',
  },
} as const;

/** What F1 says about a field or an area: the name in `data-help`. */
export type HelpTopic = { title: string; text: string; guide: string };

export const helpTopics: Readonly<Record<string, HelpTopic>> = {
  'judged-on': {
    title: 'Ngày xét hồ sơ',
    text: 'Ngày mà chương trình dùng để tính hạn nộp và chọn quy định đang có hiệu lực. Thường là ngày ghi trong hồ sơ hoặc hôm nay. Có thể thử một ngày khác, ví dụ ngày dự kiến gửi, để xem hồ sơ khi đó còn kịp và còn đúng quy định không.',
    guide: 'ngay-xet',
  },
  finding: {
    title: 'Một điểm kiểm tra',
    text: 'Cho biết điều gì chưa đạt, dựa vào số liệu nào, còn thiếu gì và cần làm gì. Điểm màu đỏ phải sửa trước khi gửi; điểm màu vàng cần người có trách nhiệm xem lại.',
    guide: 'kiem-tra',
  },
  proof: {
    title: 'Đối chiếu các văn bản',
    text: 'Mọi văn bản được lập, đọc lại từng trang và so với nơi khai chính. Mỗi điểm không khớp hiện hai bên cạnh nhau: nơi đang ghi và nơi khai. “Làm cho khớp” sửa trong một bước, hoàn tác được; lời nằm trong mẫu văn bản của đơn vị thì phải sửa ở tệp mẫu.',
    guide: 'doi-chieu',
  },
  'finding-filter': {
    title: 'Lọc kết quả kiểm tra',
    text: 'Gõ một phần tên người, nội dung hoặc căn cứ; gõ không dấu cũng được. Bấm Esc để xóa. Bộ lọc không làm mất điểm nào, chỉ tạm ẩn.',
    guide: 'kiem-tra',
  },
  deadline: {
    title: 'Hạn nộp',
    text: 'Ngày cuối là ngày trước ngày kế hoạch nêu: “trước ngày 28/02” thì 27/02 là ngày cuối. Nếu ngày cuối rơi vào thứ Bảy, Chủ nhật, hãy gửi vào ngày làm việc cuối.',
    guide: 'han-nop',
  },
  rehearsal: {
    title: 'Phiếu tự kiểm tra',
    text: 'Những mục nơi nhận thường soát. Chương trình trả lời mục nào có dữ liệu; mục khác chờ người có trách nhiệm xác nhận. Phiếu in được và được giữ cùng hồ sơ khi gửi.',
    guide: 'tu-kiem-tra',
  },
  'rehearsal-line': {
    title: 'Một mục của phiếu',
    text: 'Cho biết mục đã đạt, còn điểm cần sửa hay chờ xác nhận. Lời xác nhận hết hiệu lực khi phần hồ sơ mà nó bao trùm đổi; khi đó mục ghi “Đã đổi sau khi xác nhận”.',
    guide: 'tu-kiem-tra',
  },
  steps: {
    title: 'Các bước của hồ sơ',
    text: 'Sáu bước, làm theo thứ tự nào cũng được. Mỗi bước ghi rõ đã xong, đang làm, còn thiếu hay chưa bắt đầu. Bước có vòng tròn đỏ là việc nên làm tiếp.',
    guide: 'cac-buoc',
  },
  page: {
    title: 'Trang văn bản',
    text: 'Hình trang đúng như khi in. Bấm PageUp, PageDown để lật trang, nút kính lúp để phóng to hoặc thu nhỏ.',
    guide: 'xem-truoc',
  },
  export: {
    title: 'Xuất PDF',
    text: 'Mỗi văn bản thành một tệp PDF trong thư mục riêng của hồ sơ. Tệp trùng tên không bao giờ bị ghi đè khi chưa được đồng ý.',
    guide: 'xuat',
  },
  'print-set': {
    title: 'Bộ in',
    text: 'Mỗi văn bản in mấy bản, theo thứ tự nào. Chương trình ghép tất cả thành một tệp PDF và mở trong trình xem PDF của máy; số bản đã nằm trong tệp nên trong hộp thoại in chỉ để 1 bản. Bộ in được nhớ cho các hồ sơ cùng kế hoạch, cùng đợt.',
    guide: 'xuat',
  },
  'mail-limit': {
    title: 'Thư điện tử lớn nhất',
    text: 'Tệp đính kèm phình thêm hơn một phần ba khi gửi; con số này là cả thư như máy chủ đếm. Hồ sơ lớn hơn thì được chia thành nhiều thư, lời thư ghi rõ tệp nào ở thư nào; tệp riêng nó đã lớn hơn một thư thì được nêu tên để gửi cách khác.',
    guide: 'xuat',
  },
  'plan-find': {
    title: 'Tìm trong kế hoạch',
    text: 'Tìm trong câu chữ, tiêu đề và căn cứ của mọi mục; gõ không dấu cũng được.',
    guide: 'ke-hoach',
  },
  'plan-edit': {
    title: 'Sửa kế hoạch của đơn vị',
    text: 'Đổi mức đạt, lời văn, hạn nộp của bản chép. Chương trình kiểm tra ngay và chỉ ra dòng, mục còn sai; chưa hết lỗi thì chưa lưu được. Hồ sơ đã lập giữ bản đã dùng.',
    guide: 'ke-hoach',
  },
  law: {
    title: 'Quy định vào một ngày',
    text: 'Văn bản và quy định có hiệu lực vào ngày đã chọn, xếp theo câu hỏi mà nó trả lời. Hồ sơ được xét theo quy định của ngày ghi trên tờ trình, không phải theo ngày xem ở đây.',
    guide: 'luat',
  },
  'law-on': {
    title: 'Ngày xem quy định',
    text: 'Mặc định là hôm nay. Gõ một ngày, hoặc bấm một mốc trong danh sách bên dưới.',
    guide: 'luat',
  },
  'law-mark': {
    title: 'Mức đối chiếu của một quy định',
    text: '“Đã đối chiếu”: đã đọc tại văn bản. “Suy luận”: suy ra từ văn bản khác. “Chưa đối chiếu”: mới biết qua nguồn thứ cấp, không in ra văn bản như quy định. Đơn vị đọc được văn bản thì ghi kết quả đối chiếu kèm nguồn.',
    guide: 'luat',
  },
  schedule: {
    title: 'Lịch chuẩn bị hồ sơ',
    text: 'Các bước tính lùi từ ngày làm việc cuối, đã trừ cuối tuần, ngày lễ, Tết. Sửa số ngày, thêm bước theo nếp của đơn vị; lưu ra .ics để đưa vào Outlook, Google Calendar, hoặc ra PDF để in.',
    guide: 'han-nop',
  },
  templates: {
    title: 'Mẫu văn bản',
    text: 'Lời văn của từng văn bản. Mẫu của đơn vị được kiểm tra khi nạp: tên mục không có thật bị từ chối kèm số dòng và gợi ý.',
    guide: 'mau-van-ban',
  },
  theme: {
    title: 'Nền sáng hay tối',
    text: 'Chỉ đổi cách hiển thị trên màn hình. Văn bản xem trước và in ra luôn là giấy trắng mực đen.',
    guide: 'cai-dat',
  },
  'text-size': {
    title: 'Cỡ chữ',
    text: 'Phóng to chữ của chương trình từ 100% đến 200%. Cỡ chữ trong văn bản in ra theo quy định, không thay đổi.',
    guide: 'cai-dat',
  },
  unit: {
    title: 'Đơn vị và người ký',
    text: 'Được in trong Tờ trình, danh sách, báo cáo và biên bản. Ghi một lần, hồ sơ lập sau dùng lại; hồ sơ đã lập không thay đổi.',
    guide: 'tu-ho-so',
  },
  'new-dossier': {
    title: 'Hồ sơ mới',
    text: 'Chọn kế hoạch và đợt khen thưởng; chương trình điền sẵn đơn vị, người ký và Hội đồng đã biết. Đợt đã hết hạn vẫn chọn được, nhưng nộp muộn phải có giải trình.',
    guide: 'tu-ho-so',
  },
  renew: {
    title: 'Lập từ hồ sơ cũ',
    text: 'Mang đơn vị, người ký, Hội đồng và những ai được chọn sang hồ sơ mới, kèm các lần khen thưởng đã có. Số liệu và báo cáo của năm cũ không mang sang.',
    guide: 'tu-ho-so',
  },
  backups: {
    title: 'Sao lưu',
    text: 'Mỗi bản sao lưu chứa toàn bộ tủ và được kiểm tra ngay khi ghi. Khôi phục một bản thì trạng thái trước đó cũng được giữ, nên hoàn tác được.',
    guide: 'sao-luu',
  },
  passphrase: {
    title: 'Mật khẩu',
    text: 'Có mật khẩu thì mọi dữ liệu của tủ trên đĩa được mã hóa, kể cả bản sao lưu. Quên mật khẩu thì chỉ khóa khôi phục mở được tủ; quên cả hai thì không ai mở được nữa.',
    guide: 'mat-khau',
  },
  cabinet: {
    title: 'Tủ hồ sơ',
    text: 'Thư mục chứa mọi hồ sơ, lịch sử sửa và minh chứng của đơn vị. Mỗi dòng có dấu kiểm, nên chỗ nào hỏng đều bị phát hiện.',
    guide: 'sao-luu',
  },
  privacy: {
    title: 'Xóa dữ liệu của một người',
    text: 'Xóa đề nghị, báo cáo, số phiếu, minh chứng của một người và nội dung lịch sử sửa của các hồ sơ ấy, theo yêu cầu của người đó. Không hoàn tác được. Bản sao lưu không bị sửa, nhưng được nêu tên.',
    guide: 'du-lieu-ca-nhan',
  },
  'report-text': {
    title: 'Nội dung báo cáo',
    text: 'Viết như trong Word: cách một dòng trống là sang đoạn mới. Dán từ Word giữ các đoạn, bỏ định dạng. Trang in bên cạnh đổi theo từng chữ.',
    guide: 'bao-cao',
  },
  'report-figures': {
    title: 'Số liệu trong báo cáo',
    text: 'Mỗi số kèm đơn vị trong báo cáo được so với chỉ tiêu, số liệu và minh chứng của hồ sơ. Số chỉ có trong báo cáo thì nên bổ sung văn bản, hoặc kiểm tra lại.',
    guide: 'bao-cao',
  },
  'report-hints': {
    title: 'Gợi ý về báo cáo',
    text: 'Chỗ nên xem lại: trùng với báo cáo khác, thiếu phần của mẫu, thiếu số liệu hoặc chưa so sánh, câu chung chung, quá ngắn, quá dài. Gợi ý không chặn việc gửi hồ sơ.',
    guide: 'goi-y-bao-cao',
  },
  rescue: {
    title: 'Chữ gõ bằng mã cũ',
    text: 'Chữ gõ bằng TCVN3 (ABC) hoặc VNI hiện ra như “NguyÔn” thay cho “Nguyễn”. Chương trình nhận ra, cho xem trước và sau; chỉ đổi khi bấm “Đổi”, và hoàn tác được.',
    guide: 'chu-ma-cu',
  },
  consolidation: {
    title: 'Tổng hợp hồ sơ các đơn vị',
    text: 'Đọc cả thư mục gói (.hoso) của các đơn vị: gói mới, gói hỏng, gói trùng, điểm phải sửa. Chọn đề nghị để gộp vào hồ sơ của mình; ai được đề nghị nhiều lần thì quyết trước khi gộp.',
    guide: 'tong-hop',
  },
  statistics: {
    title: 'Thống kê qua các năm',
    text: 'Số đề nghị và kết quả của mọi hồ sơ trong tủ theo loại, hình thức, giới tính và người trực tiếp công tác. Mỗi biểu đồ có bảng số; chép được bảng hoặc lưu ra tệp CSV.',
    guide: 'thong-ke',
  },
  'nominee-direct': {
    title: 'Trực tiếp công tác',
    text: 'Người trực tiếp lao động, công tác, không giữ chức vụ lãnh đạo, quản lý. Dùng để thống kê; không ghi cũng được.',
    guide: 'thong-ke',
  },
  'legal-bases': {
    title: 'Căn cứ pháp lý của tờ trình',
    text: 'Chương trình chọn các văn bản đang có hiệu lực vào ngày của tờ trình. Sửa tay thì từ đó dùng căn cứ của đơn vị, cho đến khi chọn dùng lại.',
    guide: 'thong-tin-chung',
  },
  'signing-mode': {
    title: 'Tư cách ký',
    text: 'TM.: thay mặt tập thể lãnh đạo. Q.: quyền chức vụ. KT.: cấp phó ký thay người đứng đầu. TL.: thừa lệnh. TUQ.: thừa ủy quyền. Theo Nghị định 30/2020/NĐ-CP, Phụ lục I.',
    guide: 'thong-tin-chung',
  },
  indicators: {
    title: 'Chỉ tiêu thi đua',
    text: 'Điền kết quả của năm bằng phần trăm và văn bản nêu kết quả ấy. Chênh lệch và xu hướng do chương trình tính.',
    guide: 'chi-tieu',
  },
  nominees: {
    title: 'Danh sách đề nghị',
    text: 'Mỗi dòng là một tập thể hoặc cá nhân. Enter vào biểu mẫu, Esc về danh sách, Insert thêm, Delete xóa, Alt+↑ và Alt+↓ đổi chỗ. Dán được vùng ô từ Excel.',
    guide: 'danh-sach',
  },
  'nominee-filter': {
    title: 'Lọc danh sách',
    text: 'Gõ một phần tên, chức vụ, nơi công tác hoặc hình thức khen; gõ không dấu cũng được. Bấm Esc để xóa. Bộ lọc không làm mất dòng nào, chỉ tạm ẩn.',
    guide: 'danh-sach',
  },
  'nominee-name': {
    title: 'Tên',
    text: 'Ghi đúng như sẽ in trên bằng, giống nhau ở mọi văn bản. Chương trình không tự viết hoa hay sửa dấu.',
    guide: 'danh-sach',
  },
  'nominee-award': {
    title: 'Hình thức khen thưởng đề nghị',
    text: 'Chỉ chọn được những hình thức mà kế hoạch cho xét trong đợt của hồ sơ.',
    guide: 'danh-sach',
  },
  'nominee-criteria': {
    title: 'Tiêu chuẩn',
    text: 'Phải đạt tiêu chuẩn bắt buộc và một trong các tiêu chuẩn còn lại. Tiêu chuẩn được đánh dấu sẽ ghi trong danh sách kèm tờ trình.',
    guide: 'danh-sach',
  },
  'table-import': {
    title: 'Nhập từ bảng tính',
    text: 'Mỗi dòng được xem trước: mới, cập nhật, không đổi hay bị từ chối, kèm lý do ở đúng ô. Ô trống không xóa dữ liệu đang có. Cả lần nhập là một bước, hoàn tác được.',
    guide: 'nhap-tu-excel',
  },
  evidence: {
    title: 'Minh chứng',
    text: 'Giấy tờ chứng minh các dữ kiện của hồ sơ. Kéo tệp vào cửa sổ để thêm. Tệp trong tủ không bao giờ thay đổi.',
    guide: 'minh-chung',
  },
  council: {
    title: 'Hội đồng',
    text: 'Hội đồng Thi đua - Khen thưởng của đơn vị, cuộc họp và số phiếu. Biên bản, danh sách và tờ trình lấy từ đây.',
    guide: 'hoi-dong',
  },
  'council-members': {
    title: 'Thành viên Hội đồng',
    text: 'Ghi đúng theo quyết định thành lập: một Chủ tịch, một Thư ký. Alt+↑, Alt+↓ đổi thứ tự; dán từ Excel được.',
    guide: 'hoi-dong',
  },
  quorum: {
    title: 'Số thành viên tối thiểu dự họp',
    text: 'Pháp luật không đặt chung cho Bằng khen, Giấy khen theo chuyên đề; quy chế của Hội đồng có thể đặt. Khi đã ghi, chương trình so với số có mặt và báo khi chưa đủ.',
    guide: 'hoi-dong',
  },
  'vote-rule': {
    title: 'Tỷ lệ phiếu cần đạt',
    text: 'Pháp luật không đặt tỷ lệ chung cho Bằng khen, Giấy khen theo chuyên đề: quy chế của Hội đồng đặt ra. Ghi nơi quy định để in vào biên bản.',
    guide: 'hoi-dong',
  },
  meeting: {
    title: 'Cuộc họp',
    text: 'Ngày, giờ, địa điểm, cách lấy ý kiến và người chủ trì, thư ký. Ngày họp không được sau ngày tờ trình.',
    guide: 'hoi-dong',
  },
  attendance: {
    title: 'Có mặt, vắng mặt',
    text: 'Mỗi thành viên được ghi một lần. Người vắng gửi ý kiến bằng văn bản vẫn được tính vào số người biểu quyết.',
    guide: 'hoi-dong',
  },
  ballots: {
    title: 'Số phiếu',
    text: 'Gõ số rồi Enter để xuống dòng. Shift+mũi tên rồi Ctrl+D để chép xuống. Số phiếu cần và kết quả do chương trình tính, so sánh bằng số nguyên, không làm tròn.',
    guide: 'hoi-dong',
  },
  sending: {
    title: 'Gửi và theo dõi',
    text: 'Đánh dấu đã gửi thì hồ sơ được giữ nguyên. Bị trả lại thì sửa tiếp được; kết quả ghi cho từng trường hợp.',
    guide: 'gui-va-ket-qua',
  },
  history: {
    title: 'Lịch sử',
    text: 'Mỗi lần ghi: ai, lúc nào, trước và sau. Trở về một lúc trước cũng là một bước hoàn tác được.',
    guide: 'lich-su',
  },
};
