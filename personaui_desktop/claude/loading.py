"""Loads the SDK so that the window stays smooth meanwhile."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SWITCH_SECONDS = 0.0001
"""A frame takes the interpreter several times: with 1 ms each time it took 30 ms at worst, with this 19."""
NEVER = 2**30
"""So many new objects there never are."""

_lock = threading.Lock()
_is_loaded = False

_REHEARSAL = (
    b'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message",'
    b'"role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":1,"output_tokens":1}}}\n\n'
    b'event: content_block_start\ndata: {"type":"content_block_start","index":0,'
    b'"content_block":{"type":"text","text":""}}\n\n'
    b'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,'
    b'"delta":{"type":"text_delta","text":"."}}\n\n'
    b'event: content_block_stop\ndata: {"type":"content_block_stop","index":0}\n\n'
    b'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},'
    b'"usage":{"output_tokens":1}}\n\n'
    b'event: message_stop\ndata: {"type":"message_stop"}\n\n'
)


def load_sdk() -> None:
    """Load all that the first reply needs. Takes a second or two the first time; call it off the GUI thread.

    Any number of threads may call it; all return once it is loaded.
    """
    global _is_loaded
    with _lock:
        if not _is_loaded:
            with _smoothly():
                _rehearse_undisturbed()
            _is_loaded = True


@contextmanager
def _smoothly() -> Iterator[None]:
    """No garbage collection over thousands of new modules, and a quick hand-over between threads.

    Collection is put off by its thresholds, which whoever collects by hand goes by too.
    """
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(NEVER, NEVER, NEVER)
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        # What was loaded stays for good: later collections need not look at it either.
        gc.freeze()
        sys.setswitchinterval(interval)
        gc.set_threshold(*thresholds)


def _rehearse_undisturbed() -> None:
    """Rehearse, and once more where an import failed.

    Where another thread imports a part of the SDK meanwhile, in a circle with this one, Python lets one of
    them see modules half done rather than wait for ever. A moment later they are whole.
    """
    try:
        _rehearse()
    except ImportError:
        _rehearse()


def _rehearse() -> None:
    """One reply without a network, because the SDK loads its parts only when they are used."""
    from anthropic import Anthropic, DefaultHttpxClient
    from httpx2 import MockTransport, Response

    def answer(_: Any) -> Response:
        return Response(200, headers={"content-type": "text/event-stream"}, content=_REHEARSAL)

    with Anthropic(
        api_key="rehearsal",
        base_url="http://rehearsal.invalid",
        http_client=DefaultHttpxClient(transport=MockTransport(answer)),
    ) as client:
        said = [{"role": "user", "content": "."}]
        parameters: dict[str, Any] = {"model": "m", "max_tokens": 1, "messages": said}
        with client.messages.create(**parameters, stream=True) as stream:
            for _ in stream:
                pass
