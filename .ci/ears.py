#!/usr/bin/env python3
"""What a listener hears: the screens under a real screen reader (yasr), what it says written to a file.

usage: ears.py ONRECORD SCRATCH. Each key is named by its action, so that keys may change. Held: after a key the
sentence expected is heard whole and first, no id, no "greater than", no word joined to the next; after a key that
moves or answers at most 40 words."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

NOW = "2026-11-22T18:03:11Z"
MOST_WORDS = 40
# Once what is expected was heard, how long nothing more has to come; how long to wait for it at most.
QUIET, PATIENCE = 0.4, 30.0

ITEMS = [
    ("Asha Patel", "2026-11-21 21:40", "24h", "Minister content with option B, please start drafting"),
    ("Daniel Reeve", "2026-11-22 11:15", "24h", "Counsel advises dropping clause 4"),
    ("Tom Okafor", "2026-11-20 10:30", None, "Thanks all, see you at the station"),
]


def environment(scratch: Path) -> dict[str, str]:
    return {
        "HOME": str(scratch),
        "USER": "rb",
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "ONRECORD_DIR": str(scratch / "onrecord"),
        "XDG_STATE_HOME": str(scratch / "state"),
        "ONRECORD_TEST_ETC": str(scratch / "etc"),
        "ONRECORD_TEST_NOW": NOW,
    }


def prepare(onrecord: str, scratch: Path) -> None:
    """A register with three messages, a folder to file in, and the setting for listeners."""
    plan = scratch / "plan"
    plan.mkdir(parents=True)
    home = scratch / "onrecord"
    home.mkdir()
    (home / "config.toml").write_text(
        f'screen_reader = true\n[review]\nevery = "off"\n'
        f'[[destination]]\nname = "plan"\nkind = "folder"\npath = "{plan}"\nreference = "MIN/{{year}}/"\n'
    )
    (home / "config.toml").chmod(0o600)
    run = lambda *args: subprocess.run([onrecord, *args], env=environment(scratch), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("setup", "--name", "Ruth Bell", "--machine", "corporate", "--up-to", "official-sensitive")
    for sender, sent, timer, text in ITEMS:
        more = ["--timer", timer] if timer else []
        run("add", text, "--from", sender, "--sent", sent, "--channel", "whatsapp", "--marking", "official", *more)


def keymap(onrecord: str, scratch: Path) -> dict[str, list[str]]:
    out = subprocess.run([onrecord, "keys", "--json"], env=environment(scratch), check=True, stdout=subprocess.PIPE)
    rows = map(json.loads, out.stdout.splitlines())
    return {row["id"]: row["keys"] for row in rows}


def typed(name: str) -> bytes:
    """A key as a terminal sends it."""
    named = {"Enter": b"\r", "Tab": b"\t", "Esc": b"\x1b", "Space": b" ", "Right": b"\x1b[C", "PgDn": b"\x1b[6~"}
    named |= {"Home": b"\x1b[H", "End": b"\x1b[F"}
    if name in named:
        return named[name]
    if name.startswith("Ctrl-"):
        return bytes([ord(name[5].upper()) & 0x1F])
    if len(name) == 1:
        return name.encode()
    raise SystemExit(f"ears.py does not know how {name} is typed")


class Ears:
    def __init__(self, onrecord: str, scratch: Path):
        self.log = scratch / "heard"
        self.log.write_bytes(b"")
        synth = scratch / "synth"
        synth.write_text(f'#!/bin/sh\nexec cat >> "{self.log}"\n')
        shell = scratch / "shell"
        shell.write_text(f'#!/bin/sh\necho $$ > "{scratch}/pid"\nexec "{onrecord}"\n')
        synth.chmod(0o755)
        shell.chmod(0o755)
        (scratch / ".yasr.conf").write_text(
            "[normalkeys]\n[reviewkeys]\n[options]\ncursor tracking=full\nsynthesizer=emacspeak server\n"
            f"synthesizer port=|{synth}\nkey echo=off\nshell={shell}\nspecial=off\nup and down arrows=speak line\n"
        )
        self.scratch = scratch
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe("yasr", ["yasr"], environment(scratch))
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def said_since(self, before: int) -> list[str]:
        """What was said behind that place of the log, one utterance after another."""
        with self.log.open("rb") as log:
            log.seek(before)
            said = log.read().decode("utf-8", "replace")
        found = re.findall(r"^(?:q|l|tts_say)\s*\{(.*?)\}\s*$", said, re.M | re.S)
        return [" ".join(u.split()) for u in found if u.strip()]

    def press(self, keys: bytes, expected: str) -> list[str]:
        """What is said after it: until what is expected is among it and nothing more comes, or patience ends."""
        before = self.log.stat().st_size
        if keys:
            os.write(self.master, keys)
        begun = changed = time.monotonic()
        size = before
        while time.monotonic() - begun < PATIENCE:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                try:
                    os.read(self.master, 65536)
                except OSError:
                    break
                changed = time.monotonic()
            if self.log.stat().st_size != size:
                size, changed = self.log.stat().st_size, time.monotonic()
            quiet = time.monotonic() - changed >= QUIET
            if quiet and size != before and flat(expected) in flat(" ".join(self.said_since(before))):
                break
        return self.said_since(before)

    def close(self) -> None:
        # yasr gives its own side of the terminal to what it runs, so neither ends with the other.
        for pid in [(self.scratch / "pid").read_text().strip(), str(self.pid)]:
            try:
                os.kill(int(pid), signal.SIGTERM)
            except (ProcessLookupError, ValueError):
                pass
        try:
            os.waitpid(self.pid, 0)
        except ChildProcessError:
            pass


def flat(text: str) -> str:
    """Words alone: where a row ends is nothing one hears."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def fails(why: str, key: str, heard: list[str]) -> None:
    print(f"after {key}: {why}\nheard:", file=sys.stderr)
    for utterance in heard:
        print(f"  {utterance}", file=sys.stderr)
    raise SystemExit(1)


def hold(key: str, heard: list[str], expected: str, moves: bool) -> int:
    """The laws of one key; how many words were heard."""
    all_said = " ".join(heard)
    if not flat(all_said).startswith(flat(expected)):
        fails(f"not first, or not whole: {expected!r}", key, heard)
    if re.search(r"\b(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-hjkmnp-tv-z0-9]{16}\b", all_said):
        fails("an id", key, heard)
    for sign in ["greater", "less than", ">", "\N{HORIZONTAL ELLIPSIS}"]:
        if sign in all_said:
            fails(f"a sign that stands for nothing: {sign}", key, heard)
    for joined in re.findall(r"[a-z][A-Z][a-z]+", all_said):
        if joined not in ("sApp", "nRecord"):
            fails(f"two words as one: {joined}", key, heard)
    words = len(all_said.split())
    if moves and words > MOST_WORDS:
        fails(f"{words} words", key, heard)
    return words


def main() -> None:
    onrecord, scratch = sys.argv[1], Path(sys.argv[2])
    prepare(onrecord, scratch)
    keys = keymap(onrecord, scratch)
    letter = lambda action: typed(sorted(keys[action], key=len)[0])
    ears = Ears(onrecord, scratch)
    # What is done, what is to be heard first, whether it moves or answers.
    steps = [
        ("opening", b"", "onrecord review and onrecord decide ask line by line and are quieter. What was tried with which readers: onrecord accessibility. Queue. 3 waiting, 2 within a day. Next: capture by today 20:40. 1 of 3. Asha Patel: Minister", False),
        ("move.down", None, "2 of 3. Daniel Reeve: Counsel advises dropping clause 4. Within a day. Capture by tomorrow 10:15. WhatsApp.", True),
        ("move.up", None, "1 of 3. Asha Patel: Minister content with option B, please start drafting. Within a day.", True),
        ("queue.mark", None, "Marked, 1 marked. 2 of 3. Daniel Reeve:", True),
        ("move.up", None, "1 of 3. Marked. Asha Patel:", True),
        ("queue.mark", None, "Not marked, 0 marked. 2 of 3.", True),
        ("move.up", None, "1 of 3. Asha Patel:", True),
        # The letter itself is the echo of the key, which yasr is told not to say.
        ("a key with no use", b"Z", "does nothing here. Question mark lists the keys.", True),
        ("item.capture", None, "Capture. Asha Patel, WhatsApp. Field 2 of 4. File reference: MIN/2026/. Leave it if", False),
        ("back a field", b"\x1b[Z", "Field 1 of 4. Where to: plan (folder), 1 of", True),
        ("forward a field", b"\t", "Field 2 of 4. File reference: MIN/2026/.", True),
        ("a reference and the button", b"4\x04", "Recorded:", False),
        ("go.review", None, "Review. 1 of 2. Daniel Reeve: Counsel advises", False),
        ("review.keep", None, "Left waiting. 2 of 2. Tom Okafor:", True),
        ("go.queue", None, "Queue.", False),
        ("move.last", None, "Later, 1 item. 2 of 2. Tom Okafor: Thanks all, see you at the station.", True),
        ("move.down", None, "Last item. 2 of 2.", True),
        ("go.log", None, "Log. 1 of ", False),
        ("move.down", None, "2 of ", True),
        ("go.chats", None, "Chats. No chat is on record.", False),
        ("go.decide", None, "Decide. 1 of 9. ", False),
        ("go.palette", None, "", False),
        ("its words", b"erase", "1: erase the content", False),
    ]
    try:
        most = 0
        for action, given, expected, moves in steps:
            heard = ears.press(letter(action) if given is None else given, expected)
            if action in ("go.palette", "its words"):
                continue
            words = hold(action, heard, expected, moves)
            most = max(most, words if moves else 0)
        print(f"yasr: {len(steps)} keys, each heard whole and first; at most {most} words after one that moves or answers")
    finally:
        ears.close()


if __name__ == "__main__":
    main()
