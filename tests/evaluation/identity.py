"""Measure who is taken for whom: `python -m tests.evaluation.identity`."""

from __future__ import annotations

from tests.namesakes import measured

SIZES = ((3000, 51), (3000, 800), (20000, 3000))


def table(seeds: tuple[int, ...] = (1, 2, 3)) -> list[str]:
    """Return rows of a Markdown table: populations of several sizes, each drawn once for every seed."""
    rows = ["| people | family names | right | wrong | asked | alone | precision | recall |", "|---" * 8 + "|"]
    for people, last in SIZES:
        for seed in seeds:
            found = measured(seed, people, last)
            counts = f"{found.right} | {found.wrong} | {found.asked} | {found.alone}"
            rows.append(f"| {people} | {last} | {counts} | {found.precision:.3f} | {found.recall:.2f} |")
    return rows


def main(arguments: list[str]) -> None:
    """Print the table."""
    print("## Identity: records without an address, against people's profiles\n")
    print("\n".join(table()))


if __name__ == "__main__":
    main([])
