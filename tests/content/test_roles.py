"""The roles in a team: whatever its size, everybody has one and each is had."""

import pytest

from alliance_game.content.roles import TEAMS, roles, roles_in


@pytest.mark.parametrize("team", range(1, 8))
def test_every_role_is_had_in_teams_of_every_size(team: int) -> None:
    had = roles_in(team)
    assert len(had) == team
    assert all(had)
    expected = {role.id for role in roles()} - ({"press"} if team < 6 else set())
    assert {role.id for each in had for role in each} == expected


@pytest.mark.parametrize("team", TEAMS)
def test_in_a_team_of_any_size_each_has_a_card_and_no_role_is_left_over(team: int) -> None:
    """Press and observer is the only role that a small team does without."""
    own = [role.id for role in roles() if role.team <= team]
    assert len(own) == team
    second = {role.id: [each.role for each in role.beside if each.team == team] for role in roles()}
    assert {name for name, by in second.items() if not by} - {*own} <= {"press"}
    for name, by in second.items():
        assert by == [] or (name not in own and len(by) == 1 and by[0] in own)
