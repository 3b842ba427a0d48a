#!/usr/bin/env python3
"""Checks folders in which the files of many captures lie side by side, with tools that onrecord did not write.

    check_flat.py FOLDER...

A FOLDER is a destination (each capture has its own ..._sums.txt and ..._metadata.csv) or a package (SHA256SUMS and
metadata.csv for all).
  * sha256sum -c agrees with every file of sums, and each other file is named by one of them, once;
  * no two names are one on a file system that ignores case, and none is longer than 255 bytes;
  * the tables have columns that the National Archives name for SharePoint (in config.json of their da-metadata-schema
    where that is beside the repository), a row for each file of a record, and right lengths and sums;
  * closure is left to the department: those cells are empty;
  * every mail parses without defects, and fido names every file.

Prints a line per check and exits 1 at the first thing that is not so.
"""
import csv
import email
import email.policy
import hashlib
import io
import json
import pathlib
import subprocess
import sys

from check_lodged import check_sums, fail, header_defects, ok
from check_package import SCHEMA, rows_of

# As the National Archives publish them; judged against their own file where that is here.
TAGS = {"FileRef", "FileLeafRef", "Modified", "date_x0020_of_x0020_the_x0020_record", "former_x0020_reference",
        "closure_x0020_status", "closure_x0020_start_x0020_date", "closure_x0020_period",
        "foi_x0020_exemption_x0020_code", "foi_x0020_schedule_x0020_date", "is_x0020_filename_x0020_closed",
        "alternate_x0020_filename", "is_x0020_description_x0020_closed", "alternate_x0020_description",
        "translated_x0020_filename", "copyright", "related_x0020_material", "restrictions_x0020_on_x0020_use",
        "evidence_x0020_provided_x0020_by", "Length", "sha256ClientSideChecksum"}


def check_table(folder, path, wanted):
    head, *rows = rows_of(path)
    tags = TAGS
    if SCHEMA.exists():
        items = json.loads((SCHEMA / "config.json").read_text(encoding="utf-8"))["configItems"]
        tags = {key["sharePointTag"] for item in items for key in item.get("alternateKeys", []) if "sharePointTag" in key}
    if set(head) - tags or len(set(head)) != len(head):
        fail(path, f"it has columns that the National Archives do not name: {sorted(set(head) - tags)}")
    if {row[0] for row in rows} != wanted or len(rows) != len(wanted):
        fail(path, f"it has not one row for each file: {sorted({row[0] for row in rows} ^ wanted)[:4]}")
    for row in rows:
        cells = dict(zip(head, row))
        raw = (folder / row[0]).read_bytes()
        if [cells["Length"], cells["sha256ClientSideChecksum"]] != [str(len(raw)), hashlib.sha256(raw).hexdigest()]:
            fail(path, f"it has another length or sum for {row[0]}")
        if any(cells[tag] for tag in cells if "closure" in tag or "closed" in tag or "foi" in tag):
            fail(path, f"it says whether {row[0]} is open, which is the department's to say")
        if any(cell.lstrip()[:1] in set("=+-@") and cell for cell in row):
            fail(path, f"it has a cell that a spreadsheet would run: {row}")


def check_formats(folder):
    run = subprocess.run([sys.executable, "-m", "fido.fido", "-q", "-recurse",
                          "-matchprintf", "OK,%(info.puid)s,\"%(info.filename)s\"\n",
                          "-nomatchprintf", "KO,,\"%(info.filename)s\"\n", str(folder)], capture_output=True, text=True)
    unknown = [row[2] for row in csv.reader(io.StringIO(run.stdout)) if row[0] != "OK"]
    # A file of sums has no format that is known by its name or its bytes; it stands outside of what is transferred.
    unknown = [name for name in unknown if not name.endswith("/SHA256SUMS")]
    if run.returncode or unknown:
        fail(folder, f"fido does not know {unknown}: {run.stderr}")


def main(folders):
    for folder in folders:
        files = {p.name for p in folder.iterdir()}
        if any(not p.is_file() for p in folder.iterdir()) or len({n.casefold() for n in files}) != len(files):
            fail(folder, "it holds more than files, or names that differ in case alone")
        if any(len(name.encode()) > 255 for name in files):
            fail(folder, "a name is longer than a file system takes")
        sums = sorted(n for n in files if n == "SHA256SUMS" or n.endswith("_sums.txt"))
        named = [name for one in sums for name in check_sums(folder, one)]
        if sorted(named) != sorted(files - set(sums)):
            fail(folder, f"not each file is named by one file of sums: {sorted(set(named) ^ (files - set(sums)))[:4]}")
        for one in sums:
            if one == "SHA256SUMS":
                check_table(folder, folder / "metadata.csv", files - {"SHA256SUMS", "metadata.csv", "about.txt"})
                continue
            base = one.removesuffix("_sums.txt")
            of = {n for n in files if n.startswith((base + ".", base + "_"))}
            check_table(folder, folder / f"{base}_metadata.csv", of - {one, f"{base}_metadata.csv"})
        mails = [n for n in files if n.endswith(".eml") and "_original_" not in n and "_attachment_" not in n]
        for name in mails:
            message = email.message_from_bytes((folder / name).read_bytes(), policy=email.policy.default)
            if list(header_defects(message)):
                fail(folder, f"{name} has defects")
        check_formats(folder)
        ok(folder, f"{len(mails)} captures in {len(files)} files: sums, columns, lengths and formats agree")


if __name__ == "__main__":
    try:
        main([pathlib.Path(a) for a in sys.argv[1:]])
    except (ValueError, OSError, KeyError) as error:
        print(f"NOT SO  {error}", file=sys.stderr)
        sys.exit(1)
