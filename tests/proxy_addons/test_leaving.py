import gc

from mitmproxy.test import tflow

from proxy_addons.leaving import Leaving, gone


def test_every_request_of_a_connection_hears_that_it_has_ended() -> None:
    leaving, one, other, apart = Leaving(), tflow.tflow(), tflow.tflow(), tflow.tflow()
    other.client_conn = one.client_conn
    events = [leaving.watch(flow) for flow in (one, other, apart)]
    leaving.left(one.client_conn.id)
    assert [event.is_set() for event in events] == [True, True, False]


def test_one_request_may_be_given_up_alone() -> None:
    leaving, one, other = Leaving(), tflow.tflow(), tflow.tflow()
    other.client_conn = one.client_conn
    events = [leaving.watch(flow) for flow in (one, other)]
    gone(one).set()
    assert [event.is_set() for event in events] == [True, False]


def test_a_connection_of_which_nothing_waits_may_end() -> None:
    Leaving().left("unheard of")


def test_what_is_over_is_not_kept_for_the_life_of_its_connection() -> None:
    leaving, client = Leaving(), tflow.tflow().client_conn
    for _ in range(3):
        flow = tflow.tflow()
        flow.client_conn = client
        leaving.watch(flow)
    del flow
    gc.collect()
    assert [len(waiting) for waiting in leaving._waiting.values()] == [0]
