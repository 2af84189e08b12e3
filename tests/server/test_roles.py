"""Who configures does not read cases, and who reads cases does not configure."""

import pytest

from server.roles import RIGHTS, Right, Role, may


def test_the_owner_may_everything():
    assert all(may(Role.OWNER, right) for right in Right)


def test_a_registrar_sees_no_incident():
    assert not any(may(Role.REGISTRAR, right) for right in (Right.READ_INCIDENTS, Right.UNMASK, Right.READ_AUDIT))


def test_a_dsl_cannot_touch_the_registry():
    forbidden = (Right.WRITE_PUPILS, Right.WRITE_TUTORS, Right.WRITE_DEVICES, Right.IMPORT, Right.REVIEW, Right.SET_HOSTS)
    assert not any(may(Role.DSL, right) for right in forbidden)


def test_only_dsl_and_owner_grant_exemptions():
    assert {role for role in Role if may(role, Right.GRANT_EXEMPTIONS)} == {Role.OWNER, Role.DSL}


def test_only_dsl_and_owner_read_what_tutors_report():
    assert {role for role in Role if may(role, Right.READ_REPORTS)} == {Role.OWNER, Role.DSL}


def test_an_auditor_only_reads():
    assert RIGHTS[Role.AUDITOR] == {Right.READ_INCIDENTS, Right.READ_AUDIT, Right.SELF}


def test_an_adviser_has_posts_checked_and_reads_nothing():
    assert RIGHTS[Role.ADVISER] == {Right.CHECK_POSTS}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADVISER])  # a program, never a person
def test_everybody_may_change_their_own_password(role):
    assert may(role, Right.SELF)


def test_every_right_is_held_by_somebody_but_the_owner():
    assert set().union(*(RIGHTS[role] for role in Role if role is not Role.OWNER)) == set(Right)
