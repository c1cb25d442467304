"""How fast the explorer is on a store: `python bench/explorer.py STORE`. Needs a chromium.

Starts the explorer, opens each kind of page of the things that most articles mention, and prints for each the seconds from
the click to the page that is whole and still: of the first visit, and the median of five more.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.web import source  # noqa: E402
from kg.web.source import Graph  # noqa: E402

PORT = 8599
VISITS = 5


def addresses(graph: Graph) -> dict[str, str]:
    """The pages to measure."""
    top = {kind: graph.index.top(kind, 30) for kind in ("person", "institution", "event")}
    article = max(
        (thing for thing in graph.things.values() if thing.kind == "article"), key=lambda thing: (thing.begin, thing.iri)
    )
    return {
        "landing page": "",
        f"search {top['person'][1].label}": "?q=" + quote(top["person"][1].label),
        "search 国": "?q=" + quote("国"),
        f"person, {top['person'][0].weight:,} articles": "entity?id=" + quote(top["person"][0].id),
        f"person, {top['person'][29].weight:,} articles": "entity?id=" + quote(top["person"][29].id),
        f"institution, {top['institution'][0].weight:,} articles": "entity?id=" + quote(top["institution"][0].id),
        f"event, {top['event'][0].weight:,} articles": "entity?id=" + quote(top["event"][0].id),
        "article": "article?id=" + quote(source.path_of(article.iri)),
        "relation graph": "network?id=" + quote(top["person"][1].id),
    }


def seconds(page: Page, address: str) -> float:
    """From the request to the page that is whole and still."""
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{PORT}/{address}")
    page.wait_for_selector(".zw", timeout=120_000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=120_000)
    return time.perf_counter() - started


def main(store: str) -> None:
    """Measure and print a Markdown table."""
    started = time.perf_counter()
    graph = source.opened(Path(store))
    print(f"{len(graph.index.labels):,} names read in {time.perf_counter() - started:.1f} s\n")
    pages = addresses(graph)
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(PORT),
        "--server.headless",
        "true",
        "--",
        "--store",
        store,
    ]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = chromium.new_page(locale="zh-CN")
            seconds(page, "")
            print("| page | first | again |\n|---|---|---|")
            for name, address in pages.items():
                first, *again = [seconds(page, address) for _ in range(VISITS + 1)]
                print(f"| {name} | {first:.2f} s | {statistics.median(again):.2f} s |")
            chromium.close()
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main(sys.argv[1])
