"""A package with a part altered, taken away and added, as any archive program would."""
import sys
import zipfile

source, target, altered, taken, added = sys.argv[1:6]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
    for info in old.infolist():
        content = old.read(info)
        if info.filename == taken:
            continue
        if info.filename == altered:
            content = content[:-1] + bytes([content[-1] ^ 1])
        new.writestr(info.filename, content)
    if added:
        new.writestr(added, "thêm")
