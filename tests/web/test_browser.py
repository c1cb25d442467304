"""Journeys in a real browser: from the landing page to the words of a fact, queries, downloads, and no request that leaves the machine."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.web.sample import CROOKED, EVENT, PARTY, PERSON

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parents[2]
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no chromium on this machine (on Debian: apt-get install chromium fonts-noto-cjk)"
    ),
]


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    """The explorer on a free port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        "--",
        "--store",
        str(store),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the explorer ended at its start"
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the explorer does not answer")


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: sync_api.Browser, server: str) -> Iterator[sync_api.Page]:
    """A page whose every request is watched: one to another machine fails the test."""
    yield from _watched(browser, server, "light")


def _watched(browser: sync_api.Browser, server: str, scheme: str) -> Iterator[sync_api.Page]:
    context = browser.new_context(
        base_url=server, color_scheme=scheme, viewport={"width": 1280, "height": 1000}, accept_downloads=True
    )
    context.set_default_timeout(20_000)
    foreign: list[str] = []
    own = (server, server.replace("http", "ws", 1), "data:", "blob:")
    context.on("request", lambda request: None if request.url.startswith(own) else foreign.append(request.url))
    opened = context.new_page()
    yield opened
    opened.wait_for_timeout(100)
    context.close()
    assert foreign == []


def visit(page: sync_api.Page, address: str) -> None:
    """Open a page of the explorer and wait until it is whole."""
    page.goto(address)
    page.wait_for_selector(".zw")
    settle(page)


def settle(page: sync_api.Page) -> None:
    """Wait until the page's script has run."""
    page.wait_for_timeout(150)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


PAGES = [
    "", "?q=%E4%B8%B4", f"entity?id={quote(PERSON)}", f"entity?id={quote(PARTY)}", f"entity?id={quote(EVENT)}",
    f"entity?id={quote(CROOKED)}", "article?id=article/a1&at=11,20", "article?id=article/a3", f"network?id={quote(PERSON)}", "sparql",
    "export", "entity?id=nothing",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_asks_another_machine_or_fails(browser: sync_api.Browser, server: str, scheme: str) -> None:
    for page in _watched(browser, server, scheme):
        for address in PAGES:
            visit(page, address)
            assert page.locator('[data-testid="stException"]').count() == 0, address
            assert page.locator('[data-testid="stEChartsChart"] >> text=error').count() == 0, address


def test_three_clicks_from_the_landing_page_to_the_words(page: sync_api.Page) -> None:
    visit(page, "")
    page.click(".zw a:text-is('林知远')")
    page.wait_for_selector("details.fact")
    assert page.locator("details.fact[open] mark.ring").first.inner_text() == "临州市委书记林知远"
    page.click("details.fact[open] blockquote a >> nth=0")
    page.wait_for_selector("article mark.ring")
    assert page.locator("article mark.ring").inner_text() == "临州市委书记林知远"
    page.click("article a.m.person >> nth=0")
    page.wait_for_selector("h2:text-is('林知远')")
    assert "/entity?" in page.url
    assert page.title().startswith("林知远")


def test_search_to_a_sentence(page: sync_api.Page) -> None:
    visit(page, "")
    page.fill("input", "小何")
    page.press("input", "Enter")
    page.click(".hit a:text-is('何静怡')")
    page.wait_for_selector("details.fact")
    page.click("[role=tab]:has-text('事件')")
    page.wait_for_selector("details.fact summary.two")
    row = page.locator("details.fact", has_text="数字治理会议").last
    if row.get_attribute("open") is None:
        row.locator(".proof").click()
    assert "临州市数字治理会议" in row.locator("mark.ring").inner_text()


def test_the_search_stands_in_the_address(page: sync_api.Page) -> None:
    visit(page, "?q=" + quote("临州市委"))
    assert page.input_value("input") == "临州市委"
    assert page.locator(".hit").count() >= 2
    page.fill("input", "何静怡")
    page.press("input", "Enter")
    page.wait_for_selector(".hit a:has-text('何静怡')")
    assert "q=" + quote("何静怡") in page.url


def test_the_way_back_leads_to_the_page_before(page: sync_api.Page) -> None:
    visit(page, f"entity?id={quote(PERSON)}")
    page.click("details.fact[open] blockquote a >> nth=0")
    page.wait_for_selector("article mark.ring")
    page.go_back()
    page.wait_for_selector("h2:text-is('林知远')")
    assert "/entity" in page.url


def test_english_goes_along(page: sync_api.Page) -> None:
    visit(page, "")
    page.click("button:has-text('English')")
    page.wait_for_selector("text=A knowledge graph of Chinese official news")
    settle(page)
    assert "lang=en" in page.url
    page.click(".zw a:text-is('林知远')")
    page.wait_for_selector("details.fact")
    assert page.locator("[role=tab]:has-text('Posts')").count() == 1


def test_data_is_no_markup(page: sync_api.Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visit(page, "article?id=article/a3")
    words = page.locator("article").inner_text()
    assert "<script>alert(1)</script>" in words
    assert "~~删~~*星*" in words
    assert "$x$ :smile: [链](http://example.org)" in words
    assert dialogs == []


def test_a_query_runs_with_the_keyboard_and_its_csv_opens_in_a_spreadsheet(page: sync_api.Page) -> None:
    visit(page, "sparql?ask=career&name=" + quote("林知远"))
    page.click("textarea")
    page.press("textarea", "Control+Enter")
    page.wait_for_selector('[data-testid="stDataFrame"]')
    with page.expect_download() as download:
        page.click("button:has-text('CSV')")
    body = Path(download.value.path()).read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert {row["title"] for row in rows} == {"临州市委书记", "市委书记"}


def test_an_endless_query_is_stopped_while_another_page_answers(page: sync_api.Page) -> None:
    visit(page, "sparql")
    page.fill("textarea", "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.press("textarea", "Control+Enter")
    stop = page.locator("button:has-text('停止')")
    stop.wait_for()
    beside = page.context.new_page()
    visit(beside, f"entity?id={quote(PERSON)}")
    assert beside.locator("details.fact").count() > 0
    stop.click()
    page.wait_for_selector("text=已停止")


def test_the_graph_is_drawn_and_a_click_on_it_leads_on(page: sync_api.Page) -> None:
    visit(page, f"network?id={quote(PERSON)}")
    label = page.locator("svg text:text-is('何静怡')")
    label.wait_for()
    page.wait_for_timeout(300)
    box = label.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] - 12, box["y"] + box["height"] / 2)  # the node stands left of its label
    page.wait_for_selector("b:text-is('何静怡')")
    page.click("button:has-text('以它为中心')")
    page.wait_for_selector("h2:has-text('何静怡')")
    settle(page)
    page.click("text=以表格显示")
    page.click("table a:text-is('林知远')")
    page.wait_for_selector("h2:text-is('林知远')")


def test_turtle_of_the_whole_graph(page: sync_api.Page) -> None:
    visit(page, "export")
    with page.expect_download() as download:
        page.click("button:has-text('Turtle')")
    assert "@prefix org:" in Path(download.value.path()).read_text(encoding="utf-8")
