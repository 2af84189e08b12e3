"""Of secrets that people and programs bring, only hashes are kept."""

from server.tables import admins, api_tokens, devices, enrolment_codes, epochs, sessions


def test_tokens_codes_and_passwords_are_kept_as_hashes_alone():
    for table in (admins, api_tokens, devices, enrolment_codes, sessions):
        names = {column.name for column in table.columns}
        assert not names & {"token", "password", "secret", "code"}
        assert names & {"token_hash", "password_hash", "secret_hash"}


def test_the_oracle_s_keys_are_sealed():
    assert epochs.c.seed.info == {"sealed": True}
