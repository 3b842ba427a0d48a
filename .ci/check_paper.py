#!/usr/bin/env python3
"""Checks the folders of lodged papers (statements, reports, registers) with tools that onrecord did not write.

    check_paper.py [--only-stdlib] FOLDER...

For each FOLDER, files or bag:
  * sha256sum -c agrees, and bagit.py --validate for a bag;
  * the text has no line of more than 72 columns and no control character but LF;
  * the mail parses without defects under Python's mail policies, begins with From and Date, and its two
    alternatives are the text and the page beside it, byte for byte once CRLF is read as LF;
  * fido names the text, the page (HTML 5) and the mail, the last two by their signatures.

Prints one line per check and exits 1 at the first thing that is not so.
"""
import argparse
import csv
import email
import email.policy
import io
import pathlib
import subprocess
import sys
import unicodedata

from check_lodged import check_bag, check_sums, fail, header_defects, ok, turned_away

EXPECTED = {".txt": ("x-fmt/111", None), ".html": ("fmt/471", "signature"), ".eml": ("fmt/950", "signature")}
TABLES = {".csv": ("x-fmt/18", None)}


def columns(line):
    """Terminal columns: wide characters take two, marks none, and what a joiner joins is one character."""
    total, joined = 0, False
    for c in line:
        mark = unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        if not mark and not joined:
            total += 2 if unicodedata.east_asian_width(c) in "WF" else 1
        joined = c == "\u200d"
    return total


def check_text(folder, path):
    text = path.read_bytes().decode("utf-8")
    strange = {c for c in text if c != "\n" and unicodedata.category(c) == "Cc"}
    if strange:
        fail(folder, f"{path.name} holds control characters: {strange!r}")
    for number, line in enumerate(text.splitlines(), 1):
        if columns(line) > 72:
            fail(folder, f"{path.name}, line {number} has {columns(line)} columns")
    ok(folder, f"{path.name} is plain UTF-8 text of at most 72 columns")


def check_mail(folder, data, kind):
    raw = (data / f"{kind}.eml").read_bytes()
    files = [(data / f"{kind}.{ending}").read_bytes().decode("utf-8") for ending in ("txt", "html")]
    for policy in (email.policy.default, email.policy.compat32, email.policy.SMTP):
        message = email.message_from_bytes(raw, policy=policy)
        defects = list(header_defects(message))
        if defects:
            fail(folder, f"{kind}.eml has defects: {defects}")
        if message.keys()[:2] != ["From", "Date"]:
            fail(folder, f"{kind}.eml begins with {message.keys()[:2]}")
        others = {p.name: p.read_bytes() for p in data.glob("*.csv")}
        shape = "mixed" if others else "alternative"
        if message.get_content_type() != f"multipart/{shape}":
            fail(folder, f"{kind}.eml is {message.get_content_type()}")
        parts = [p for p in message.walk() if not p.is_multipart()]
        attached = {p.get_filename(): p.get_payload(decode=True) for p in parts[2:]}
        if attached != others:
            fail(folder, f"{kind}.eml attaches {sorted(attached)}, beside it are {sorted(others)}")
        parts = parts[:2]
        if [p.get_content_type() for p in parts] != ["text/plain", "text/html"]:
            fail(folder, f"{kind}.eml holds {[p.get_content_type() for p in parts]}")
        got = [p.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n") for p in parts]
        if got != files:
            fail(folder, f"{kind}.eml does not say what the files beside it say")
    ok(folder, f"{kind}.eml parses without defects and holds the text and the page")


def check_formats(folder, data, kind):
    matches = "OK,%(info.puid)s,%(info.matchtype)s,\"%(info.filename)s\"\n"
    names = [str(data / f"{kind}{ending}") for ending in EXPECTED]
    names += [str(path) for path in sorted(data.glob("*.csv"))]
    run = subprocess.run([sys.executable, "-m", "fido.fido", "-q", "-matchprintf", matches,
                          "-nomatchprintf", "KO,,,\"%(info.filename)s\"\n", *names],
                         capture_output=True, text=True)
    if run.returncode:
        fail(folder, f"fido: {run.stderr}")
    rows = list(csv.reader(io.StringIO(run.stdout)))
    for name in names:
        wanted, by = (EXPECTED | TABLES)[pathlib.Path(name).suffix]
        own = [(puid, match) for verdict, puid, match, file in rows if file == name and verdict == "OK"]
        if not any(puid == wanted and by in (None, match) for puid, match in own):
            fail(folder, f"fido takes {name} for {own}, not {wanted}")
        if by and len(own) != 1:
            fail(folder, f"fido is not sure of {name}: {own}")
        if wanted in turned_away():
            fail(folder, f"the National Archives turn {wanted} away: {name}")
    ok(folder, f"fido names {kind}.txt, {kind}.html and {kind}.eml")


def main():
    parser = argparse.ArgumentParser(description="Checks the folders of lodged papers.")
    parser.add_argument("--only-stdlib", action="store_true", help="leave out bagit and fido")
    parser.add_argument("folder", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    for folder in given.folder:
        bag = (folder / "bagit.txt").exists()
        data = folder / "data" if bag else folder
        kinds = [path.stem for path in sorted(data.glob("*.eml"))]
        if len(kinds) != 1:
            fail(folder, f"there is not one mail in it: {kinds}")
        kind = kinds[0]
        for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] if bag else ["SHA256SUMS"]:
            check_sums(folder, name)
        check_text(folder, data / f"{kind}.txt")
        check_mail(folder, data, kind)
        if not given.only_stdlib:
            if bag:
                check_bag(folder)
            check_formats(folder, data, kind)


if __name__ == "__main__":
    main()
