"""What holds in all tests."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _no_installed_packs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Packs of whoever runs the tests are not in their games; processes that tests start see none either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path_factory.mktemp("packs")))
        yield
