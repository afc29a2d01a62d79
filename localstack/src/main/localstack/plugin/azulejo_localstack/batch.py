"""AWS Batch, as far as tests need it: a job is a process of this machine that runs the command of its definition.

The container's image is not looked at: the command must be one of the host. Its environment is that of the definition
and of the submission, with what AWS and LocalStack themselves give a container."""

import itertools
import json
import logging
import os
import subprocess
import threading
import time
import uuid

from localstack import config
from localstack.aws.api import handler
from localstack.aws.connect import connect_to
from localstack.services.plugins import Service, aws_provider

from azulejo_localstack import host

LOG = logging.getLogger(__name__)
MAX_JOBS_AT_ONCE = 2
DEFAULT_MAX_SECONDS = 3600
FINAL = ("SUCCEEDED", "FAILED")


class Job:
    """One submission: what DescribeJobs tells about it, and the process that runs it."""

    def __init__(self, context, definition, queue_arn, request):
        overrides = request.get("containerOverrides") or {}
        container = definition.get("containerProperties", {})
        parameters = {**definition.get("parameters", {}), **(request.get("parameters") or {})}
        command = overrides.get("command") or container.get("command", [])
        self.context = context
        self.process = None
        self.stopped = False
        self.description = {
            "jobId": str(uuid.uuid4()),
            "jobName": request["jobName"],
            "jobQueue": queue_arn,
            "jobDefinition": definition["jobDefinitionArn"],
            "status": "SUBMITTED",
            "createdAt": _now(),
            "attempts": [],
            "parameters": parameters,
            "retryStrategy": request.get("retryStrategy") or definition.get("retryStrategy") or {"attempts": 1},
            "timeout": request.get("timeout")
            or definition.get("timeout")
            or {"attemptDurationSeconds": DEFAULT_MAX_SECONDS},
            "container": {
                **container,
                "command": [parameters.get(word.removeprefix("Ref::"), word) for word in command],
                "environment": [*container.get("environment", []), *(overrides.get("environment") or [])],
            },
        }
        self.description["jobArn"] = _arn(context, "job", self.id)

    @property
    def id(self):
        return self.description["jobId"]

    def run(self, slots):
        self._becomes("RUNNABLE")
        with slots:
            status = None
            for attempt in range(1, int(self.description["retryStrategy"].get("attempts", 1)) + 1):
                if self.stopped or status == 0:
                    break
                status = self._attempt(attempt)
            self.description["stoppedAt"] = _now()
            self._becomes("SUCCEEDED" if status == 0 else "FAILED")

    def stop(self, reason):
        self.stopped = True
        self.description["statusReason"] = reason
        if self.process:
            host.stop(self.process, grace_seconds=30)

    def _attempt(self, number):
        container = self.description["container"]
        log = host.LOGS / f"batch-{self.id}.log"
        started = self.description["startedAt"] = _now()
        try:
            self.process = host.start(container["command"], self._environment(number), host.STATE, log)
            self._becomes("RUNNING")
            status = self.process.wait(self.description["timeout"]["attemptDurationSeconds"])
        except subprocess.TimeoutExpired:
            self.description["statusReason"] = "Job attempt duration exceeded timeout"
            status = None
        except OSError as e:
            self.description["statusReason"] = f"CannotStartContainerError: {e}"
            status = 127
        if self.process:
            host.stop(self.process, grace_seconds=0)
        container["exitCode"] = 137 if status is None else status
        self.description["attempts"].append(
            {
                "container": {"exitCode": container["exitCode"], "logStreamName": str(log)},
                "startedAt": started,
                "stoppedAt": _now(),
            }
        )
        return status

    def _environment(self, attempt):
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TMPDIR": os.environ["TMPDIR"],
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}",
            "AWS_REGION": self.context.region,
            # Its role by name: roles.py judges by that.
            "AWS_ACCESS_KEY_ID": self.description["container"].get("jobRoleArn", "test").rpartition("/")[2],
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_BATCH_JOB_ID": self.id,
            "AWS_BATCH_JOB_ATTEMPT": attempt,
            **{each["name"]: each["value"] for each in self.description["container"]["environment"]},
        }

    def _becomes(self, status):
        """Says so on the default bus, where `batch:submitJob.sync` and rules hear it."""
        self.description["status"] = status
        events = connect_to(region_name=self.context.region, aws_access_key_id=self.context.account_id).events
        try:
            events.put_events(
                Entries=[
                    {
                        "Source": "aws.batch",
                        "DetailType": "Batch Job State Change",
                        "Resources": [self.description["jobArn"]],
                        "Detail": json.dumps(self.description),
                    }
                ]
            )
        except Exception:  # the job goes on: whoever asks for it is told
            LOG.exception("cannot tell that job %s is %s", self.id, status)


class BatchProvider:
    service = "batch"
    version = "2016-08-10"

    def __init__(self):
        self.environments, self.queues, self.definitions, self.jobs = {}, {}, {}, {}
        self.revisions = itertools.count(1)
        self.slots = threading.Semaphore(MAX_JOBS_AT_ONCE)

    @handler("CreateComputeEnvironment", expand=False)
    def create_compute_environment(self, context, request):
        return self._create(context, request, self.environments, "computeEnvironment", "compute-environment")

    @handler("CreateJobQueue", expand=False)
    def create_job_queue(self, context, request):
        return self._create(context, request, self.queues, "jobQueue", "job-queue")

    @handler("RegisterJobDefinition", expand=False)
    def register_job_definition(self, context, request):
        revision = next(self.revisions)
        name = request["jobDefinitionName"]
        arn = _arn(context, "job-definition", f"{name}:{revision}")
        self.definitions[arn] = {**request, "revision": revision, "jobDefinitionArn": arn, "status": "ACTIVE"}
        return {"jobDefinitionName": name, "jobDefinitionArn": arn, "revision": revision}

    @handler("DescribeComputeEnvironments", expand=False)
    def describe_compute_environments(self, context, request):
        return {"computeEnvironments": list(self.environments.values())}

    @handler("DescribeJobQueues", expand=False)
    def describe_job_queues(self, context, request):
        return {"jobQueues": list(self.queues.values())}

    @handler("DescribeJobDefinitions", expand=False)
    def describe_job_definitions(self, context, request):
        return {"jobDefinitions": list(self.definitions.values())}

    @handler("DeleteComputeEnvironment", expand=False)
    def delete_compute_environment(self, context, request):
        self.environments.pop(_name(request["computeEnvironment"]), None)
        return {}

    @handler("DeleteJobQueue", expand=False)
    def delete_job_queue(self, context, request):
        self.queues.pop(_name(request["jobQueue"]), None)
        return {}

    @handler("DeregisterJobDefinition", expand=False)
    def deregister_job_definition(self, context, request):
        self.definitions.pop(request["jobDefinition"], None)
        return {}

    @handler("SubmitJob", expand=False)
    def submit_job(self, context, request):
        queue = self.queues[_name(request["jobQueue"])]
        job = Job(context, self._definition(request["jobDefinition"]), queue["jobQueueArn"], request)
        self.jobs[job.id] = job
        threading.Thread(target=job.run, args=(self.slots,), daemon=True).start()
        return {name: job.description[name] for name in ("jobName", "jobId", "jobArn")}

    @handler("DescribeJobs", expand=False)
    def describe_jobs(self, context, request):
        return {"jobs": [self.jobs[each].description for each in request["jobs"] if each in self.jobs]}

    @handler("ListJobs", expand=False)
    def list_jobs(self, context, request):
        """Those of one state, as AWS does: the running ones unless another is asked for; or those that were submitted
        after a time, whatever their state."""
        wanted = request.get("jobStatus") or "RUNNING"
        times = [int(each["values"][0]) for each in request.get("filters") or () if each["name"] == "AFTER_CREATED_AT"]
        queue = _name(request["jobQueue"])
        names = ("jobId", "jobName", "jobArn", "status", "createdAt")
        found = [job.description for job in list(self.jobs.values())]
        return {
            "jobSummaryList": [
                {**{name: each[name] for name in names}, "container": _ended(each)}
                for each in found
                if _name(each["jobQueue"]) == queue
                and (each["createdAt"] > times[0] if times else each["status"] == wanted)
            ]
        }

    @handler("TerminateJob", expand=False)
    def terminate_job(self, context, request):
        job = self.jobs[request["jobId"]]
        if job.description["status"] not in FINAL:
            threading.Thread(target=job.stop, args=(request["reason"],), daemon=True).start()
        return {}

    @handler("CancelJob", expand=False)
    def cancel_job(self, context, request):
        if not self.jobs[request["jobId"]].process:
            self.terminate_job(context, request)
        return {}

    def _create(self, context, request, known, kind, arn_kind):
        name, arn = request[f"{kind}Name"], _arn(context, arn_kind, request[f"{kind}Name"])
        known[name] = {"state": "ENABLED", **request, f"{kind}Arn": arn, "status": "VALID"}
        return {f"{kind}Name": name, f"{kind}Arn": arn}

    def _definition(self, wanted):
        """By ARN, by name and revision, or the newest of a name."""
        for arn, definition in reversed(self.definitions.items()):
            if wanted in (arn, _name(arn), definition["jobDefinitionName"]):
                return definition
        raise KeyError(f"no job definition {wanted}")


def _arn(context, kind, name):
    return f"arn:aws:batch:{context.region}:{context.account_id}:{kind}/{name}"


def _ended(description):
    """What a list tells of a job's container."""
    code = description["container"].get("exitCode")
    return {} if code is None else {"exitCode": code}


def _name(name_or_arn):
    return name_or_arn.rpartition("/")[2]


def _now():
    return int(time.time() * 1000)


@aws_provider(api="batch", name="default")
def batch():
    return Service.for_provider(BatchProvider())
