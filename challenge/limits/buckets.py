"""Token buckets in the cache, kept by the generic cell rate algorithm (ITU-T I.371).

Of a bucket only one number is stored: the moment at which it will be full again. A full
bucket is stored as nothing at all.
"""

import threading
import time
from dataclasses import dataclass

from django.core.cache import cache, caches
from django.core.cache.backends.redis import RedisCache

# What several threads took at the same moment as the last token is owed, up to this many;
# a bucket that owes more was written under a clock that has been put back since.
MOST_OWED = 64
# Below this, a wait is an error of rounding.
_SHORTEST = 1e-6
_FORGET_AFTER = 1.0

# One step for every process that shares the cache. KEYS: the bucket. ARGV: the moment, the
# seconds to add, the most that may be owed after that, and the most there may ever be.
# Returns the seconds owed before, and stores what is owed now unless that is too much.
_SCRIPT = """
local now, more = tonumber(ARGV[1]), tonumber(ARGV[2])
local full_at = tonumber(redis.call('GET', KEYS[1]) or '0')
local owed = math.max(0, full_at - now)
if owed > tonumber(ARGV[4]) then owed = 0 end
if more ~= 0 and owed + more <= tonumber(ARGV[3]) then
  local left = math.max(0, owed + more)
  if left == 0 then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], string.format('%.6f', now + left),
                  'PX', math.ceil(left * 1000) + 1000) end
end
return string.format('%.6f', owed)
"""
_here = threading.Lock()


def now() -> float:
    """Return the current time in seconds since the epoch."""
    return time.time()


@dataclass(frozen=True, slots=True)
class Bucket:
    """``burst`` tokens, and another one each ``seconds`` after one was taken."""

    key: str
    burst: int
    seconds: float

    def wait(self) -> float:
        """Return the seconds until there is a token, 0.0 if there is one."""
        return self._wait_after(self._change(0.0))

    def admit(self) -> float:
        """Take a token if there is one; return the seconds to wait otherwise, else 0.0."""
        return self._wait_after(self._change(self.seconds, self.burst * self.seconds))

    def charge(self) -> None:
        """Take a token; without one it is owed, and the next wait is longer."""
        self._change(self.seconds)

    def give_back(self, tokens: int) -> None:
        """Return tokens to the bucket."""
        if tokens:
            self._change(-tokens * self.seconds)

    def _wait_after(self, owed: float) -> float:
        wait = owed - (self.burst - 1) * self.seconds
        return wait if wait > _SHORTEST else 0.0

    def _change(self, more: float, most_after: float | None = None) -> float:
        """Add to the seconds that are owed; return how many were owed before."""
        most = (self.burst + MOST_OWED) * self.seconds
        after = most if most_after is None else most_after + _SHORTEST
        backend = caches["default"]
        if isinstance(backend, RedisCache):
            return _change_in_redis(backend, self.key, more, after, most)
        with _here:
            moment = now()
            owed = max(0.0, cache.get(self.key, 0.0) - moment)
            owed = 0.0 if owed > most else owed
            if more and owed + more <= after:
                left = max(0.0, owed + more)
                cache.set(self.key, moment + left, left + _FORGET_AFTER)
            return owed


def _change_in_redis(
    backend: RedisCache, key: str, more: float, after: float, most: float
) -> float:
    full_key = backend.make_and_validate_key(key)
    # Django has no name for a script; this is what its own methods call.
    client = backend._cache.get_client(full_key, write=True)
    return float(client.eval(_SCRIPT, 1, full_key, now(), more, after, most))
