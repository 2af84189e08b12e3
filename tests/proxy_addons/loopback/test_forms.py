from proxy_addons.loopback.forms import Forms


def test_a_forms_token_fits_its_own_hold_alone() -> None:
    forms = Forms()

    assert forms.fits("a1", forms.token("a1"))
    assert not forms.fits("a2", forms.token("a1"))
    assert not forms.fits("a1", "")
    assert not forms.fits("a1", "ö")


def test_a_token_of_another_run_does_not_fit() -> None:
    assert not Forms().fits("a1", Forms().token("a1"))
