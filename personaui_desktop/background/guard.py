"""Guards every method that Qt calls: a mistake in one is reported, and the program goes on."""

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from functools import wraps
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, get_origin

from shiboken6 import Shiboken

P = ParamSpec("P")
R = TypeVar("R")


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Let no exception leave a function that Qt calls.

    The bindings keep an exception that leaves an overridden method pending while Qt goes on. Whatever Python
    runs next, in another handler or while it collects garbage, then fails for no reason of its own or crashes
    the process, and nothing is logged. Instead the exception goes to ``sys.excepthook`` at once, and Qt gets
    an empty answer of the type that the function says it returns.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not reach Qt
            sys.excepthook(type(error), error, error.__traceback__)
            # A painter that lives on in a frame of the traceback would keep all else from being painted.
            traceback.clear_frames(error.__traceback__)
            return empty_answer(function)

    return call


def empty_answer(function: Callable[..., R]) -> R:
    """What a function answers that could not: nothing, 0, false or an empty value, by its annotation."""
    annotated = function.__annotations__.get("return")
    kind = get_origin(annotated) or annotated
    answer: Any = None
    if isinstance(kind, type) and kind is not object and _is_value(kind):
        # What is made of nothing is of a value's type: a union is not, nor is what is abstract.
        with suppress(TypeError):
            answer = kind(0) if issubclass(kind, Enum) else kind()
    return answer  # type: ignore[no-any-return]


def _is_value(kind: type) -> bool:
    """Whether an empty one says nothing. Of Qt's types the values alone can be copied."""
    return not issubclass(kind, Shiboken.Object) or hasattr(kind, "__copy__")


def overrides_qt(owner: type, name: str) -> bool:
    """Whether a method of a class stands in for one that Qt has."""
    found = (vars(base).get(name) for base in owner.__mro__[1:-1])
    return any(callable(method) and not isinstance(method, FunctionType) for method in found)


def guard_subclasses() -> None:
    """Guard what overrides a method of Qt's, in every class defined from now on.

    Qt's classes share one base. It is taught, once, what a base written in Python would say in its
    ``__init_subclass__``, so that no class can be forgotten.
    """

    def guard(owner: Any, /, **options: Any) -> None:
        super(Shiboken.Object, owner).__init_subclass__(**options)
        for name, method in list(vars(owner).items()):
            # Qt's own names begin with a letter.
            if isinstance(method, FunctionType) and name[0] != "_" and overrides_qt(owner, name):
                setattr(owner, name, guarded(method))

    hook: Any = classmethod(guard)
    Shiboken.Object.__init_subclass__ = hook  # type: ignore[method-assign]
