"""`./script/bench`: measure, print, and fail when a bound is missed."""

from __future__ import annotations

import argparse
import json

from bench import environment


def main() -> int:
    """Return 0 when every bound was reached, 1 when one was missed."""
    parser = argparse.ArgumentParser(prog="./script/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--scale", action="store_true", help="also among 100,000 plans (minutes)")
    options = parser.parse_args()
    environment.configure()
    with environment.own_database():
        environment.prepare()
        from bench import bounds, run

        result = run.run(with_scale=options.scale)
    print(json.dumps(result, indent=2) if options.json else bounds.table(result))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
