"""The site's HTTP server: ``python -m config.server``.

granian (hyper, in Rust) speaks HTTP. What is added here keeps one client from holding what
all share: bodies arrive on an event loop, within limits of size and time, before a thread is
taken; reading and writing have threads of their own; workers that crash are replaced at once.
"""
