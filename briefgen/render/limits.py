"""Rendering in a child process with limits: an endless template or layout is stopped, and said to be.

Templates of users can loop without end, and WeasyPrint has layouts that never finish (issues 660, 1549). The
child gets a limit of memory and of computing time; the parent also watches the clock.
"""

import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from briefgen.audience import Audience
from briefgen.errors import BriefgenError, TemplateError
from briefgen.render.assets import is_shipped

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
_INSIDE = "BRIEFGEN_RENDER_CHILD"
_SERVE = "from briefgen.render.limits import serve; serve()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one rendering may use: seconds of computing, seconds by the clock, megabytes of memory."""

    cpu: int = 240
    clock: int = 900
    megabytes: int = 2048


USUAL = Limits()


def limited(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Run a function of (brief, audience, ...) in a limited child when the audience's templates are not ours."""
    return _wrapped(function, trusting=True)


def always_limited(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Run a function of (brief, audience, ...) in a limited child: text of articles alone can make a layout endless."""
    return _wrapped(function, trusting=False)


def _wrapped(function: Callable[Parameters, Result], *, trusting: bool) -> Callable[Parameters, Result]:
    @wraps(function)
    def run(*args: Parameters.args, **options: Parameters.kwargs) -> Result:
        audience = next((value for value in args if isinstance(value, Audience)), None)
        if _INSIDE in os.environ or audience is None or (trusting and is_shipped(audience)):
            return function(*args, **options)
        return run_limited(f"{function.__module__}:{function.__name__}", args, dict(options))  # type: ignore[no-any-return]

    return run


def run_limited(task: str, args: tuple[Any, ...], options: dict[str, Any], limits: Limits = USUAL) -> Any:
    """Call `module:function` in a child process and give its result.

    Raises:
        TemplateError: if a limit is passed or the child dies; any BriefgenError that the function raises.
    """
    order = pickle.dumps((task, args, options, limits))
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, _INSIDE: "1", "PYTHONPATH": paths}
    command = [sys.executable, "-c", _SERVE]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and code
            command, input=order, capture_output=True, timeout=limits.clock, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TemplateError(
            f"rendering was stopped after {limits.clock} seconds; is there a loop without end?"
        ) from error
    if done.returncode:
        raise TemplateError(_death(done.returncode, done.stderr, limits))
    fine, result = pickle.loads(done.stdout)  # noqa: S301  written by our own child
    if not fine:
        raise result
    return result


def _death(status: int, stderr: bytes, limits: Limits) -> str:
    if -status in {signal.SIGXCPU, signal.SIGKILL}:
        return f"rendering was stopped after {limits.cpu} seconds of computing; is there a loop without end?"
    if b"MemoryError" in stderr or -status in {signal.SIGSEGV, signal.SIGABRT}:
        return (
            f"rendering was stopped at {limits.megabytes} MB of memory; does a template repeat something without end?"
        )
    last = stderr.decode(errors="replace").strip().split("\n")[-1]
    return f"rendering failed: {last[:300]}"


def serve() -> None:
    """In the child: take the limits, read one order from stdin, answer on stdout."""
    task, args, options, limits = pickle.load(sys.stdin.buffer)  # noqa: S301  written by our own parent
    resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes << 20, limits.megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module, _, name = task.partition(":")
    try:
        answer: tuple[bool, Any] = True, getattr(import_module(module), name)(*args, **options)
    except BriefgenError as error:
        answer = False, error
    sys.stdout.buffer.write(pickle.dumps(answer))
