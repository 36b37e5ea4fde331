"""What holds in all tests."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Packs and caches of whoever runs the tests are not in them, nor in processes that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path_factory.mktemp("packs")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first: whoever has nothing to do then takes over from whoever runs them."""
    items.sort(key=lambda item: item.get_closest_marker("first") is None)
