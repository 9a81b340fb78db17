"""Makes the spreadsheets of this folder: openpyxl writes the .xlsx, LibreOffice the other
kinds, iconv the text in TCVN3.

Run with openpyxl at hand and `soffice` on the path:  python3 make.py
The files are committed, so that the tests need neither.
"""

import datetime
import pathlib
import shutil
import subprocess
import tempfile
import unicodedata

import openpyxl
from openpyxl.styles import Alignment, Font

HERE = pathlib.Path(__file__).parent


def people():
    """A list as offices keep it: title, merged header of two rows, groups, total, signature."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Đề nghị"
    sheet["A1"] = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2022"
    sheet.merge_cells("A1:I1")
    head = ["STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Chức vụ", "Đơn vị công tác", "Điện thoại", "Hình thức khen thưởng", "Tóm tắt thành tích"]
    for column, title in enumerate(head, start=1):
        sheet.cell(3, column, title).font = Font(bold=True)
    sheet["C4"], sheet["D4"] = "Nam", "Nữ"
    sheet.merge_cells("C3:D3")
    for column in "ABEFGHI":
        sheet.merge_cells(f"{column}3:{column}4")
    for column in range(1, 10):
        sheet.cell(5, column, column)
    sheet["A6"] = "I. CÁ NHÂN"
    sheet.merge_cells("A6:I6")
    rows = [
        # A day of Excel, text, two digits, ISO, words, only a year.
        (1, "Nguyễn Thị Minh Khai", None, datetime.date(1981, 4, 3), "Phó Trưởng phòng", "Văn phòng Sở", "0912345678", "Bằng khen UBND tỉnh", "Tham mưu tốt."),
        (2, "Trần Văn An", "03/04/1981", None, "Chuyên viên", "Phòng Một cửa", "0987 654 321", "Bằng khen của Chủ tịch UBND tỉnh", "Rút ngắn thời gian."),
        (3, "Lê Hoà", None, "3-4-81", "Chuyên viên", "Phòng Một cửa", None, None, "=CONCATENATE(\"Đạt \",96,\"%\")"),
        (4, "Phạm Đức Bình", "1979-12-25", None, "Chánh Thanh tra", "Thanh tra Sở", None, "Giấy khen", None),
        (5, unicodedata.normalize("NFD", "Hoàng Ngọc Sơn"), "ngày 3 tháng 4 năm 1981", None, "Phó Chánh Văn phòng", "Văn  phòng Sở", None, None, None),
        (6, "Đỗ Thị Lan", None, "năm 1975", "Văn thư", "Văn phòng Sở", None, None, None),
        (7, "Vũ Văn Sai", "31/02/1980", None, "Chuyên viên", "Phòng Một cửa", None, "Huân chương Sao vàng", None),
        (8, "Đặng Văn Ẩn", "01/01/1990", None, "Chuyên viên", "Phòng Một cửa", None, None, None),
        (9, "Trần Văn An", "03/04/1981", None, "Chuyên viên chính", "Phòng Một cửa", None, None, None),
    ]
    for at, row in enumerate(rows, start=7):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column, value)
    sheet["D7"].number_format = "dd/mm/yyyy"
    # The telephone number is a number that its format fills up with zeros.
    sheet["G10"] = 983111222
    sheet["G10"].number_format = "0000000000"
    sheet.row_dimensions[14].hidden = True
    sheet["A16"] = "II. TẬP THỂ"
    sheet.merge_cells("A16:I16")
    sheet["A17"], sheet["B17"], sheet["F17"] = 1, "Phòng Kiểm soát thủ tục hành chính", "Sở Dịch vụ công và Dữ liệu"
    sheet["A18"], sheet["B18"] = None, "Tổng cộng: 10"
    sheet["H20"] = "Nam Định, ngày 10 tháng 02 năm 2023"
    sheet["B21"] = "NGƯỜI LẬP BIỂU"
    sheet.column_dimensions["B"].width = 34
    sheet["I7"].alignment = Alignment(wrap_text=True)
    other = book.create_sheet("Danh mục ẩn")
    other["A1"] = "không dùng"
    other.sheet_state = "hidden"
    book.save(HERE / "danh-sach.xlsx")


def figures():
    """Indicators: percentages by format, plain numbers, text, a formula, one that fails."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chỉ tiêu"
    sheet.append(["Chỉ tiêu", "Năm", "Kết quả (%)", "Văn bản", "Số, ký hiệu", "Ngày ban hành"])
    sheet.append(["online_payment_used", 2022, 0.453, "Báo cáo", "15/BC-SDV", datetime.date(2023, 1, 10)])
    sheet["C2"].number_format = "0.0%"
    sheet.append(["Giao dịch thanh toán trực tuyến", "2021", "38,5 %", "Báo cáo", "09/BC-SDV", "10/01/2022"])
    sheet.append(["procedures_online", 2022, "=80+8.5", None, None, None])
    sheet.append(["services_on_national_portal", 2022, "=1/0", None, None, None])
    sheet.append(["files_handled_online", 2022, 101, None, None, None])
    sheet.append(["không có chỉ tiêu này", 2022, 50, None, None, None])
    book.save(HERE / "chi-tieu.xlsx")


def old_days():
    """A workbook that counts its days from 1904."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    sheet.append(["Họ tên", "Giới tính", "Ngày sinh"])
    sheet.append(["Nguyễn Văn Mác", "Nam", datetime.date(1981, 4, 3)])
    sheet["C2"].number_format = "dd/mm/yyyy"
    book.save(HERE / "lich-1904.xlsx")


def texts():
    """The same rows as text in each way of writing."""
    rows = [
        ["Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Điện thoại"],
        ["Nguyễn Thị Hoà", "Nữ", "03/04/1981", "Trưởng phòng Tổ chức", "0912345678"],
        ["Trần Đức Được", "Nam", "25-12-79", "Chuyên viên; tổ trưởng", "0987654321"],
    ]

    def lines(separator):
        quoted = lambda value: f'"{value}"' if separator in value else value
        return "\r\n".join(separator.join(quoted(value) for value in row) for row in rows) + "\r\n"

    (HERE / "utf8.csv").write_bytes(lines(",").encode("utf-8"))
    (HERE / "utf8-bom.csv").write_bytes(lines(";").encode("utf-8-sig"))
    (HERE / "utf16.csv").write_bytes(lines("\t").encode("utf-16"))
    # Windows-1258 writes the tone as a mark of its own behind letters that have none with it.
    tones = "\u0300\u0301\u0303\u0309\u0323"
    split = ""
    for letter in lines(","):
        try:
            letter.encode("cp1258")
            split += letter
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = [mark for mark in parts if mark in tones]
            rest = "".join(mark for mark in parts if mark not in tones)
            split += unicodedata.normalize("NFC", rest) + "".join(tone)
    (HERE / "windows-1258.csv").write_bytes(split.encode("cp1258"))
    # The small letters of TCVN3 have the places of the first table, which iconv knows.
    done = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=lines(",").encode(), check=True, capture_output=True
    )
    (HERE / "tcvn3.csv").write_bytes(done.stdout)


def others():
    """LibreOffice also works the formulas out, which openpyxl leaves without a value."""
    for kind in ["ods", "xls", "xlsx"]:
        for name in ["danh-sach", "chi-tieu"]:
            with tempfile.TemporaryDirectory() as made:
                subprocess.run(
                    ["soffice", "--headless", "--convert-to", kind, "--outdir", made, HERE / f"{name}.xlsx"],
                    check=True,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                target = f"{name}-libreoffice.xlsx" if kind == "xlsx" else f"{name}.{kind}"
                shutil.copy(pathlib.Path(made) / f"{name}.{kind}", HERE / target)


people()
figures()
old_days()
texts()
others()
