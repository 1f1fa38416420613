"""A process that cannot reach a network: a namespace without one where the system grants it, and a filter on system calls.

The filter refuses to open or connect any socket; it needs no rights, and so holds in containers, where namespaces are mostly
refused. Descriptors that are open already go on working. Where there are no such filters, a query is evaluated while the
process may open no descriptor at all; and where that cannot be had either, it is not evaluated.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from kg.errors import OutsideError

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
#: Where a system call's number and its architecture stand in what the filter sees.
_NUMBER, _ARCHITECTURE = 0, 4
#: On x86-64 calls of another ABI have numbers from here on, and would pass by a list of numbers.
_X32 = 0x40000000
_IO_URING_SETUP, _PIDFD_GETFD = 425, 438
#: Machine → its name to the kernel, the number of seccomp, and those of socket, connect, ptrace.
_MACHINES = {
    "x86_64": (0xC000003E, 317, (41, 42, 101)),
    "aarch64": (0xC00000B7, 277, (198, 203, 117)),
}
_REFUSED = errno.EPERM, errno.EACCES, errno.EMFILE
#: What a query is evaluated in.
Guard = Callable[[], AbstractContextManager[None]]


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def guard() -> Guard:
    """Keep this process from the network, and return what each query is to be evaluated in so that it stays from it.

    To be called before the process starts threads: a namespace is left by the calling thread alone.
    """
    return nullcontext if leave_network() else no_descriptors


@contextmanager
def no_descriptors() -> Iterator[None]:
    """Let this process open nothing, no file and no socket, for a while.

    Raises:
        OutsideError: the system has no such limit, or does not keep to it.
    """
    try:
        import resource
    except ImportError:
        raise _unguarded() from None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        if not _is_refused():
            raise _unguarded()
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _unguarded() -> OutsideError:
    return OutsideError("query: is not evaluated: this system gives no way to keep a query from the network")


def leave_network() -> bool:
    """Keep this process, for good, from reaching a network; return whether it is certain that it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    alone = library.unshare(_CLONE_NEWNET) == 0 or library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0
    return _filter_sockets(library) or alone


def _filter_sockets(library: ctypes.CDLL) -> bool:
    """Refuse to open or connect sockets, and what could stand in for that; return whether it is refused now."""
    if platform.machine() not in _MACHINES:
        return False
    architecture, seccomp, numbers = _MACHINES[platform.machine()]
    program = _program(architecture, (*numbers, _IO_URING_SETUP, _PIDFD_GETFD))
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    # For all threads at once, or, where the system does not know how, for this one.
    if library.syscall(seccomp, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, ctypes.byref(program)) != 0:
        library.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)
    return _is_refused()


def _program(architecture: int, numbers: tuple[int, ...]) -> _Program:
    tests = [_Step(_EQUAL, len(numbers) - i, 0, number) for i, number in enumerate(numbers)]
    steps = [
        _Step(_LOAD, 0, 0, _ARCHITECTURE),
        _Step(_EQUAL, 0, len(numbers) + 3, architecture),
        _Step(_LOAD, 0, 0, _NUMBER),
        _Step(_AT_LEAST, len(numbers) + 1, 0, _X32),
        *tests,
        _Step(_RETURN, 0, 0, _ALLOW),
        _Step(_RETURN, 0, 0, _REFUSE),
    ]
    return _Program(len(steps), (_Step * len(steps))(*steps))


def _is_refused() -> bool:
    try:
        socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
    except OSError as error:
        return error.errno in _REFUSED
    return False
