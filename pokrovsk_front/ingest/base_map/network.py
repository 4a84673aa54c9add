"""Thinned networks: parallel tracks and carriageways become one line, sidings are left out.

Points along all lines are averaged by cell of a fine grid, so that what runs side by side becomes
one strand; cells that follow each other on a line are linked. It refuses to be measured: its
lines are for the eye.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import h3
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

RESOLUTION = 9
"""Resolution of the grid: cells some 350 m across, so the tracks of a line share one or two."""

STEP_DEG = 0.001
"""Distance between the points that are averaged, about 100 m."""

MERGE_KM = 0.25
"""Mean points of neighbouring cells that are nearer to each other become one node."""

DETOUR_KM = 1.5
"""A link is left out where a way no longer than this joins its ends already."""

GAP_KM, GAP_CELLS = 1.0, 3
"""Maximum gap of the source that is bridged from a dead end, and the cells that it spans."""

KM_PER_DEG = 111.2

Ranked = tuple[int, BaseGeometry]
"""A line in degrees and its rank, 1 the greatest."""


@dataclass(frozen=True, slots=True)
class Thinning:
    """Lengths that tell what is left out of a network, in km.

    Attributes:
        spur_km: Minimum length of a dead end.
        part_km: Minimum length, in all, of a part that is unconnected to the rest.
        parallel_km: A strand that lies wholly within this distance of others is left out where
            they join its ends as well.
    """

    spur_km: float
    part_km: float
    parallel_km: float


def thinned(lines: Iterable[Ranked], thinning: Thinning) -> list[Ranked]:
    """Thin a network of lines.

    Args:
        lines: The lines with their ranks.
        thinning: What is left out.

    Returns:
        Lines between junctions, dead ends and changes of rank, in stable order.
    """
    network = _Network(lines)
    while network.drop_spurs(thinning.spur_km) or network.drop_parallel(thinning.parallel_km):
        pass
    network.drop_parts(thinning.part_km)
    return [(network.rank(strand), network.line(strand)) for strand in network.strands()]


class _Network:
    """A graph whose nodes are mean points, named by their cell, and whose links carry a rank."""

    def __init__(self, lines: Iterable[Ranked]) -> None:
        sums: dict[str, tuple[float, float, int]] = {}
        passes: dict[tuple[str, str], tuple[int, int]] = {}
        for rank, line in lines:
            points = shapely.get_coordinates(shapely.segmentize(line, STEP_DEG)).tolist()
            cells = [h3.latlng_to_cell(lat, lon, RESOLUTION) for lon, lat in points]
            for cell, (lon, lat) in zip(cells, points, strict=True):
                east, north, count = sums.get(cell, (0.0, 0.0, 0))
                sums[cell] = (east + lon, north + lat, count + 1)
            for one, other in pairwise(cells):
                if one != other:
                    key = (min(one, other), max(one, other))
                    best, count = passes.get(key, (rank, 0))
                    passes[key] = (min(best, rank), count + 1)
        self._points = {
            cell: (east / count, north / count) for cell, (east, north, count) in sums.items()
        }
        node_of = self._nodes({cell: count for cell, (_, _, count) in sums.items()})
        self._links: dict[str, dict[str, int]] = {}
        # The greatest and busiest first: a link that only repeats them is left out.
        order = sorted(passes.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))
        for (one, other), (rank, _) in order:
            start, end = node_of[one], node_of[other]
            if start != end and not self._is_joined(start, end, DETOUR_KM):
                self._link(start, end, rank)
        self._bridge_gaps()

    def _nodes(self, counts: Mapping[str, int]) -> dict[str, str]:
        """Map each cell to the one that stands for it: the cell with most points nearby."""
        node_of: dict[str, str] = {}
        for cell in sorted(counts, key=lambda each: (-counts[each], each)):
            if cell in node_of:
                continue
            node_of[cell] = cell
            for near in h3.grid_disk(cell, 1):
                if near in counts and near not in node_of and self._km(cell, near) < MERGE_KM:
                    node_of[near] = cell
        return node_of

    def _bridge_gaps(self) -> None:
        """Link each dead end with the nearest node beyond a gap, the nearest pairs first."""
        pairs = sorted(
            (self._km(end, near), end, near)
            for end, links in self._links.items()
            if len(links) == 1
            for near in h3.grid_disk(end, GAP_CELLS)
            if near != end and near in self._links
        )
        for km, end, near in pairs:
            is_dead_end = len(self._links[end]) == 1
            if km < GAP_KM and is_dead_end and not self._is_joined(end, near, 4 * GAP_KM):
                (rank,) = self._links[end].values()
                self._link(end, near, rank)

    def _link(self, one: str, other: str, rank: int) -> None:
        self._links.setdefault(one, {})[other] = rank
        self._links.setdefault(other, {})[one] = rank

    def _remove(self, strand: Sequence[str]) -> None:
        for one, other in pairwise(strand):
            for start, end in ((one, other), (other, one)):
                del self._links[start][end]
                if not self._links[start]:
                    del self._links[start]

    def _km(self, one: str, other: str) -> float:
        """Measure the distance of two nodes, as on a plane."""
        (lon, lat), (other_lon, other_lat) = self._points[one], self._points[other]
        east = (lon - other_lon) * np.cos(np.radians(lat))
        return float(np.hypot(east, lat - other_lat)) * KM_PER_DEG

    def _length_km(self, strand: Sequence[str]) -> float:
        return sum(self._km(one, other) for one, other in pairwise(strand))

    def _is_joined(self, start: str, end: str, max_km: float) -> bool:
        """Tell whether a way within the maximum joins two nodes (Dijkstra's algorithm)."""
        if start not in self._links or end not in self._links:
            return False
        done: set[str] = set()
        queue = [(0.0, start)]
        while queue:
            km, node = heapq.heappop(queue)
            if node == end:
                return True
            if node in done:
                continue
            done.add(node)
            for near in self._links[node]:
                way_km = km + self._km(node, near)
                if way_km <= max_km and near not in done:
                    heapq.heappush(queue, (way_km, near))
        return False

    def strands(self) -> list[list[str]]:
        """List the nodes of each stretch between junctions, dead ends and changes of rank."""
        ends = {
            node
            for node, links in self._links.items()
            if len(links) != 2 or len(set(links.values())) > 1
        }
        walked: set[tuple[str, str]] = set()
        found = []
        # A ring without a junction starts at its lowest node.
        for start in [*sorted(ends), *sorted(set(self._links) - ends)]:
            for first in sorted(self._links[start]):
                if (start, first) in walked:
                    continue
                strand = [start, first]
                while strand[-1] not in ends and strand[-1] != start:
                    (onward,) = set(self._links[strand[-1]]) - {strand[-2]}
                    strand.append(onward)
                walked |= {
                    pair for one, other in pairwise(strand) for pair in ((one, other), (other, one))
                }
                found.append(strand)
        return found

    def rank(self, strand: Sequence[str]) -> int:
        """Give the rank of a strand, which is that of each of its links."""
        return self._links[strand[0]][strand[1]]

    def line(self, strand: Sequence[str]) -> BaseGeometry:
        """Draw a strand through its mean points."""
        return shapely.linestrings([self._points[node] for node in strand])

    def _by_length(self) -> list[list[str]]:
        return sorted(self.strands(), key=lambda strand: (self._length_km(strand), strand))

    def drop_spurs(self, spur_km: float) -> bool:
        """Leave out short dead ends, the shortest first, and tell whether there were any."""
        dropped = False
        for strand in self._by_length():
            degrees = sorted(len(self._links.get(node, ())) for node in (strand[0], strand[-1]))
            if degrees[0] == 1 and degrees[1] > 2 and self._length_km(strand) < spur_km:
                self._remove(strand)
                dropped = True
        return dropped

    def drop_parallel(self, parallel_km: float) -> bool:
        """Leave out strands beside others, the longest first, and tell whether there were any."""
        strands = self._by_length()[::-1]  # of two the straighter one stays
        around = [self.line(strand).buffer(parallel_km / KM_PER_DEG) for strand in strands]
        tree = shapely.STRtree(around)
        gone: set[int] = set()
        for at, strand in enumerate(strands):
            line, rank = self.line(strand), self.rank(strand)
            beside = [each for each in tree.query(line) if each != at and each not in gone]
            if not shapely.union_all([around[each] for each in beside]).covers(line):
                continue
            max_km = 1.3 * self._length_km(strand) + 3 * parallel_km
            self._remove(strand)
            if self._is_joined(strand[0], strand[-1], max_km):
                gone.add(at)
            else:
                for one, other in pairwise(strand):
                    self._link(one, other, rank)
        return bool(gone)

    def _parts(self) -> Iterator[set[str]]:
        """Find the connected parts."""
        left = set(self._links)
        while left:
            part: set[str] = set()
            queue = [min(left)]
            while queue:
                node = queue.pop()
                if node not in part:
                    part.add(node)
                    queue += self._links[node]
            left -= part
            yield part

    def drop_parts(self, part_km: float) -> None:
        """Leave out short parts that are unconnected to the rest."""
        for part in list(self._parts()):
            links = [(node, near) for node in part for near in self._links[node] if node < near]
            if sum(self._km(node, near) for node, near in links) < part_km:
                for node in part:
                    del self._links[node]
