"""Draws, in a process of its own: the drawing library takes 200 MB, and a page never waits for it.

Reads from standard input what to draw, `{"specs": [Vega-Lite], "svgs": [SVG], "locale", "as": "svg"|"png"}`, and writes
a JSON list with the pictures (PNG in base64). It knows nothing of the product.
"""

import base64
import json
import sys

import vl_convert

VEGA_LITE = "5.21"
# Dots of a PNG for each unit of a drawing: sharp on a slide.
SCALE = 3


def main() -> None:
    asked = json.load(sys.stdin)
    drawn = [
        vl_convert.vegalite_to_svg(
            spec,
            vl_version=VEGA_LITE,
            format_locale=asked["locale"],
            time_format_locale=asked["locale"],
            allowed_base_urls=[],
        )
        for spec in asked["specs"]
    ] + asked["svgs"]
    if asked["as"] == "png":
        drawn = [base64.b64encode(vl_convert.svg_to_png(one, scale=SCALE)).decode() for one in drawn]
    json.dump(drawn, sys.stdout)


if __name__ == "__main__":
    main()
