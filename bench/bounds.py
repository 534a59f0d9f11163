"""What must be reached (`6-quality.md` of the design), and whether a run did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

P50, P95 = 5.0, 8.0
QUERIES, BYTES = 12, 60 * 1024
GROWTH, SCALE = 1.5, 1.2
REPORT, WEB_MB = 1.2, 150.0

Result = dict[str, Any]


def misses(result: Mapping[str, Any]) -> list[str]:
    """Return every bound that was missed, in words; empty when all were reached."""
    return [
        *_above(result, "ratios", P50, "x the floor (p50)"),
        *_above(result, "p95", P95, "x the floor (p95)"),
        *_above(result, "queries", QUERIES, "queries"),
        *_above(result, "bytes", BYTES, "bytes of HTML"),
        *_above(result, "growth", GROWTH, "x with ten times the actions"),
        *_above(result, "scale", SCALE, "x with a thousand times the plans"),
        *_above(result, "more_queries", 0, "queries more where there are more rows"),
        *_report(result),
    ]


def _above(result: Mapping[str, Any], part: str, bound: float, unit: str) -> Iterator[str]:
    for name, value in result.get(part, {}).items():
        if value > bound:
            yield f"{name}: {value} {unit}, where {bound:g} is the most"


def _report(result: Mapping[str, Any]) -> Iterator[str]:
    report, memory = result.get("report", {}), result.get("memory", {})
    if report.get("ratio", 0) > REPORT:
        yield f"report: {report['ratio']} x WeasyPrint alone, where {REPORT:g} is the most"
    if report.get("pages", 3) != 3:
        yield f"report: {report['pages']} pages, where 3 are measured"
    if memory.get("web_mb", 0) > WEB_MB:
        yield f"web worker: {memory['web_mb']} MB, where {WEB_MB:g} is the most"


def table(result: Mapping[str, Any]) -> str:
    """Return the numbers for a person to read."""
    floor = result["floor"]
    lines = [
        f"floor: p50 {floor['p50_ms']} ms, p95 {floor['p95_ms']} ms, {floor['bytes']} bytes",
        "",
        f"{'page':<22}{'ms':>8}{'p50':>7}{'p95':>7}{'queries':>9}{'KB':>7}{'growth':>8}",
    ]
    for name, ratio in result["ratios"].items():
        growth = result["growth"].get(name, "")
        lines.append(
            f"{name:<22}{result['ms'][name]:>8}{ratio:>7}{result['p95'][name]:>7}"
            f"{result['queries'][name]:>9}{result['bytes'][name] / 1024:>7.1f}{growth:>8}"
        )
    for part in ("report", "memory", "scale"):
        if part in result:
            numbers = ", ".join(f"{name} {value}" for name, value in result[part].items())
            lines += ["", f"{part}: {numbers}"]
    return "\n".join([*lines, "", *(result["misses"] or ["Every bound was reached."])])
