"""Sets a paper in a process of its own, which can be ended: typst as a library knows no limit of time.

Reads from standard input what to set, `{"source", "fonts": [folder], "inputs", "standards", "timestamp"}`, and writes
the PDF. It knows nothing of the product.
"""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    asked = json.load(sys.stdin)
    made = typst.compile(
        asked["source"],
        root=str(Path(asked["source"]).parent),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=asked["fonts"]),
        ignore_system_fonts=True,
        sys_inputs=asked["inputs"],
        pdf_standards=asked["standards"],
        timestamp=asked["timestamp"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
