"""Places: a country or division by any of its names, a namesake by the places around it, anything else by its name.

In: a reading and its scene. Out: seats with keys "area:CODE" or "place:NAME".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.atlas import COUNTRY, Area, Scene, atlas
from kg.model import Event, Membership, Reading, Seat
from kg.text import fold


def seats(reading: Reading, scene: Scene, institutions: frozenset[str]) -> Iterator[Seat]:
    """The places of one article, by name: those mentioned, and those that posts and events name and that are no institution
    here."""
    surfaces: dict[str, dict[str, None]] = {}
    for mention in reading.mentions:
        if mention.kind == "place":
            surfaces.setdefault(mention.name, {mention.name: None})[mention.text] = None
    for name in _claimed(reading):
        if name not in institutions:
            surfaces.setdefault(name, {name: None})
    for name, forms in sorted(surfaces.items()):
        yield _seat(reading, scene, name, tuple(forms))


def _claimed(reading: Reading) -> Iterator[str]:
    for claim in reading.claims:
        if isinstance(claim, Membership) and claim.organization:
            yield claim.organization
        elif isinstance(claim, Event):
            yield from claim.places
            yield from claim.organizations


def _seat(reading: Reading, scene: Scene, name: str, forms: tuple[str, ...]) -> Seat:
    area, why = area_of(reading, scene, name)
    if area is None:
        return Seat("place", reading.article.id, name, f"place:{fold(name)}", forms)
    parent = f"area:{area.parent}" if area.parent else ""
    code = area.code if area.level != COUNTRY else ""
    country = area.name if area.level == COUNTRY else ""
    return Seat("place", reading.article.id, name, f"area:{area.code}", forms, area.name, code, parent, country, why)


def area_of(reading: Reading, scene: Scene, name: str) -> tuple[Area | None, str]:
    """The area that a name means here, and why, where it has namesakes."""
    plain = fold(name).strip()
    areas = atlas().by_name.get(plain, ())
    if not areas:
        return atlas().country(plain), ""
    if len(areas) == 1:
        return areas[0], ""
    home = {a.code for area in atlas().by_name.get(reading.article.place or "", ()) for a in atlas().chain(area)}

    def near(area: Area) -> int:
        around = [a.code for a in atlas().chain(area)][1:]
        return 2 * sum(code in scene.codes for code in around) + sum(code in home for code in around)

    best = max(areas, key=lambda a: (near(a), -len(a.code), a.code))
    return best, f"{name} is that of {atlas().full(best)}: places around it" if near(best) else ""
