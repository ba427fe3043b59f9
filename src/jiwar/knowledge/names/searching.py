"""An index of names in memory."""

from collections import Counter, defaultdict

from jiwar.knowledge.names.comparing import compare
from jiwar.knowledge.names.skeleton import keys

MOST_COMPARED = 100


class Index:
    """Names by their keys. `build` once, then `search`."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._postings: dict[str, list[int]] = {}

    def build(self, names: list[str]) -> None:
        """Index these names; what was indexed before is forgotten."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for key in keys(name):
                postings[key].append(place)
        self._names, self._postings = names, dict(postings)

    def search(self, name: str, k: int = 20) -> list[tuple[int, float]]:
        """The `k` likeliest names as (place in the list given to `build`, score), best first."""
        shared: Counter[int] = Counter()
        for key in keys(name):
            shared.update(self._postings.get(key, ()))
        scored = [(place, compare(name, self._names[place]).score) for place, _ in shared.most_common(MOST_COMPARED)]
        return sorted(scored, key=lambda found: (-found[1], found[0]))[:k]

    def size(self) -> int:
        """Bytes that the index holds, about."""
        return sum(8 * len(places) + len(key) for key, places in self._postings.items())
