"""How good it is, in one command: `python -m tests.evaluation [FOLDER] [--keep]`.

FOLDER holds networks in the layout that `networks.py` describes; without one the ranking is skipped with a line that
says so. `--keep` writes what was printed to MEASURED.md beside this file.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

from tests.evaluation import fit_pairs, identity, places, ranking, tone

MEASURED = Path(__file__).with_name("MEASURED.md")


class Tee(io.StringIO):
    """Keeps what is printed and shows it at once."""

    def write(self, text: str) -> int:
        sys.__stdout__.write(text)  # type: ignore[union-attr]
        return super().write(text)


def main(arguments: list[str]) -> None:
    """Run every measurement."""
    folders = [argument for argument in arguments if not argument.startswith("-")]
    said = Tee()
    sys.argv = sys.argv[:1]
    with redirect_stdout(said):
        print("# Last measured\n")
        ranking.main(folders)
        identity.main([])
        print("\n## The judge of pitches\n\n```")
        tone.main()
        print("```\n\n## Words: values, roles, industries\n\n```")
        fit_pairs.main()
        print("```\n\n## Places\n\n```")
        places.main()
        print("```")
    if "--keep" in arguments:
        MEASURED.write_text(said.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
