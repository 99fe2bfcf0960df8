"""A Ray cluster: shards go to workers that hold the models; what they write and leave is what `local` does.

In: a `Plan` whose inputs and output every machine sees at the same paths. Out: the same files, byte for byte. Each shard
is one piece of work, so that a worker that dies loses at most one, which another does again; a corpus for many workers
wants many shards.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtqa.batch.local import Progress, read_shard, write_shard
from mtqa.batch.plan import Outcome, Plan, finish
from mtqa.batch.rows import RowRater
from mtqa.batch.shards import Records, Shard, locked
from mtqa.errors import ConfigError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BACKEND_LOG = "RAY_BACKEND_LOG_LEVEL"
"""What Ray's own processes write to our stderr; their logs are complete in its session directory."""
Item = dict[str, Any]
"""A row of the data set: `shard`, its number in the plan, and when it is done its `record` as JSON."""


def run_ray(plan: Plan, progress: Progress = lambda _rows, _bytes: None, *, address: str | None = None) -> Outcome:
    """Rate what is not done yet, on the cluster at `address`, or one started here with `job.workers` workers.

    Raises: ConfigError where Ray is not installed; WorkerError where the cluster fails; InputError, OutputError.
    """
    ray = _connected(address, plan.job.workers)
    plan = replace(plan, output=plan.output.resolve(), shards=tuple(map(_absolute, plan.shards)))
    with locked(plan.output):
        records = Records(plan.output, plan.shards)
        pending = [n for n, shard in enumerate(plan.shards) if records.done(shard, plan.fingerprint) is None]
        if pending:
            items = ray.data.from_items([{"shard": number} for number in pending], override_num_blocks=len(pending))
            rated = items.map_batches(
                ShardWorker,
                fn_constructor_args=(plan,),
                batch_size=1,
                num_cpus=1,  # for which Ray gives numpy and the model one thread
                compute=ray.data.ActorPoolStrategy(size=min(plan.job.workers, len(pending))),
            )
            for item in _results(ray, rated):
                shard, record = plan.shards[item["shard"]], json.loads(item["record"])
                records.add(shard, record)
                progress(record["summary"]["rows"], shard.path.stat().st_size)
        return finish(plan, records, len(pending))


class ShardWorker:
    """Rates whole shards; Ray makes one a worker, which loads the models once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rater = RowRater(plan.job)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        """Rate and write the shards of a batch; give back the record of each."""
        numbers = [int(number) for number in batch["shard"]]
        return {"shard": numbers, "record": [json.dumps(self._rated(self._plan.shards[n])) for n in numbers]}

    def _rated(self, shard: Shard) -> object:
        tables = read_shard(shard, self._plan.job, _silent)
        return write_shard(shard, map(self._rater, tables), self._plan, _silent)


def _silent(_rows: int, _bytes: int) -> None:
    """Tell nobody: the driver counts whole shards."""


def _absolute(shard: Shard) -> Shard:
    return replace(shard, path=Path(shard.path).resolve())


def _connected(address: str | None, workers: int) -> Any:  # noqa: ANN401  # the module: Ray is an extra
    os.environ.setdefault(BACKEND_LOG, "fatal")
    try:
        import ray  # noqa: PLC0415  # an extra
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("Ray is not installed", "pip install 'mtqa[ray]'") from error
    for name in ("ray", "ray.data"):  # they tell each step; what fails is an exception
        logging.getLogger(name).setLevel(logging.ERROR)
    cores, dashboard = (workers, False) if address is None else (None, None)  # a running cluster has its own
    try:
        ray.init(
            address,
            num_cpus=cores,
            include_dashboard=dashboard,
            ignore_reinit_error=True,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except Exception as error:  # Ray itself raises Exception where a node does not start
        raise WorkerError(f"no Ray cluster at {address or 'this machine'}: {error}", "see: ray status") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False  # ours goes to stderr, and only to a terminal
    return ray


def _results(ray: Any, rated: Any) -> Iterator[Item]:  # noqa: ANN401
    """Iterate over what the workers give back, as it comes."""
    try:
        yield from rated.iter_rows()
    except ray.exceptions.RayError as error:
        raise WorkerError(f"the Ray cluster failed: {error}", "run again: it goes on where it was") from error
