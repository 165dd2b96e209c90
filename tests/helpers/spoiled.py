"""What a Dask worker loads to be spoiled: with cards that are deadly or endless, another memegen, or none at all."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

KIND = os.environ["SPOILED"]

if KIND == "none":
    sys.modules["memegen"] = None  # type: ignore[assignment]
else:
    from memegen.batch.cluster import connection
    from memegen.batch.job_runner import JobRunner

    if KIND == "another":
        connection.program_version = lambda: ("0.0.0", "something else")  # type: ignore[assignment]

    def spoiled(runner: Any, job: Any, card: Any = None, make: Any = JobRunner.make) -> Any:
        text = card.values.get("quote", "")
        if "deadly" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "endless" in text:
            time.sleep(0.01)
        return make(runner, job, card)

    JobRunner.make = spoiled  # type: ignore[method-assign, assignment]
