"""The app as it is, in which a question is chosen by itself as soon as one stands there, all being asleep."""

from __future__ import annotations

import sys

from benchmarks.watched.smooth import AWAKE_WITHIN_S, SETTLE_S, Practice, watch


class AtOnce(Practice):
    """Chooses the first question the moment it is shown; told are the blocks before that and after it."""

    def _in_start(self, _state: str, waited_s: float) -> None:
        window, page = self.app.window, self.app.questions_page
        if window.was_painted and page.sheet is not None and window.focusWidget() is page.list:
            self._choose()
        elif waited_s > AWAKE_WITHIN_S:
            self._give_up("no question was shown")

    def _in_hearing(self, _state: str, waited_s: float) -> None:
        session = self.app.session
        if session is not None and session.scene.progress and waited_s > SETTLE_S:
            self.tell()
            self.app.window.close()
        elif waited_s > AWAKE_WITHIN_S:
            self._give_up("the question was not read aloud")


if __name__ == "__main__":
    watch(AtOnce)
    sys.argv = ["greenroom"]
    from desktop.__main__ import main

    main()
