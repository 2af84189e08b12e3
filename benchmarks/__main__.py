"""`python -m benchmarks [--sizes]`: everything, as a table in Markdown."""

import asyncio
import sys

from benchmarks import drafts, sizes, traffic
from benchmarks.bench import rivals


def main() -> None:
    if "--sizes" not in sys.argv:
        print("| through a proxy | mitmdump | guard | ratio | goal |\n|---|---|---|---|---|")
        with rivals() as proxies:
            for row in asyncio.run(traffic.everything(*proxies)):
                print(
                    f"| {row.what} | {row.plain:.2f} {row.unit} | {row.guard:.2f} {row.unit} | {row.ratio:.2f} | {row.goal} |"
                )
        print()
    print("| without a network | measured | goal |\n|---|---|---|")
    for what, measured, goal in (*sizes.everything(), *drafts.everything()):
        print(f"| {what} | {measured} | {goal} |")


if __name__ == "__main__":
    main()
