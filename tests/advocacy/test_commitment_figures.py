"""Status and age of commitments: the figure of metrics.md, its table over the list, columns and filters."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.services import commitment_figures, commitments
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:commitment_list")


def ago(days):
    return today() - dt.timedelta(days=days)


def promise(by, text="Skickar underlag", age=10, due=None, promiser="theirs", **fields):
    """Made `age` days ago, to be kept `due` days ago (negative: ahead)."""
    due_on = None if due is None else ago(due)
    return commitments.add(
        actor=by, promiser=promiser, text=text, person=fields.pop("person", None) or make.person(), made_on=ago(age),
        due_on=due_on, **fields,
    )  # fmt: skip


def closed(by, state, on=0, **said):
    return commitments.close(actor=by, commitment=promise(by, **said), state=state, on=ago(on))


def listed(user, **query):
    return [row.text for row in client_of(user).get(LIST, query).context["object_list"]]


def test_figure_has_both_sides_with_what_is_open_late_and_closed(alma):
    promise(alma, due=3)
    promise(alma, due=-3)
    promise(alma, promiser="ours")
    closed(alma, "kept")
    closed(alma, "broken", promiser="ours", due=5)
    closed(alma, "withdrawn", promiser="ours")
    theirs, ours = commitment_figures.commitments(today())
    assert (theirs.promiser, theirs.open, theirs.late, theirs.kept, theirs.broken) == ("theirs", 2, 1, 1, 0)
    assert (ours.open, ours.late, ours.kept, ours.broken, ours.withdrawn, ours.count) == (1, 0, 0, 1, 1, 3)


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "manad"), (30, "manad"), (31, "kvartal"), (90, "kvartal"), (91, "halvar"), (180, "halvar"), (181, "aldre")],
)
def test_every_age_is_of_one_band(alma, age, band):
    promise(alma, age=age)
    theirs, _ours = commitment_figures.commitments(today())
    assert {one.name: n for one, n in theirs.ages if n} == {band: 1}
    assert len(listed(alma, age=band)) == 1
    assert sum(len(listed(alma, age=one.name)) for one in commitment_figures.BANDS) == 1


def test_figure_of_an_earlier_day_is_as_it_stood_then(alma):
    closed(alma, "kept", age=100, due=60, on=10)
    promise(alma, age=5)
    then, _ours = commitment_figures.commitments(ago(20))
    assert (then.open, then.late, then.kept) == (1, 1, 0)
    now, _ours = commitment_figures.commitments(today())
    assert (now.open, now.late, now.kept) == (1, 0, 1)
    assert commitment_figures.commitments(today(), first=ago(5))[0].kept == 0


def test_figure_of_priorities_counts_theirs_alone_and_what_is_confidential_too(alma):
    about = make_advocacy.priority()
    promise(alma, priority=about)
    promise(alma)
    said = {"promiser": "theirs", "text": "Hemligt", "priority": about}
    make_advocacy.interaction(make.mp(), actor=alma, is_confidential=True, commitments=[said])
    assert commitment_figures.commitments(today(), [about.pk])[0].open == 2
    assert commitment_figures.commitments(today(), [])[0].open == 0


def test_table_over_the_list_counts_what_the_reader_may_see_and_its_numbers_lead_to_those_rows(alma, dag):
    promise(alma, "Sent", age=40, due=3)
    promise(alma, "Öppet", age=40)
    closed(alma, "kept", text="Klart")
    said = {"promiser": "theirs", "text": "Hemligt"}
    make_advocacy.interaction(make.mp(), actor=alma, is_confidential=True, commitments=[said])
    assert client_of(alma).get(LIST).context["sides"][0].open == 3
    assert client_of(dag).get(LIST).context["sides"][0].open == 2
    text = client_of(dag).get(LIST).content.decode()
    for query, rows in (
        ("show=sena", ["Sent"]), ("age=kvartal", ["Sent", "Öppet"]), ("state=kept", ["Klart"]),
    ):  # fmt: skip
        assert f'href="?promiser=theirs&amp;{query}"' in text
        assert listed(dag, promiser="theirs", **dict([query.split("=")])) == rows


def test_age_and_lateness_are_said_in_days(alma):
    late, done = promise(alma, "Sent", age=40, due=3), closed(alma, "kept", text="Klart", age=30, due=25, on=20)
    early = closed(alma, "kept", text="I tid", age=30, due=5, on=20)
    answer = client_of(alma).get(reverse("advocacy:commitment_export"), {"format": "csv", "show": "alla"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    heads = lines[0].replace('"', "").split(";")
    at, late_at = heads.index("Ålder, dagar"), heads.index("Försenat, dagar")
    found = {line.split(";")[1].strip('"'): line.replace('"', "").split(";") for line in lines[1:]}
    assert [found[row.text][at] for row in (late, done, early)] == ["40", "10", "10"]
    assert [found[row.text][late_at] for row in (late, done, early)] == ["3", "5", ""]
    page = client_of(alma).get(late.get_absolute_url()).content.decode()
    assert "öppet i 40 dagar, 3 dagar försenat" in page


def test_list_is_sorted_by_age_also_of_those_that_are_closed(alma):
    promise(alma, "Gammalt", age=50)
    closed(alma, "kept", text="Kort", age=60, on=58)
    promise(alma, "Nytt", age=5)
    assert listed(alma, show="alla", sort="age") == ["Kort", "Nytt", "Gammalt"]
    assert listed(alma, show="alla", sort="-age") == ["Gammalt", "Nytt", "Kort"]


def test_figure_asks_once(alma, django_assert_num_queries):
    promise(alma)
    with django_assert_num_queries(1):
        commitment_figures.commitments(today())
