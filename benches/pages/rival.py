"""Another page watcher as a whole program on the replayed answers, scored by the bench's own rule.

    cargo bench --bench pages -- --family=fifth --every=1440 --write=DIR
    rival.py DIR urlwatch [--program PATH] [--filter html2text]
    rival.py DIR changedetection [--program PATH]

Each poll is one run of the program over all pages, which are served on loopback as they were at that minute. A real
change is told by an alert within a day that names it, or (the loose rule) by any alert on the page on its day; an alert
that tells none is false. What a program says of errors is no alert here, though urlwatch would send it.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DAY = 1440


class Replay:
    """The answers of one minute, on loopback."""

    def __init__(self, folder):
        self.edits = json.loads((folder / "manifest.json").read_text())
        self.answers = {}
        for path in folder.glob("*/*.html"):
            minute, status = path.stem.split("-")
            self.answers[path.parent.name, int(minute)] = (int(status), path)
        self.minutes = sorted({minute for _, minute in self.answers})
        self.now = self.minutes[0]
        replay = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, path = replay.answers.get((self.path.strip("/"), replay.now), (404, None))
                body = path.read_bytes() if path else b""
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{server.server_address[1]}/"
        self.urls = {page: self.root + page for page in sorted(self.edits)}


class Urlwatch:
    """Its own cache between runs; a change is a unified diff on its standard output."""

    def __init__(self, arguments, replay, home):
        self.command = [arguments.program or "urlwatch"]
        jobs = "\n---\n".join(
            f'name: "{page}"\nurl: "{url}"' + (f"\nfilter:\n  - {arguments.filter}" if arguments.filter else "")
            for page, url in replay.urls.items()
        )
        display = "display: {new: false, error: false, unchanged: false, empty-diff: false}\n"
        report = "report: {text: {details: true, footer: false, line_length: 100000}, stdout: {enabled: true, color: false}}\n"
        for option, name, text in [("urls", "urls.yaml", jobs), ("config", "urlwatch.yaml", display + report), ("hooks", "hooks.py", "")]:
            (home / name).write_text(text + "\n")
            self.command += [f"--{option}", str(home / name)]
        self.command += ["--cache", str(home / "cache.db")]

    def poll(self):
        out = subprocess.run(self.command, capture_output=True, text=True, check=False).stdout
        for part in re.split(r"(?m)^-{60,}\n(?=[A-Z]+: )", out):
            if told := re.match(r"CHANGED: (\S+)", part):
                lines = (line for line in part.splitlines() if line[:3] not in ("+++", "---"))
                yield told[1], "\n".join(line[1:] for line in lines if line[:1] in ("+", "-"))


class Changedetection:
    """One batch run a poll with its plain fetcher; a change is a new snapshot, told by what differs from the last one."""

    def __init__(self, arguments, replay, home):
        self.home, self.urls = home / "datastore", replay.urls
        self.command = [arguments.program or "changedetection.io", "-d", str(self.home), "-C", "-b", "-l", "ERROR"]
        self.command += ["-p", str(free_port())]
        self.known = {}

    def poll(self):
        add = [] if self.known else [part for url in self.urls.values() for part in ("-u", url)]
        more = add or ["-r", "all"]
        environment = {**os.environ, "ALLOW_IANA_RESTRICTED_ADDRESSES": "true", "DISABLE_VERSION_CHECK": "true"}
        subprocess.run(self.command + more, env=environment, capture_output=True, check=False)
        for watch in self.home.glob("*/watch.json"):
            page = json.loads(watch.read_text())["url"].rsplit("/", 1)[-1]
            history = watch.with_name("history.txt")
            names = [line.split(",", 1)[1] for line in history.read_text().split("\n") if line] if history.exists() else []
            texts = [self.text(watch.with_name(name.rsplit("/", 1)[-1])) for name in names]
            before = self.known.get(page, 1)
            self.known[page] = max(len(texts), 1)
            for old, new in zip(texts[before - 1 :], texts[before:]):
                changed = difflib.ndiff(old.splitlines(), new.splitlines()) if len(old) < 20_000 else plain(old, new)
                yield page, "\n".join(line[2:] for line in changed if line[:2] in ("+ ", "- "))

    @staticmethod
    def text(path):
        if path.suffix == ".br":
            import brotli

            return brotli.decompress(path.read_bytes()).decode()
        return path.read_text()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def plain(old, new):
    """Lines that only one side has."""
    was, now = set(old.splitlines()), set(new.splitlines())
    return [f"- {line}" for line in was - now] + [f"+ {line}" for line in now - was]


def is_said(edit, words):
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words) for word in edit["says"])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("rival", choices=["urlwatch", "changedetection"])
    options.add_argument("--program")
    options.add_argument("--filter")
    arguments = options.parse_args()
    replay = Replay(arguments.folder)
    named, loose, told, strictly_false, loosely_false, alerts = set(), set(), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as home:
        rival = {"urlwatch": Urlwatch, "changedetection": Changedetection}[arguments.rival](arguments, replay, pathlib.Path(home))
        for replay.now in replay.minutes:
            for page, words in rival.poll():
                alerts += 1
                fresh = [(page, i) for i, edit in enumerate(replay.edits[page]) if 0 <= replay.now - edit["at"] <= DAY]
                news = [key for key in fresh if key not in named and is_said(replay.edits[page][key[1]], words)]
                named.update(news)
                strictly_false += not news
                loose.update(fresh)
                loosely_false += not fresh
    days = len(replay.urls) * (replay.minutes[-1] // DAY + 1)
    real = sum(map(len, replay.edits.values()))
    for rule, told, false in [("named", named, strictly_false), ("on the day", loose, loosely_false)]:
        share = 100 * len(told) / max(real, 1)
        print(f"{rule}: told {len(told)} of {real} ({share:.1f} %), false {false} = {200 * false / days:.1f} in 200 page-days")
    print(f"{len(replay.urls)} pages, {days} page-days, {len(replay.minutes)} polls, {alerts} alerts")


if __name__ == "__main__":
    main()
