"""Servers that tests start for themselves: one that speaks S3, and a Dask cluster."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

SPOILED = Path(__file__).with_name("spoiled.py")
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


class Bucket:
    """A server of moto's on a port that is free, and a bucket in it."""

    name = "campaign"

    def __init__(self) -> None:
        # It would tell of every request.
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.requests: list[tuple[str, str]] = []
        self._server = make_server("127.0.0.1", 0, self._app(), threaded=True)
        self.url = f"http://127.0.0.1:{self._server.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            region_name="us-east-1",
        )
        self.client.create_bucket(Bucket=self.name)

    def _app(self) -> Any:
        app = DomainDispatcherApplication(create_backend_app)

        def noting(environ: dict[str, Any], respond: Any) -> Any:
            self.requests.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
            return app(environ, respond)

        return noting

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find it."""
        return {**KEYS, "AWS_ENDPOINT_URL": self.url, "AWS_EC2_METADATA_DISABLED": "true"}

    def put(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=key, Body=data)

    def get(self, key: str) -> bytes:
        return bytes(self.client.get_object(Bucket=self.name, Key=key)["Body"].read())

    def empty(self) -> None:
        """Servers of one process share what is in them."""
        for key in self.keys(""):
            self.client.delete_object(Bucket=self.name, Key=key)

    def keys(self, prefix: str) -> list[str]:
        found = self.client.list_objects_v2(Bucket=self.name, Prefix=prefix)
        return [entry["Key"] for entry in found.get("Contents", [])]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.client.close()


class Cluster:
    """A Dask scheduler and its workers, each a process with one thread, without anything that would start it anew."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PYTHONWARNINGS": "ignore", **environment}
        self.workers: list[subprocess.Popen[bytes]] = []
        self._log = (folder / "cluster.log").open("wb")
        address = folder / "scheduler.json"
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address))
        self.scheduler = self._start("distributed.cli.dask_scheduler", *options)
        try:
            wait(lambda: address.exists() and "tcp://" in address.read_text("utf-8"))
        except BaseException:
            self.stop()
            raise
        self.file = str(address)
        text = address.read_text("utf-8")
        self.address = text[text.index("tcp://") :].partition('"')[0]

    def work(self, *, nanny: bool = False, spoiled: str = "") -> subprocess.Popen[bytes]:
        """One worker more, perhaps *spoiled* as ``spoiled.py`` has it."""
        options = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder), "--host", "127.0.0.1"]
        options += ["--preload", str(SPOILED)] if spoiled else []
        options += ["--nanny" if nanny else "--no-nanny", self.address]
        worker = self._start("distributed.cli.dask_worker", *options, spoiled=spoiled)
        self.workers.append(worker)
        return worker

    def _start(self, module: str, *options: str, spoiled: str = "") -> subprocess.Popen[bytes]:
        command, env = [sys.executable, "-m", module, *options], {**self.environment, "SPOILED": spoiled}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=env,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            # Each is a group of its own: a nanny has a worker, which would come back.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._log.close()


def wait(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Until it holds."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.05)


def rest(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """What a process still says, of which some lines have been read, until it ends."""
    assert process.stdout
    assert process.stderr
    with process.stdout, process.stderr:
        said = process.stdout.read(), process.stderr.read()
    process.wait(60)
    return said
