"""The rules of `CONTRIBUTING.md` that a machine can see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "node_modules", "var", "gebouwd", "__pycache__", "migrations"}
SCREENSHOTS = ROOT / "tests" / "schermen"
CODE = {".py", ".html", ".css", ".js", ".mjs", ".txt"}
LOCKS = {"package-lock.json", "requirements.txt", "requirements-test.txt", "requirements-node.txt"}
MAX_FILE, MAX_FUNCTION, MAX_VIEW = 400, 40, 25


def _files() -> list[Path]:
    found: list[Path] = []
    pending = [ROOT]
    while pending:
        for path in pending.pop().iterdir():
            if path.name in NOT_OURS or path.name.endswith(("_cache", ".egg-info", ".hypothesis")):
                continue
            if path == SCREENSHOTS:
                continue
            if path.is_dir():
                pending.append(path)
            else:
                found.append(path)
    return sorted(found)


FILES = _files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
# A mail carries its own style: mail programs load none.
TEMPLATES = [path for path in FILES if path.suffix == ".html" and path.name != "mail.html"]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lines_with(pattern: str, files: list[Path]) -> list[str]:
    regex = re.compile(pattern)
    return [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in files
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(errors="ignore").splitlines(), start=1)
        if regex.search(line)
    ]


def _functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _is_view(path: Path, node: ast.FunctionDef) -> bool:
    in_views = path.name == "views.py" or path.parent.name == "views"
    return in_views and bool(node.args.args) and node.args.args[0].arg == "request"


def test_there_are_files_to_check() -> None:
    assert len(PYTHON) > 50
    assert len(TEMPLATES) > 5


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "util", "common", "helpers", "services", "misc"}
    assert [_name(path) for path in PYTHON if vague & {path.stem, path.parent.name}] == []


def test_no_file_is_longer_than_400_lines() -> None:
    code = [path for path in FILES if path.suffix in CODE and path.name not in LOCKS]
    lengths = {_name(path): len(path.read_text().splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > MAX_FILE} == {}


def test_no_function_is_longer_than_40_lines_and_no_view_than_25() -> None:
    too_long = [
        f"{_name(path)}:{node.lineno} {node.name}: {_length(node)}"
        for path, node in _functions()
        if _length(node) > (MAX_VIEW if _is_view(path, node) else MAX_FUNCTION)
    ]
    assert too_long == []


def test_templates_trust_no_text_and_need_no_inline_style_or_script() -> None:
    """The content security policy refuses these in the browser; this tells who wrote them."""
    assert _lines_with(r"\|\s*safe\b|autoescape\s+off", TEMPLATES) == []
    assert _lines_with(r"""<[^>]*\sstyle\s*=|\{%[^%]*\sstyle=|<style\b""", TEMPLATES) == []
    assert _lines_with(r"""\son[a-z]+\s*=\s*["']""", TEMPLATES) == []
    assert _lines_with(r"javascript:", TEMPLATES) == []


def test_scripts_in_templates_carry_the_nonce() -> None:
    scripts = _lines_with(r"<script\b", TEMPLATES)
    assert [line for line in scripts if "nonce=" not in line] == []


def test_no_check_is_switched_off_on_the_spot() -> None:
    pattern = r"#\s*noqa|#\s*type:\s*ignore|pragma:\s*no cover|mark\.(skip|skipif|xfail)\b"
    assert _lines_with(pattern, PYTHON) == []


def test_nothing_waits_by_sleeping_and_nothing_is_left_to_do() -> None:
    assert _lines_with(r"\bsleep\(", PYTHON) == []
    code = [path for path in FILES if path.suffix in CODE and path.name not in LOCKS]
    assert _lines_with(r"\b(TODO|FIXME|XXX)\b", code) == []


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is the machine's business: mirrors, proxies, offline set-ups."""
    hosts = ["registry.npmjs", "registry.yarnpkg", "files.pythonhosted", "pypi.org", "deb.debian"]
    pattern = "|".join(re.escape(host) for host in [*hosts, "ghcr.io", "docker.io", "quay.io"])
    text = [path for path in FILES if path.suffix not in {".png", ".woff2", ".ico", ".mo"}]
    assert _lines_with(pattern, text) == []
