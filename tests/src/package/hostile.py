"""Archives that no program should trust, made with a library that is not ours."""
import io
import json
import struct
import sys
import zipfile

folder, sound = sys.argv[1:3]

with zipfile.ZipFile(sound) as archive:
    entries = [(info.filename, archive.read(info)) for info in archive.infolist()]


def write(name, entries, method=zipfile.ZIP_DEFLATED, patch=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    data = bytearray(buffer.getvalue())
    if patch:
        patch(data)
    with open(f"{folder}/{name}.hoso", "wb") as file:
        file.write(data)


def info(name, mode):
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = mode << 16
    return entry


def encrypt(data):
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + flags] |= 1


def rename(data, old, new):
    """Names that the library itself would clean."""
    assert len(old) == len(new)
    at = data.find(old)
    while at >= 0:
        data[at : at + len(new)] = new
        at = data.find(old, at + len(new))


for name, bad in {
    "leads-out": "../ra-ngoai.txt",
    "leads-out-inside": "van-ban/../../ra-ngoai.txt",
    "absolute": "/tmp/ra-ngoai-hoso.txt",
    "drive": "C:/ra-ngoai.txt",
    "device": "van-ban/CON.txt",
    "device-number": "van-ban/lpt1.pdf",
    "ends-in-dot": "van-ban/a.pdf.",
}.items():
    write(name, entries + [(bad, "x")])
write("backslash", entries + [("XX1van-banXXa.txt", "x")], patch=lambda data: rename(data, b"XX1van-banXXa.txt", b"..\\van-ban\\aa.txt"))
write("link", entries + [(info("van-ban/lien-ket", 0o120777), "/etc/passwd")])
write("device-file", entries + [(info("van-ban/ong", 0o010644), "")])
write("twice", entries + [("them1.txt", "a"), ("them2.txt", "b")], patch=lambda data: rename(data, b"them2.txt", b"them1.txt"))
write("twice-but-for-case", entries + [("HO-SO.JSON", "x")])
write("encrypted", entries, patch=encrypt)
write("too-many", entries + [(f"them/{at}.txt", "") for at in range(20_001)])

# Claims more entries than there are, and a directory that is somewhere else.
def claim(data):
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 0xFFF0, 0xFFF0)


def misplace(data):
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 16, 0)


write("claims", entries, patch=claim)
write("misplaced", entries, patch=misplace)

# A dossier that unpacks to 200 MB from 200 KB, and a manifest that says so.
bomb = b" " * (200 * 1024 * 1024)
manifest = json.loads(dict(entries)["manifest.json"])
for part in manifest["parts"]:
    if part["role"] == "dossier":
        part["bytes"] = len(bomb)
changed = dict(entries)
changed["ho-so.json"] = bomb
changed["manifest.json"] = json.dumps(manifest)
write("bomb", list(changed.items()))

# The same bytes many times over: entries that share one content.
def overlap(data):
    first = data.find(b"PK\x01\x02")
    offset = data[first + 42 : first + 46]
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = offset


write("overlap", entries, patch=overlap)
write("other-archive", [("a.txt", "x")])
write("newer", [(name, content.replace(b'"version": 1', b'"version": 2') if name == "manifest.json" else content) for name, content in entries])
with open(f"{folder}/cut.hoso", "wb") as file, open(sound, "rb") as whole:
    data = whole.read()
    file.write(data[: len(data) * 2 // 3])
with open(f"{folder}/no-archive.hoso", "wb") as file:
    file.write(b"<html>404</html>")
