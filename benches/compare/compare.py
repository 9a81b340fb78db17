"""The same documents made by this program and by what offices would pick instead.

    compare.py [letter|rows500|rows5000|reports200 ...]

README.md beside this file says how to build what it needs.
krilla is used where its program was built, in target/krilla or in the folder that COMPARE_KRILLA
names; LibreOffice (`soffice`) and Chromium (`chromium`) where they are installed. Times are of one
run after another on one machine: look at the ratios. The time on the clock says little where other
programs are at work; the processor's time, of all processes that the work started, says more.
"""

import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCE = (
    "Trong năm học vừa qua, tập thể cán bộ, giáo viên và nhân viên nhà trường đã đoàn kết, khắc phục "
    "khó khăn, hoàn thành xuất sắc các chỉ tiêu được giao; tỉ lệ học sinh lên lớp đạt 99,4%, tăng 0,6 "
    "điểm phần trăm so với cùng kì. "
)
HEAD = ["STT", "Họ và tên", "Chức vụ", "Danh hiệu", "Thành tích", "Ghi chú"]


def row(number):
    work = f"Có sáng kiến số {number:03} được Hội đồng công nhận, áp dụng hiệu quả"
    return [str(number), f"Nguyễn Thị Hoa {number}", "Giáo viên", "Chiến sĩ thi đua cơ sở", work, ""]


def paragraphs(sentences):
    return [SENTENCE * min(4, sentences - at) for at in range(0, sentences, 4)]


def processor():
    """What this process and those that it started and outlived have used, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(work):
    """Milliseconds on the clock and of the processor."""
    begun, used = time.perf_counter(), processor()
    work()
    return (time.perf_counter() - begun) * 1000, (processor() - used) * 1000


def ours(job, times):
    program = ROOT / "target/release/examples/compare"
    command = [program, job, str(times)]
    said = []

    def run():
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        said.append(done.stdout.strip())

    clock, used = timed(run)
    each = clock / times, used / times
    say("hoso-paper", each, each)
    print("   ", said[0])
    return each


def say(name, spent, base):
    clock, used = spent
    times = f"{clock / base[0]:.1f} and {used / base[1]:.1f} times as much"
    print(f"  {name:25} {clock:.1f} ms on the clock, {used:.1f} ms of the processor: {times}", flush=True)


# ---- krilla ----

KRILLA = pathlib.Path(os.environ.get("COMPARE_KRILLA", ROOT / "target/krilla"))


def krilla(folder, texts, rows, times):
    lines = ["\t".join(cells) for cells in [HEAD, *rows]] if rows else []
    documents = ["\n".join([*text, *lines]) for text in texts or [[]]]
    source = folder / "documents.txt"
    source.write_text("\f".join(documents))
    command = [KRILLA / "release/compare-krilla", source, str(times)]
    said = []

    def run():
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        said.append(done.stdout.strip())

    clock, used = timed(run)
    return (clock / times, used / times), said[0]


# ---- docxtpl and LibreOffice ----


def docx_template(folder, table):
    import docx

    document = docx.Document()
    document.add_paragraph("TỜ TRÌNH")
    if table:
        grid = document.add_table(rows=4, cols=6)
        for cell, text in zip(grid.rows[0].cells, HEAD):
            cell.text = text
        grid.rows[1].cells[0].text = "{%tr for row in rows %}"
        for at, cell in enumerate(grid.rows[2].cells):
            cell.text = "{{ row[%d] }}" % at
        grid.rows[3].cells[0].text = "{%tr endfor %}"
    else:
        document.add_paragraph("{%p for text in paragraphs %}")
        document.add_paragraph("{{ text }}")
        document.add_paragraph("{%p endfor %}")
    path = folder / "template.docx"
    document.save(path)
    return path


def office(folder, contexts, table):
    import docxtpl

    template = docx_template(folder, table)
    files = []
    for at, context in enumerate(contexts):
        document = docxtpl.DocxTemplate(template)
        document.render(context)
        files.append(folder / f"{at}.docx")
        document.save(files[-1])
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder / 'profile'}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True)


# ---- Typst ----


def typst_source(texts, rows):
    page = 'flipped: true, ' if rows else ""
    source = f'#set page(paper: "a4", {page}margin: (left: 30mm, right: 15mm, y: 20mm))\n'
    source += '#set text(font: "Tinos", size: 14pt, lang: "vi")\n#set par(justify: true)\n'
    source += "#align(center)[*TỜ TRÌNH*]\n\n"
    source += "\n\n".join(texts)
    if rows:
        cells = ", ".join(f'[{text}]' for cells in rows for text in cells)
        head = ", ".join(f"[*{text}*]" for text in HEAD)
        source += f"#set text(size: 12pt)\n#table(columns: 6, table.header({head}), {cells})"
    return source.encode()


def typeset(sources):
    import typst

    for source in sources:
        typst.compile(source, font_paths=[str(ROOT / "assets/fonts")])


# ---- Chromium ----


def web_page(folder, name, texts, rows):
    body = "".join(f"<p>{text}</p>" for text in texts)
    if rows:
        head = "".join(f"<th>{text}</th>" for text in HEAD)
        lines = "".join("<tr>" + "".join(f"<td>{t}</td>" for t in cells) + "</tr>" for cells in rows)
        body += f"<table><thead><tr>{head}</tr></thead>{lines}</table>"
    style = "body{font:14pt Tinos,serif;text-align:justify}td,th{border:1px solid;padding:3pt}"
    path = folder / f"{name}.html"
    path.write_text(f'<!doctype html><html lang="vi"><style>{style}</style>{body}</html>')
    return path


def browse(folder, pages):
    for path in pages:
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'browser'}",
            f"--print-to-pdf={path.with_suffix('.pdf')}",
            path.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True)


def compare(title, job, times, letters, rows):
    print(title)
    base = ours(job, times)
    texts = [paragraphs(sentences) for sentences in letters]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if KRILLA.exists():
            spent, said = krilla(folder, texts, rows, times)
            say("krilla and parley", spent, base)
            print("   ", said)
        if shutil.which("soffice"):
            contexts = [{"rows": rows}] if rows else [{"paragraphs": text} for text in texts]
            spent = timed(lambda: office(folder, contexts, bool(rows)))
            say("docxtpl and LibreOffice", spent, base)
        sources = [typst_source([], rows)] if rows else [typst_source(t, None) for t in texts]
        # Typst remembers what it has set, so it is warmed up with something else.
        typeset([typst_source(["Khởi động."], None)])
        say("Typst (in process)", timed(lambda: typeset(sources)), base)
        # Starting a browser for each of 200 files tells nothing new.
        if shutil.which("chromium") and len(letters) < 10:
            pages = [web_page(folder, "a", texts[0] if texts else [], rows)]
            browse(folder, pages)
            say("Chromium print-to-pdf", timed(lambda: browse(folder, pages)), base)


def main():
    asked = sys.argv[1:]
    jobs = [
        ("A letter of two pages", "letter", 50, [22], None),
        ("A list of 500 rows", "rows500", 5, [], [row(at) for at in range(1, 501)]),
        ("A list of 5,000 rows", "rows5000", 1, [], [row(at) for at in range(1, 5001)]),
        ("200 reports", "reports200", 2, [18 + at % 8 for at in range(200)], None),
    ]
    for job in jobs:
        if not asked or job[1] in asked:
            print("load", *os.getloadavg())
            compare(*job)


if __name__ == "__main__":
    sys.exit(main())
