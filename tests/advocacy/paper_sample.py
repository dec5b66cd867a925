"""A board paper's content as `paper_content.gather` gives it, of a size that boards see, without a database."""

from typing import Any

PERIOD = ("2026-01-01", "2026-06-30")
BEFORE = ["2025-07-01", "2025-12-31"]
PARTIES = [("Socialdemokraterna", 14, 31), ("Moderaterna", 9, 20), ("Sverigedemokraterna", 3, 19),
           ("Centerpartiet", 6, 8), ("Vänsterpartiet", 4, 8), ("Kristdemokraterna", 1, 6), ("Miljöpartiet", 2, 5),
           ("Liberalerna", 0, 4)]  # fmt: skip
COUNTIES = [("Stockholms län", 11, 30), ("Uppsala län", 6, 12), ("Södermanlands län", 3, 11),
            ("Östergötlands län", 5, 14), ("Örebro län", 0, 12), ("Västmanlands län", 7, 10),
            ("Gotlands län", 2, 2)]  # fmt: skip
GOALS = [
    ("G-1", "Riksdagsledamöter i våra sju län känner till bristerna på Mälarbanan", 39, 101, 0.5, 28),
    ("G-2", "Regionernas trafiknämnder ställer sig bakom Systemanalys 2024", 22, 28, 0.75, 25),
    ("G-3", "Tjänstemän på Trafikverket har fått vårt underlag om järnvägsutbildningarna", 8, 40, None, 12),
]
SUMMARY = """Vi har träffat 39 av 101 riksdagsledamöter i våra sju län, mot 28 förra halvåret.

- Täckningen ökade i alla län utom Örebro, där ingen ledamot är träffad.
- Två yrkanden om Mälarbanan fick tillkännagivande.
- Trafikverkets förslag till nationell plan innehåller Hjulsta–Jakobsberg."""
NEEDS = "Styrelsens ledamöter från Örebro behöver ta kontakt med partiernas företrädare före den 15 oktober."
PROPOSAL = """1. Styrelsen lägger uppföljningen till handlingarna.
2. Styrelsen ger kansliet i uppdrag att före årets slut träffa riksdagsledamöterna från Örebro län."""


def figure(key: str, label: str, value: Any, before: Any, definition: str, **said: Any) -> dict[str, Any]:
    return {
        "key": key, "kind": "count", "value": value, "part": None, "whole": None, "target": None, "day": PERIOD[1],
        "label": label, "definition": definition, "before": before, **said,
    }  # fmt: skip


def table(key: str, title: str, heads: str, rows: list[Any], note: str = "") -> dict[str, Any]:
    """`heads`: 'group:Parti:text covered:Träffade:number'."""
    parts = [head.split(":") for head in heads.split("|")]
    return {
        "key": key, "title": title, "rows": [list(row) for row in rows], "note": note,
        "heads": [{"key": k, "label": label, "kind": kind} for k, label, kind in parts],
    }  # fmt: skip


def section(key: str, title: str, figures: Any = (), tables: Any = (), empty: str = "") -> dict[str, Any]:
    return {"key": key, "title": title, "empty": empty, "figures": list(figures), "tables": list(tables)}


def _spread(key: str, title: str, rows: list[Any]) -> dict[str, Any]:
    heads = f"group:{title}:text|covered:Träffade:number|audience:Målgrupp:number|coverage:Täckningsgrad:percent"
    return table(key, title, heads, [(*row, row[1] / row[2]) for row in rows])


def _ladder() -> dict[str, Any]:
    steps = [("6 Förespråkare", 2), ("5 Har agerat", 7), ("4 I dialog", 12), ("3 Träffad", 18), ("2 Deltagit", 9),
             ("1 Informerad", 30), ("0 Inte nådd", 23)]  # fmt: skip
    rows = [(step, n, n / 101) for step, n in steps]
    moved = [
        figure("up", "Har tagit ett steg upp", 17, 9, "ladder"),
        figure("down", "Har gått ett steg ner", 4, 6, "ladder"),
        figure("joined", "Har kommit till", 3, 0, "ladder"),
        figure("left", "Har lämnat målgruppen", 2, 2, "ladder"),
    ]
    return section(
        "ladder", "Relationstrappa", moved,
        [table("ladder", "Relationstrappa", "step:Steg:text|people:Personer:number|share:Andel:percent", rows)],
    )  # fmt: skip


def _goal_sections(covered: int, audience: int, target: float | None, before: int) -> list[dict[str, Any]]:
    white = "party:Parti:text|county:Län:text|covered:Träffade:number|audience:Målgrupp:number"
    spots = [("S", "Örebro län", 0, 5), ("M", "Örebro län", 0, 3), ("SD", "Södermanlands län", 0, 3)]
    return [
        section("reach", "Täckningsgrad", [
            figure("coverage", "Täckningsgrad", covered / audience, before / (audience + 2), "coverage", kind="share",
                   part=covered, whole=audience, target=target),
            figure("covered", "Träffade i målgruppen", covered, before, "reached"),
            figure("informed", "Informerade i målgruppen", 62, 62, "reached"),
            figure("missed", "Ännu inte träffade", audience - covered, 73, "reached"),
            figure("reached", "Nådda, alla", 1284, 990, "reached"),
        ]),
        section("spread", "Spridning", [
            figure("balance_party", "Balans mellan partier", 0.8734, 0.912, "balance", kind="index"),
            figure("balance_county", "Balans mellan län", 0.81, None, "balance", kind="index"),
        ], [_spread("by_party", "Parti", PARTIES), _spread("by_county", "Län", COUNTIES)]),
        _ladder(),
        section("white_spots", "Vita fläckar", tables=[table("white_spots", "Vita fläckar", white, spots)]),
        section("stances", "Inställning", empty="För få personer med noterad inställning för att redovisas."),
        section("outcomes", "Genomslag", [
            figure("outcome_4", "Inskrivet i plan eller budget", 1, 0, "outcomes"),
            figure("amount", "Finansierat", 1_250_000_000.0, 0, "outcomes", kind="kronor"),
        ], [table(
            "outcomes", "Genomslag", "strength:Genomslag:text|count:Antal:number|checked:Kontrollerade:number|"
            "confidence:Hur säkert är vårt bidrag:text",
            [("Inskrivet i plan eller budget", 1, 1, "1 troligt"), ("Utredning tillsatt", 2, 0, "2 möjligt")],
        )]),
        section("motions", "Motioner", empty="Inga motioner i perioden är kopplade till sakfrågan."),
        section("implementation", "Genomförande", [figure("measure_on_time", "I tid", 4, 5, "implementation")], [table(
            "moved", "Har rört sig", "name:Åtgärd:text|before:Förut:text|now:Nu:text|since:Sedan:date",
            [("Mälarbanan, Tomteboda–Kallhäll", "I tid", "Försenad", "2026-03-14")],
        )]),
    ]  # fmt: skip


def _plan_sections() -> list[dict[str, Any]]:
    heads = ("code:Mål:text|statement:Vad:text|covered:Träffade:number|audience:Målgrupp:number|"
             "coverage:Täckningsgrad:percent|target:Målvärde:percent|reached:Nådda, alla:number")  # fmt: skip
    rows = [(code, what, c, n, c / n, target, c + 12) for code, what, c, n, target, _before in GOALS]
    rows.append(("G-4", "Våra kommuner talar med en röst", None, None, None, None, 412))
    return [
        section("reach", "Täckningsgrad", [
            figure("on_target", "Mål som når sitt målvärde", 0.5, 0.0, "coverage", kind="share", part=1, whole=2),
            figure("met", "Träffade personer, alla", 2310, 1875, "reached"),
        ], [table("goals", "Mål för mål", heads, rows)]),
        section("onboarding", "Introduktion", tables=[table(
            "onboarding", "Introduktion", "programme:Program:text|introduced:Introducerade:number|cohort:Nya:number|"
            "share:Andel:percent|days:Dagar till första mötet, median:number|late:Försenade steg:number",
            [("Nyvalda riksdagsledamöter 2026", 21, 48, 21 / 48, 62.5, 4)],
        )]),
        section("commitments", "Åtaganden", empty="Inga åtaganden gäller sakfrågan."),
    ]  # fmt: skip


def chapter(scope: str, title: str, text: str, *sections: list[dict[str, Any]]) -> dict[str, Any]:
    """One part for each list of sections; of two the period is split at the election."""
    whole = [PERIOD] if len(sections) < 2 else [(PERIOD[0], "2026-03-31"), ("2026-04-01", PERIOD[1])]
    return {
        "scope": scope, "title": title, "text": text,
        "parts": [
            {"first": first, "last": last, "compared": BEFORE, "sections": of}
            for (first, last), of in zip(whole, sections, strict=True)
        ],
    }  # fmt: skip


def content(**heading: Any) -> dict[str, Any]:
    """The whole paper; what is given goes into its heading."""
    goals = [
        chapter(f"VP26:{code}", what, "Arbetet går enligt plan." if target else "", _goal_sections(c, n, target, b))
        for code, what, c, n, target, b in GOALS
    ]
    return {
        "heading": {
            "title": "Uppföljning av påverkansarbetet, första halvåret 2026", "body": "Mälardalsrådets styrelse",
            "meeting_on": "2026-09-03", "dispatch_on": "2026-08-25", "agenda_item": "§ 7",
            "plan": "Verksamhetsplan 2026", "first": PERIOD[0], "last": PERIOD[1], "compared_with": "before",
            "definitions": "2026-11", **heading,
        },
        "texts": {"summary": SUMMARY, "needs": NEEDS, "proposal": PROPOSAL},
        "plan": chapter("VP26", "Verksamhetsplan 2026", "", _plan_sections()),
        "goals": goals,
    }  # fmt: skip


QUARTERS = [("2025-01-01", "2025-03-31", 0, 4, 100), ("2025-04-01", "2025-06-30", 0, 9, 100),
            ("2025-07-01", "2025-09-14", 0, 12, 100), ("2025-09-15", "2025-09-30", 1, 0, 101),
            ("2025-10-01", "2025-12-31", 1, 28, 101), ("2026-01-01", "2026-03-31", 1, 39, 101)]  # fmt: skip
URL = "https://handlingar.example/budget.pdf"


def with_pictures() -> dict[str, Any]:
    """The same with all that a paper keeps today: quarters, counties, links of outcomes, the words of definitions."""
    made = content()
    made["definitions"] = [{"key": "coverage", "title": "Täckningsgrad", "said": ["Så sades det då."]}]
    for chapter in made["goals"]:
        chapter["target"] = 50
        chapter["trend"] = [
            dict(zip(("first", "last", "side", "covered", "audience"), one, strict=True)) for one in QUARTERS
        ]
        rows = [("01", "Stockholms län", 11, 30), ("18", "Örebro län", 0, 12), ("", "", 1, 3)]
        for part in chapter["parts"]:
            part["counties"] = [dict(zip(("code", "name", "covered", "audience"), one, strict=True)) for one in rows]
    heads = "title:Vad som ändrades:text|day:Dag:date|document:Dokument:text|page:Sida:text"
    evidence = table("evidence", "Var det går att läsa", heads, [
        ("Banan är med i planen", "2026-03-02", "Budget 2026", "12"), ("Utredning tillsatt", "2026-04-02", "", ""),
        ("Ett svar", "2026-05-02", "Brevet", ""),
    ])  # fmt: skip
    evidence["links"] = [URL, "https://dir.example/2026/4", "javascript:alert(1)"]
    outcomes = next(s for s in made["goals"][0]["parts"][0]["sections"] if s["key"] == "outcomes")
    outcomes["tables"].append(evidence)
    return made
