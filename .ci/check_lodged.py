#!/usr/bin/env python3
"""Checks a lodged folder with tools that onrecord did not write.

    check_lodged.py [--only-stdlib] [--texts TEXTS.json] FOLDER...

For each FOLDER, files or bag:
  * sha256sum -c agrees (here: hashlib reads the same lines, and sha256sum where it is installed), and the
    sums name every file of the record, the originals among them;
  * bagit.py --validate agrees (bags; needs the package bagit);
  * fido names every file, record.eml by one signature and record.txt by none, whatever markup a message or a
    name holds (needs the package opf-fido), and none is a format that the National Archives turn away (needs
    their list, looked for beside the repository and said when absent);
  * record.eml parses without defects under both of Python's mail policies, its headers stand in the stated
    order, From names at most 20 senders, Sender is who captured, the subject begins with the marking;
  * its text part begins with the block of record.txt and begins and ends with the marking; its line counts give
    back the exact texts, CRLF read as LF, and message-N.txt gives each message's byte for byte;
  * its other attachments are the files in original/ and attachments/, names and bytes;
  * record.txt is UTF-8 without a control character but LF, and names each original with its sum.

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
    return {line.split("  ", 1)[1] for line in lines}


def check_named(folder, data, named):
    """Every file of the record is in the sums that cover it."""
    files = {str(p.relative_to(folder)) for p in data.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    if files != named:
        fail(folder, f"the sums name {sorted(named)}, the record is {sorted(files)}")


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
    """Label and text of everything that stands under a count of its lines, cut out by these counts alone."""
    texts, lines = [], iter(body.split("\n"))
    for line in lines:
        # A field has a colon after its label, and what continues one is indented.
        head = re.fullmatch(r"([A-Z][A-Za-z ]*), (\d+) lines?:", line)
        if head:
            if next(lines) != "":
                raise ValueError("no blank line under " + line)
            texts.append((head[1], "\n".join(next(lines) for _ in range(int(head[2])))))
    return texts


# The labels of what stands beside a text and is none itself.
BESIDE = {"As put right", "Before"}
FIRST = ["From", "Date", "To", "MIME-Version", "Content-Type", "Subject", "Sender"]


def header_defects(message):
    for part in message.walk():
        yield from part.defects
        for value in part.values():
            yield from getattr(value, "defects", ())


def check_headers(folder, message, block):
    names = message.keys()
    if names[:7] != FIRST or not all(n.startswith("X-Onrecord-") for n in names[7:-1]):
        fail(folder, f"record.eml has its headers in the order {names}")
    if len(names) != len(set(names)) or names[-1] != "Message-ID":
        fail(folder, f"record.eml has a header twice: {names}")
    if message.policy is email.policy.compat32:
        return
    if not 1 <= len(message["From"].addresses) <= 20 or len(message["Sender"].addresses) != 1:
        fail(folder, f"record.eml is from {message['From']}, sent by {message['Sender']}")
    captured_by = block.get("Captured by", "")
    sender = message["Sender"].addresses[0].display_name
    if not captured_by.startswith(sender.rstrip("…")):
        fail(folder, f"record.eml is sent by {sender}, the record says {captured_by}")
    marking = block["Marking"]
    begins = "Marking not stated: " if marking == "not stated" else f"{marking}: "
    if not message["Subject"].startswith(begins):
        fail(folder, f"the subject is {message['Subject']}, the marking {marking}")


def fields(block):
    """Label to value of a block of fields."""
    joined = block.replace("\n  ", " ")
    return dict(line.split(": ", 1) for line in joined.split("\n") if ": " in line)


def check_mail(folder, data, texts):
    raw = (data / "record.eml").read_bytes()
    record = (data / "record.txt").read_text(encoding="utf-8")
    block = record.split("\n\n", 1)[0]
    for policy in (email.policy.default, email.policy.compat32, email.policy.SMTP):
        message = email.message_from_bytes(raw, policy=policy)
        defects = list(header_defects(message))
        if defects:
            fail(folder, f"record.eml has defects: {defects}")
        check_headers(folder, message, fields(block))
        parts = [p for p in message.walk() if not p.is_multipart()]
        body = parts[0].get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
        if body.split("\n\n", 1)[0] != block:
            fail(folder, "the text of record.eml does not begin with the block of record.txt")
        marking = next(line for line in block.split("\n") if line.startswith("Marking: "))
        for name, text in [("record.txt", record), ("record.eml", body)]:
            if not text.startswith(marking + "\n") or not text.endswith("\n" + marking + "\n"):
                if "\n  " not in block.split("\nTitle: ")[0]:
                    fail(folder, f"{name} does not begin and end with its marking")
        got = [(label, text) for label, text in listed(body) if label not in BESIDE]
        if texts is not None:
            wanted = [text.replace("\r\n", "\n") for text in texts]
            if [text for _, text in got] != wanted:
                fail(folder, f"record.eml gives back {got!r:.300}, not {wanted!r:.300}")
        count = sum(1 for label, _ in got if label == "Text")
        exact = [p.get_payload(decode=True) for p in parts[1:1 + count]]
        if [p.get_filename() for p in parts[1:1 + count]] != [f"message-{n + 1}.txt" for n in range(count)]:
            fail(folder, "record.eml does not attach each message's text first")
        if texts is not None and exact != [t.encode("utf-8") for t in texts[len(texts) - count:]]:
            fail(folder, "message-N.txt of record.eml are not the exact texts")
        if [e.decode("utf-8").replace("\r\n", "\n") for e in exact] != [t for label, t in got if label == "Text"]:
            fail(folder, "message-N.txt of record.eml are not the texts of its body")
        attached = {p.get_filename(): p.get_payload(decode=True) for p in parts[1 + count:]}
        files = {p.name: p.read_bytes() for of in ("original", "attachments") for p in (data / of).glob("*")}
        if policy is not email.policy.compat32 and attached != files:
            fail(folder, f"record.eml attaches {sorted(attached)}, the folder holds {sorted(files)}")
        if len(parts) != 1 + count + len(files) or sorted(attached.values()) != sorted(files.values()):
            fail(folder, "record.eml attaches other bytes than the folder holds")
    exact = "gives back the exact text" if texts is not None else "no texts were given to compare"
    ok(folder, f"record.eml parses without defects, {exact}")


def check_text(folder, data):
    text = (data / "record.txt").read_bytes().decode("utf-8")
    strange = {c for c in text if c != "\n" and unicodedata.category(c) == "Cc"}
    if strange:
        fail(folder, f"record.txt holds control characters: {strange!r}")
    originals = sorted((data / "original").glob("*"))
    for original in originals:
        named = f"\nOriginal: original/{original.name} ("
        digest = hashlib.sha256(original.read_bytes()).hexdigest()
        if named not in text or f"\n  {digest}\n" not in text[text.index(named):]:
            fail(folder, f"record.txt does not name {original.name} with its sum")
    if f"\nOriginals: {len(originals)}\n" not in text:
        fail(folder, f"record.txt does not count {len(originals)} originals")
    ok(folder, f"record.txt is plain UTF-8 text and names {len(originals)} originals with their sums")


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
        named = check_sums(folder, "manifest-sha256.txt" if bag else "SHA256SUMS")
        check_named(folder, data, named)
        if bag:
            check_sums(folder, "tagmanifest-sha256.txt")
        check_mail(folder, data, texts)
        check_text(folder, data)
        if not given.only_stdlib:
            if bag:
                check_bag(folder)
            check_formats(folder, data)


if __name__ == "__main__":
    main()
