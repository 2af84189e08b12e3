"""The tree itself: every module has its test, stays small and imports only what it may."""

import ast
import functools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("policy", "proxy_addons", "server")
MODULE_LINES, FUNCTION_LINES = 250, 40
BANNED = re.compile(r"(^|_)(manager|util|base|impl|data|info|helper)s?$|(Manager|Util|Base|Impl|Data|Info|Helper)s?$")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
PASSING_ON = (ast.Expr, ast.Import, ast.ImportFrom)


def modules() -> Iterator[Path]:
    """Every module that we wrote by hand; migrations are Alembic's shape and tested by running them."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" not in path.parts and has_code(path):
                yield path.relative_to(ROOT)


def has_code(path: Path) -> bool:
    """Is there more in it than a docstring, and names that a package passes on?"""
    body = parsed(path).body
    return path.name != "__init__.py" or not all(isinstance(node, PASSING_ON) or is_all(node) for node in body)


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def is_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def test_file(module: Path) -> Path:
    """Where the test of a module stands: a package's own code is tested beside the package."""
    if module.name == "__init__.py":
        return Path("tests", *module.parts[:-2], f"test_{module.parts[-2]}.py")
    return Path("tests", *module.parts[:-1], f"test_{module.stem}.py")


test_file.__test__ = False  # type: ignore[attr-defined]  # a helper by that name, no test
MODULES = list(modules())
EACH_MODULE = pytest.mark.parametrize("module", MODULES, ids=str)


@EACH_MODULE
def test_every_module_has_its_test_file(module: Path) -> None:
    path = ROOT / test_file(module)
    assert path.is_file(), f"{module} wants {test_file(module)}"
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, FUNCTIONS)]
    assert any(function.name.startswith("test_") for function in functions)


@EACH_MODULE
def test_no_module_is_longer_than_a_page_or_two(module: Path) -> None:
    assert len((ROOT / module).read_text("utf-8").splitlines()) <= MODULE_LINES


@EACH_MODULE
def test_no_function_is_longer_than_a_screen(module: Path) -> None:
    tree = parsed(ROOT / module)
    long = {
        node.name: length
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS) and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}


@EACH_MODULE
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(parsed(ROOT / module))


@EACH_MODULE
def test_names_say_what_a_thing_is(module: Path) -> None:
    tree = parsed(ROOT / module)
    names = [module.stem, *(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    assert [name for name in names if BANNED.search(name)] == []


def test_no_test_folder_is_a_package() -> None:
    """Else tests/policy would stand in the way of policy."""
    assert sorted((ROOT / "tests").rglob("__init__.py")) == []


def test_the_import_contracts_hold() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program is not None
    checked = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
