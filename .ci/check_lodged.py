#!/usr/bin/env python3
"""Checks a lodged folder with tools that onrecord did not write.

    check_lodged.py [--only-stdlib] [--texts TEXTS.json] FOLDER...

For each FOLDER, files or bag:
  * sha256sum -c agrees (here: hashlib reads the same lines, and sha256sum where it is installed);
  * bagit.py --validate agrees (bags; needs the package bagit);
  * fido names record.txt, record.eml and every attachment, record.eml by one signature and record.txt
    by none, whatever markup a message holds (needs the package opf-fido), and none is a format that the
    National Archives turn away (needs their list, looked for beside the repository and said when absent);
  * record.eml parses without defects under both of Python's mail policies, begins with From and Date,
    and gives back the exact texts, CRLF read as LF;
  * the attachments of record.eml are the files in attachments/, names and bytes;
  * record.txt is UTF-8 without a control character but LF.

TEXTS.json is a list of the texts the mail must hold: substance first, then the messages in order.
It prints one line per check and exits 1 at the first thing that is not so.
"""
import argparse
import csv
import email
import email.policy
import functools
import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

# The PRONOM name that each record file must get. Plain text has no signature: by its ending it may be
# any of several kinds of text, and must be this one among them.
EXPECTED = {"record.eml": "fmt/950", "record.txt": "x-fmt/111"}
# A list of {"puid", "active", …} published by the National Archives; no part of this repository.
TURNED_AWAY = pathlib.Path(__file__).resolve().parents[2] / "shared" / "tna" / "dis.json"


def fail(folder, what):
    sys.exit(f"NOT SO  {folder}: {what}")


def ok(folder, what):
    print(f"ok      {folder.name}: {what}")


def check_sums(folder, name):
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    for line in lines:
        digest, path = line.split("  ", 1)
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != digest:
            fail(folder, f"{path} does not agree with {name}")
    if shutil.which("sha256sum"):
        run = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", name],
                             cwd=folder, capture_output=True, text=True)
        if run.returncode:
            fail(folder, f"sha256sum -c {name}: {run.stdout}{run.stderr}")
        ok(folder, f"sha256sum -c {name}, {len(lines)} files")
    else:
        ok(folder, f"{name}, {len(lines)} files (by hashlib; sha256sum is not here)")


def check_bag(folder):
    tool = pathlib.Path(sys.executable).with_name("bagit.py")
    run = subprocess.run([sys.executable, str(tool), "--validate", str(folder)],
                         capture_output=True, text=True)
    if run.returncode:
        fail(folder, f"bagit.py --validate: {run.stdout}{run.stderr}")
    ok(folder, "bagit.py --validate")


def check_formats(folder, data):
    matches = "OK,%(info.puid)s,%(info.matchtype)s,\"%(info.filename)s\"\n"
    none = "KO,,,\"%(info.filename)s\"\n"
    run = subprocess.run([sys.executable, "-m", "fido.fido", "-q", "-recurse", "-matchprintf", matches,
                          "-nomatchprintf", none, str(data)], capture_output=True, text=True)
    if run.returncode:
        fail(folder, f"fido: {run.stderr}")
    found = {}
    for verdict, puid, match, name in csv.reader(io.StringIO(run.stdout)):
        found.setdefault(str(pathlib.Path(name).relative_to(data)), []).append((verdict, puid, match))
    records = {str(p.relative_to(data)) for p in data.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    for name in sorted(records):
        rows = found.get(name, [])
        if not rows or any(verdict != "OK" for verdict, _, _ in rows):
            fail(folder, f"fido does not know {name}: {rows}")
        wanted = EXPECTED.get(name, rows[0][1])
        if wanted not in [puid for _, puid, _ in rows]:
            fail(folder, f"fido takes {name} for {rows}, not {wanted}")
        # A mail by its signature and nothing else, also where a message holds markup.
        if name == "record.eml" and rows != [("OK", wanted, "signature")]:
            fail(folder, f"fido does not know record.eml by its signature alone: {rows}")
        if name == "record.txt" and any(match == "signature" for _, _, match in rows):
            fail(folder, f"fido takes record.txt for what is written in it: {rows}")
        if wanted in turned_away():
            fail(folder, f"the National Archives turn {wanted} away: {name}")
    ok(folder, f"fido names all {len(records)} record files, record.eml by its signature")


@functools.cache
def turned_away():
    if not TURNED_AWAY.exists():
        print("note    the National Archives' list is not here: formats they turn away were not looked for")
        return frozenset()
    rows = json.loads(TURNED_AWAY.read_text(encoding="utf-8"))
    return frozenset(row["puid"] for row in rows if row["active"] and row["puid"])


def listed(body):
    """The texts of a listing, cut out by their line counts alone."""
    texts, lines = [], iter(body.split("\n"))
    for line in lines:
        head = re.fullmatch(r".+, (\d+) lines?:", line)
        if head:
            if next(lines) != "":
                raise ValueError("no blank line under " + line)
            texts.append("\n".join(next(lines) for _ in range(int(head[1]))))
    return texts


def header_defects(message):
    for part in message.walk():
        yield from part.defects
        for value in part.values():
            yield from getattr(value, "defects", ())


def check_mail(folder, data, texts):
    raw = (data / "record.eml").read_bytes()
    for policy in (email.policy.default, email.policy.compat32, email.policy.SMTP):
        message = email.message_from_bytes(raw, policy=policy)
        defects = list(header_defects(message))
        if defects:
            fail(folder, f"record.eml has defects: {defects}")
        names = message.keys()
        if names[:2] != ["From", "Date"]:
            fail(folder, f"record.eml begins with {names[:2]}")
        parts = [p for p in message.walk() if not p.is_multipart()]
        body = parts[0].get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
        if texts is not None:
            wanted = [text.replace("\r\n", "\n") for text in texts]
            single = len(wanted) == 1 and not body.startswith("Substance, as recorded\n")
            got = [body] if single else listed(body)
            if got != wanted:
                fail(folder, f"record.eml gives back {got!r:.300}, not {wanted!r:.300}")
        attached = {p.get_filename(): p.get_payload(decode=True) for p in parts[1:]}
        files = {p.name: p.read_bytes() for p in (data / "attachments").glob("*")}
        if policy is not email.policy.compat32 and attached != files:
            fail(folder, f"record.eml attaches {sorted(attached)}, the folder holds {sorted(files)}")
        if list(attached.values()) and sorted(attached.values()) != sorted(files.values()):
            fail(folder, "record.eml attaches other bytes than the folder holds")
    if message.get_content_type() == "text/plain":
        got = email.message_from_bytes(raw, policy=email.policy.default).get_content()
        if got.replace("\r\n", "\n") != body:
            fail(folder, "get_content() gives another text than the payload")
    exact = "gives back the exact text" if texts is not None else "no texts were given to compare"
    ok(folder, f"record.eml parses without defects, {exact}")


def check_text(folder, data):
    text = (data / "record.txt").read_bytes().decode("utf-8")
    strange = {c for c in text if c != "\n" and unicodedata.category(c) == "Cc"}
    if strange:
        fail(folder, f"record.txt holds control characters: {strange!r}")
    ok(folder, "record.txt is plain UTF-8 text")


def main():
    parser = argparse.ArgumentParser(description="Checks lodged folders.")
    parser.add_argument("--only-stdlib", action="store_true", help="leave out bagit and fido")
    parser.add_argument("--texts", type=pathlib.Path, help="JSON list of the exact texts")
    parser.add_argument("folder", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    texts = json.loads(given.texts.read_text(encoding="utf-8")) if given.texts else None
    for folder in given.folder:
        bag = (folder / "bagit.txt").exists()
        data = folder / "data" if bag else folder
        for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] if bag else ["SHA256SUMS"]:
            check_sums(folder, name)
        check_mail(folder, data, texts)
        check_text(folder, data)
        if not given.only_stdlib:
            if bag:
                check_bag(folder)
            check_formats(folder, data)


if __name__ == "__main__":
    main()
