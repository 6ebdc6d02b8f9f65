"""How much stack each thread of a server has."""

import os
import threading

# Decoders and parsers in C recurse once per level of what they read. With the 2 MB that a
# Rust thread has by itself, 8,000 levels ended the process; with this, CPython's own limit
# on recursion comes first. It is address space: memory is taken as a thread goes deeper.
STACK_BYTES = 16 * 1024 * 1024


def enlarge_stacks() -> None:
    """Give threads that are made from here on, Python's and Rust's, ``STACK_BYTES``."""
    threading.stack_size(STACK_BYTES)
    # Rust's standard library reads it once, before a process makes its first thread.
    os.environ.setdefault("RUST_MIN_STACK", str(STACK_BYTES))
