"""Every graph is drawn: nothing stands on anything else, and no line leads through a row."""

import random

import pytest

from cms.branch_map.layout import HEIGHT, PER_ROW, WIDTH, Way, lay_out


def random_graph(chance: random.Random) -> list[list[int]]:
    size = chance.randint(1, 60)
    return [
        [chance.randrange(size) for _ in range(chance.randint(0, 4))]
        for _ in range(size)
    ]


def ways(following: list[list[int]]) -> dict[tuple[int, int], Way]:
    return {(line.source, line.target): line.way for line in lay_out(following).lines}


def test_a_chat_runs_downwards_from_its_start() -> None:
    spots = lay_out([[1, 2], [3], [3], []]).spots

    assert [spot.row for spot in spots] == [0, 1, 1, 2]
    assert spots[1].x < spots[2].x
    assert spots[0].x == spots[3].x == (spots[1].x + spots[2].x) // 2


def test_the_order_of_a_row_keeps_lines_from_crossing() -> None:
    # 1 leads to 4 and 2 to 3: in the order of their numbers the two would cross.
    spots = lay_out([[1, 2], [4], [3], [], []]).spots

    assert (spots[1].x < spots[2].x) == (spots[4].x < spots[3].x)


def test_lines_back_across_and_round_are_drawn_apart() -> None:
    assert ways([[1, 2], [2, 0], [2], []]) == {
        (0, 1): Way.ON,
        (0, 2): Way.ON,
        (1, 2): Way.ACROSS,
        (1, 0): Way.BACK,
        (2, 2): Way.SELF,
    }


def test_lines_back_have_a_lane_each_beside_all_nodes() -> None:
    layout = lay_out([[1], [2, 0], [0, 1]])
    lanes = {
        path.path.split("H")[1].split("Q")[0]
        for path in layout.lines
        if path.way is Way.BACK
    }
    right = max(spot.x for spot in layout.spots) + WIDTH

    assert len(lanes) == 3
    assert all(right < float(lane) < layout.width for lane in lanes)


def test_what_is_cut_off_stands_below_the_rest() -> None:
    # Nothing leads to 2; 3 and 4 lead to each other only.
    rows = [spot.row for spot in lay_out([[1], [], [1], [4], [3]]).spots]

    assert rows[:2] == [0, 1]
    assert min(rows[2:]) > 1


def test_a_wide_rank_goes_on_below() -> None:
    layout = lay_out([list(range(1, 12)), *([] for _ in range(11))])
    rows = [spot.row for spot in layout.spots]

    assert max(rows.count(row) for row in rows) == PER_ROW
    assert layout.width < (PER_ROW + 1) * WIDTH * 1.5


@pytest.mark.parametrize("following", [[], [[]], [[0]]])
def test_hardly_anything_is_drawn_too(following: list[list[int]]) -> None:
    layout = lay_out(following)

    assert len(layout.spots) == len(following)
    assert layout.width > 0
    assert layout.height > 0


def test_any_graph_is_drawn_with_room_for_each_node() -> None:
    chance = random.Random(5)
    for _ in range(150):
        graph = random_graph(chance)
        layout = lay_out(graph)

        assert layout == lay_out(graph)
        assert len(layout.spots) == len(graph)
        assert len(set(layout.spots)) == len(graph)
        assert {(line.source, line.target) for line in layout.lines} == {
            (source, target) for source, steps in enumerate(graph) for target in steps
        }
        by_row: dict[int, list[int]] = {}
        for spot in layout.spots:
            assert 0 <= spot.x <= layout.width - WIDTH
            assert 0 <= spot.y <= layout.height - HEIGHT
            by_row.setdefault(spot.row, []).append(spot.x)
        for row in by_row.values():
            row.sort()
            assert all(
                after - before >= WIDTH
                for before, after in zip(row, row[1:], strict=False)
            )
        for line in layout.lines:
            rows = layout.spots[line.source].row, layout.spots[line.target].row
            assert (line.way is Way.BACK) == (rows[1] < rows[0])
