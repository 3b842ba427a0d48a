#!/usr/bin/env python3
"""Makes a register with 50 captures of every kind, by the program itself.

    door_captures.py PROGRAM HOME

Channels: all; texts right to left, of markup, of escape codes, of a table's formulas, of many lines, empty; messages
put right, quoted, deleted, edited; notices of a channel; attachments present, absent, many, of long and hostile names;
conversations without a name. HOME gets `desk` (the register), `plan`, `bags` and `share` (destinations), `exports`.
Prints nothing; exits 1 where the program refuses what it should take.
"""
import json
import os
import pathlib
import subprocess
import sys
import zipfile

program, home = sys.argv[1], pathlib.Path(sys.argv[2])
for name in ("desk", "plan", "bags", "share", "exports"):
    (home / name).mkdir(parents=True, exist_ok=True)
(home / "desk" / "config.toml").write_text(f"""
[[destination]]
name = "plan"
kind = "folder"
path = "{home}/plan"
reference = "MIN/{{year}}/"

[[destination]]
name = "bags"
kind = "folder"
format = "bag"
path = "{home}/bags"

[[destination]]
name = "share"
kind = "folder"
layout = "flat"
path = "{home}/share"

[[destination]]
name = "edrm"
kind = "manual"
""", encoding="utf-8")
ENV = dict(os.environ, HOME=str(home), XDG_STATE_HOME=f"{home}/state", ONRECORD_ETC=f"{home}/etc", TZ="UTC")


def run(*args):
    done = subprocess.run([program, "--dir", str(home / "desk"), *args], env=ENV, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"onrecord {' '.join(args)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


run("setup", "--name", "Ruth Bell", "--post", "Deputy Private Secretary", "--organisation", "Department for Examples",
    "--machine", "corporate", "--up-to", "official-sensitive")

HOSTILE = "x\u202egnp.exe <script>alert(1)</script> =cmd()|' /C calc'!A0 .jpg"
LONG = "é" * 120 + ".pdf"  # 244 bytes


def export(name, lines, files=()):
    path = home / "exports" / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_chat.txt", "".join(line + "\r\n" for line in lines))
        for file, data in files:
            archive.writestr(file, data)
    return str(path)


PNG = b"\x89PNG\r\n\x1a\nnot much of one"
ios = export("WhatsApp Chat - Schools Bill core.zip", [
    "\u200e[20/11/2026, 09:00:00] Schools Bill core: \u200eMessages and calls are end-to-end encrypted.",
    "[20/11/2026, 09:06:01] Asha Patel: Agreed, option B\nsecond line\n\nfourth",
    "[20/11/2026, 09:07:11] Tom O'Neil: <html><body onload=alert(1)>markup</body></html>",
    "\u200e[20/11/2026, 09:08:00] Asha Patel: \u200e<attached: 00000010-PHOTO-2026-11-20-09-08-00.jpg>",
    "\u200e[20/11/2026, 09:09:00] Asha Patel: \u200e<attached: 00000011-PHOTO-2026-11-20-09-09-00.jpg>",
    "\u200e[20/11/2026, 09:09:30] Tom O'Neil: \u200eThis message was deleted.",
    "[20/11/2026, 09:10:00] Asha Patel: Now it says this \u200e<This message was edited>",
    "[20/11/2026, 09:11:00] \u202bמיכל\u202c: \u202bשלום, נפגשים ב־10\u202c",
    "[20/11/2026, 09:12:00] Tom O'Neil: =HYPERLINK(\"http://example.com\",\"x\")",
    "[20/11/2026, 23:59:59] Asha Patel: the last of the day",
    "[21/11/2026, 00:00:00] Tom O'Neil: the first of the next",
    "[21/11/2026, 10:00:00] Asha Patel: From the start\n.\n..dot\n[20/11/2026, 09:06:01] Asha Patel: pasted",
], [("00000010-PHOTO-2026-11-20-09-08-00.jpg", PNG)])
android = export("WhatsApp Chat with مجموعة.zip", [
    "25/10/2026, 00:30 - Asha Patel created group \"مجموعة\"",
    "25/10/2026, 01:30 - أمل: مرحبا بالجميع",
    "25/10/2026, 01:45 - Tom: <Media omitted>",
    "26/10/2026, 09:00 - أمل: IMG-20261026-WA0001.jpg (file attached)",
    "26/10/2026, 09:05 - Tom: two words",
    "26/10/2026, 09:06 - Tom: 26/10/2026, 09:00 - أمل: quoted in line",
])
ids = []
ids += run("import", ios, "--queue", "1-12", "--me", "Asha Patel", "--day-first", "--marking", "official-sensitive", "--json")[0]["queued"]
ids += run("import", android, "--queue", "1-6", "--day-first", "--marking", "official", "--json")[0]["queued"]
ids += run("import", android, "--queue", "2-5", "--day-first", "--conversation", "Another name", "--as-one", "--json")[0]["queued"]

many = []
for n in range(300):
    path = home / "exports" / f"note {n % 7}.txt"
    path = path.with_name(f"{n}") / path.name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"note {n}\n")
    many += ["--file", str(path)]
odd = home / "exports" / HOSTILE.replace("/", "_")
odd.write_bytes(PNG)
long = home / "exports" / LONG
long.write_bytes(b"%PDF-1.4\n%%EOF\n")
picture = home / "exports" / "shot.png"
picture.write_bytes(PNG)


def add(text, channel, *more):
    ids.append(run("add", text, "--channel", channel, "--json", *more)[0]["id"])


named = ["--conversation", "Bill team", "--from", "Permanent Secretary", "--sent", "2026-11-19 18:00"]
for channel in ("signal", "email", "sms", "facebook", "linkedin", "telegram", "imessage", "other", "whatsapp"):
    add(f"Typed on {channel}: go with option B", channel, *named, "--marking", "official")
    add(f"No conversation, no sender, no time: {channel}", channel)
add("With many files", "signal", *named, *many)
add("With an odd name", "signal", "--conversation", HOSTILE, "--from", HOSTILE, "--file", str(odd), "--marking", "official")
add("With a long name", "sms", "--conversation", "n" * 255, "--from", "f" * 255, "--file", str(long))
add("escape \u001b[2J and \u0000 nul \u202e turned \r alone".replace("\u0000", ""), "telegram", *named)
add("x" * 60000, "facebook", *named)
add("typed, then put right", "whatsapp", *named, "--marking",
    "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA", "--personal-data")
run("edit", ids[-1], "--text", "typed, as it was said")
run("edit", ids[1], "--text", "Agreed, option C", "--from", "Asha P.")
add("In substance", "whatsapp", *named)
substance = ids[-1]
while len(ids) < 50:
    add(f"One more: {len(ids)}", "imessage", "--conversation", "Numbers", "--from", f"+4477009{len(ids):05}",
        "--sent", f"2026-11-{10 + len(ids) % 9} 12:00", "--file", str(picture))
assert len(ids) == 50, len(ids)

places = ["plan", "bags", "edrm", "share"]
for n, item in enumerate(ids):
    if item == substance:
        run("capture", item, "--route", "substance", "--note", "Option B", "--who", "Minister; Treasury", "--to", "plan")
        continue
    to = places[n % 4]
    run("capture", item, "--to", to, *(["--ref", f"MIN/2026/{n}"] if to in ("plan", "edrm") else []))
run("verify")
