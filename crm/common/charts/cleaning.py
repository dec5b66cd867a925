"""A drawing as a page takes it in: one image with a name, in the page's own colours and letters, without styles."""

from __future__ import annotations

from xml.etree import ElementTree

from crm.common.charts.palette import ON_PAGE

SVG = "http://www.w3.org/2000/svg"
SHAPES = {f"{{{SVG}}}{name}" for name in ("svg", "g", "path", "rect", "line", "circle", "text", "tspan")}
KEPT = {
    "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "width", "height", "viewBox", "transform",
    "fill", "stroke", "stroke-width", "stroke-dasharray", "fill-rule", "opacity", "text-anchor", "font-size",
    "font-weight", "xmlns",
}  # fmt: skip


def cleaned(drawing: str, *, name: str, title: str, description: str, kind: str = "") -> str:
    """`drawing` as an `<svg role="img">` with `title` and `description`; `name` makes its ids its own.

    What is no shape, and every attribute that says nothing of how a shape looks, is left out. `kind` becomes a class.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawing)  # noqa: S314 made by our own draughtsman
    _thin(root)
    for ground in [one for one in root if one.tag == f"{{{SVG}}}rect" and one.get("fill") == "white"]:
        root.remove(ground)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.attrib |= {
        "class": f"chart-drawing {kind}".strip(),
        "role": "img",
        "focusable": "false",
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-desc",
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        said = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        said.text = text
        root.insert(place, said)
    return ElementTree.tostring(root, encoding="unicode")


def _thin(element: ElementTree.Element) -> None:
    element.attrib = {key: _on_page(value) for key, value in element.attrib.items() if key in KEPT}
    for child in list(element):
        if child.tag not in SHAPES or child.get("display") == "none" or _is_empty(child):
            element.remove(child)
        else:
            _thin(child)


def _is_empty(child: ElementTree.Element) -> bool:
    """The grounds that Vega lays under every group, to be pointed at."""
    is_ground = child.get("class") in ("background", "foreground")
    return is_ground and child.get("fill") is None and child.get("stroke") is None


def _on_page(value: str) -> str:
    """A colour of the palette as the page's own; any other value as it is."""
    return f"var(--{ON_PAGE[value]})" if value in ON_PAGE else value
