"""The graph answers the contract that everyone who queries it relies on, whatever store holds it.

The contract's queries lie beside the project; where they do not, only what the project itself says of the shapes is tested.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import nquads, quads
from kg.vocab import PREFIXES
from tests.graph.sample import linking, readings

CONTRACT = Path(__file__).resolve().parents[2] / "shared" / "contract"
NAMES = (
    "articles", "persons", "institutions", "documents", "positions", "tenures",
    "dates", "events", "event-actors", "event-places", "participants", "evidence",
)  # fmt: skip
KINDS = ("memory", "disk", "triples")


def make(kind: str, folder: Path) -> ox.Store:
    """The sample in a store of each kind: named graphs in memory or on disk, or the triples of one graph, as Turtle has them."""
    if kind == "memory":
        store = ox.Store()
        store.extend(quads(readings(), linking()))
        return store
    if kind == "triples":
        store = ox.Store()
        store.extend(ox.Quad(*quad.triple) for quad in quads(readings(), linking()))
        return store
    ox.Store(str(folder / "disk")).bulk_load(input=b"".join(nquads(readings(), linking())), format=ox.RdfFormat.N_QUADS)
    return ox.Store.read_only(str(folder / "disk"))


def answer(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    solutions = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]
    return sorted(tuple("" if row[name] is None else row[name].value for name in names) for row in solutions)


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ox.Store:
    return make(request.param, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_contract_queries_answer(store: ox.Store, name: str, tmp_path: Path) -> None:
    path = CONTRACT / f"{name}.rq"
    if not path.is_file():
        pytest.skip(f"the contract is not beside the project ({path} is missing)")
    text = path.read_text(encoding="utf-8")
    found = answer(store, text)
    assert found
    assert found == answer(make("memory", tmp_path), text)


def test_no_contract_query_is_forgotten() -> None:
    if not CONTRACT.is_dir():
        pytest.skip(f"the contract is not beside the project ({CONTRACT} is missing)")
    assert {path.stem for path in CONTRACT.glob("*.rq")} == set(NAMES)


def test_posts(store: ox.Store) -> None:
    found = answer(
        store,
        "SELECT DISTINCT ?person ?title ?role ?org ?former ?first WHERE { ?m a org:Membership ; prov:wasDerivedFrom ?article ;"
        " org:member/skos:prefLabel ?person ; kg:postTitle ?title ; org:role/skos:prefLabel ?role ; kg:former ?former ;"
        " org:organization/skos:prefLabel ?org ; kg:firstAttested ?first }",
    )
    assert found == [
        ("奥利", "贝兰国总统", "总统", "贝兰国", "false", "2024-03-06"),
        ("林望舒", "市委书记", "书记", "中共云岭市委员会", "false", "2024-03-05"),
        ("秦牧野", "原副市长", "副市长", "云岭市人民政府", "true", "2024-03-05"),
        ("高远", "副市长", "副市长", "云岭市人民政府", "false", "2024-03-05"),
        ("高远", "市长", "市长", "云岭市人民政府", "false", "2024-03-06"),
    ]


def test_mentions_point_at_things_and_dates_at_days(store: ox.Store) -> None:
    mentions = answer(
        store,
        """SELECT ?words ?label WHERE { ?m a nif:OffsetBasedString ; nif:anchorOf ?words ;
             itsrdf:taIdentRef/skos:prefLabel ?label ; nif:referenceContext/nif:isString ?text
             FILTER(CONTAINS(?text, '春申礼堂')) }""",
    )
    assert ("市委", "中共云岭市委员会") in mentions
    assert ("《云岭市治水三年方案》", "云岭市治水三年方案") in mentions
    dates = answer(
        store, "SELECT ?words ?start ?end WHERE { ?m a kg:TimeExpression ; nif:anchorOf ?words ; kg:start ?start ; kg:end ?end }"
    )
    assert ("昨天下午", "2024-03-04", "2024-03-04") in dates
    assert ("去年", "2023", "2023") in dates


def test_events_have_type_time_place_actors_and_words(store: ox.Store) -> None:
    [found] = answer(
        store,
        """SELECT ?type ?begin ?end (COUNT(DISTINCT ?place) AS ?places) (COUNT(DISTINCT ?actor) AS ?actors)
             (COUNT(DISTINCT ?words) AS ?evidence)
           WHERE { ?event skos:prefLabel '云岭市治水工作会议'@zh ; sem:eventType ?type ; sem:hasPlace ?place ;
             sem:hasActor ?actor ; sem:hasBeginTimeStamp ?begin ; sem:hasEndTimeStamp ?end ; gaf:denotedBy ?words }
           GROUP BY ?type ?begin ?end""",
    )
    assert found == (PREFIXES["kg"] + "meeting", "2024-03-04", "2024-03-04", "2", "3", "2")
