"""A chart that some page has shown."""

from crm.common import charts


def chart_of(secret: str) -> dict[str, str]:
    """What the address of its picture takes."""
    chart = charts.stacked_bars(
        title=secret,
        description=secret,
        groups=[(secret, {"done": 1})],
        series=[charts.Series("done", "Färdiga", "strong")],
        unit="Antal",
        head="Vad",
        total="Alla",
    )
    charts.picture(chart)
    return {"key": chart.key}
