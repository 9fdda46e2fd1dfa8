"""A report in the format a reader asked for."""

from __future__ import annotations

import json

from outreach.show.report import Report, suggestion_json, to_json


def as_text(report: Report, kind: str, colour: bool = False, brief: bool = False) -> str:
    """Return `report` as `text`, `json`, `jsonl` (one suggestion a line), `csv`, `markdown` or `html`."""
    if kind == "json":
        return json.dumps(to_json(report), ensure_ascii=False, indent=2) + "\n"
    if kind == "jsonl":
        lines = [json.dumps(suggestion_json(one), ensure_ascii=False) for one in report.suggestions]
        return "".join(line + "\n" for line in lines)
    if kind == "csv":
        from outreach.show.export import report_csv

        return report_csv(report)
    if kind == "markdown":
        from outreach.show.pages import markdown

        return markdown(report)
    if kind == "html":
        from outreach.show.pages import report_page

        return report_page(report)
    from outreach.show.terminal import report_text

    return report_text(report, colour, brief)
