import re
from pathlib import Path

import policy
from policy.clauses import TITLES, Clause

NUMBER = re.compile(r"""["']\d\.\d{1,2}(\.\d)?["']""")


def test_every_clause_has_a_number_and_a_heading() -> None:
    assert {clause.value: clause.heading for clause in Clause} == {str(clause): TITLES[clause] for clause in Clause}
    assert all(re.fullmatch(r"[1-9](\.\d{1,2}){1,2}", clause) for clause in Clause)


def test_clause_numbers_stand_in_no_other_module_of_the_core() -> None:
    root = Path(policy.__file__).parent
    written = {path.name for path in root.rglob("*.py") if NUMBER.search(path.read_text("utf-8"))}
    assert written <= {"clauses.py"}
