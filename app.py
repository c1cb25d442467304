"""The explorer: `streamlit run app.py -- --store DIR`. Navigation only; the pages stand in kg/web."""

from pathlib import Path

import streamlit as st

from kg.web import conflicts, download, entry, home, reader, relations, sparql
from kg.web.frame import t

st.set_page_config(page_title=t("app"), page_icon=str(Path(__file__).parent / "kg/web/static/icon.png"), layout="wide")

pages = {
    "home": st.Page(home.show, title=t("nav-home"), url_path="home", default=True),
    "entity": st.Page(entry.show, title=t("nav-thing"), url_path="entity", visibility="hidden"),
    "article": st.Page(reader.show, title=t("nav-article"), url_path="article", visibility="hidden"),
    "network": st.Page(relations.show, title=t("nav-network"), url_path="network"),
    "conflicts": st.Page(conflicts.show, title=t("nav-conflicts"), url_path="conflicts"),
    "sparql": st.Page(sparql.show, title=t("nav-sparql"), url_path="sparql"),
    "export": st.Page(download.show, title=t("nav-export"), url_path="export"),
}
st.session_state["pages"] = pages
st.navigation(list(pages.values()), position="top").run()
