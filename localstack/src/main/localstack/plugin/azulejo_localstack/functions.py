"""Runs functions as processes of this machine, through the runtime client that AWS runs them with.

One executor is one execution environment: a process that is kept warm, with a temporary folder of its own."""

import json
import math
import os
import shutil
import signal
import threading
import time
from concurrent.futures import TimeoutError

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from azulejo_localstack import host
from azulejo_localstack.runtime_api import InitFailed, RuntimeApi

INIT_SECONDS = 100  # of a machine that starts several at once; AWS gives 10, of which none is spent on others
# The rest of a function's memory is the JVM's own: metaspace, stacks, code and buffers.
HEAP_SHARE = 0.8
MEBIBYTE = 1 << 20
KILLED = "signal: killed"
LOOK_SECONDS = 0.5


class HostExecutorPlugin(RuntimeExecutorPlugin):
    name = "host"

    def load(self, *arguments, **keywords):
        return HostExecutor


class HostExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id=id, function_version=function_version)
        self.config = function_version.config
        self.folder = host.STATE / "environments" / id
        self.log = host.LOGS / f"{function_version.id.function_name}.log"
        self.environment = {}
        self.process = None
        self.peak = 0  # bytes in memory
        self.api = None

    def start(self, env_vars):
        self.api = RuntimeApi()
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            **env_vars,
            "TMPDIR": self.folder / "tmp",
            "LAMBDA_TASK_ROOT": self._code(),
            "AWS_LAMBDA_RUNTIME_API": self.api.address,
        }
        self._start_process()

    def stop(self):
        process, self.process = self.process, None
        if process:
            host.stop(process)
        if self.api:
            self.api.process_ended(_error("Runtime.ExitError", "the execution environment was stopped"))
            self.api.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def invoke(self, payload):
        request = payload["invoke-id"]
        log_start = self.log.stat().st_size
        began = time.monotonic()
        try:
            if self.process.poll() is not None:  # it died, or was killed, after the event before
                self._start_process()
            body, is_error = self._answer(request, payload)
        except StatusErrorException as e:
            body, is_error = e.payload, True
        self._check_memory(self.process)  # a short call may end between two looks
        if self._is_too_much(self.peak):  # it may have answered before the kill of its watcher reached it
            self.process.wait()
            body, is_error = self._exit_error(KILLED), True
        self._note(
            f"REPORT RequestId: {request} Duration: {(time.monotonic() - began) * 1000:.0f} ms"
            f" Memory Size: {self.config.memory_size} MB"
            f" Max Memory Used: {math.ceil(self.peak / MEBIBYTE)} MB\n"
        )
        return InvocationResult(request, body, is_error=is_error, logs=self._log_since(log_start))

    def _answer(self, request, payload):
        seconds = int(self.config.timeout)
        self._note(f"START RequestId: {request} Version: {self.function_version.id.qualifier}\n")
        answer = self.api.send(
            request,
            payload["invoked-function-arn"],
            payload["trace-id"],
            int((time.time() + seconds) * 1000),
            payload["payload"].encode(),
        )
        try:
            return answer.result(timeout=seconds)
        except TimeoutError:
            host.stop(self.process, grace_seconds=0)
            return _error("Sandbox.Timedout", f"RequestId: {request} Error: Task timed out after {seconds:.2f} seconds"), True

    def _start_process(self):
        (self.folder / "tmp").mkdir(parents=True, exist_ok=True)
        self.api.expect_process()
        self.process = host.start(self._command(), self.environment, self._code(), self.log)
        self.peak = 0  # a watcher of the process before sees that it is not meant, and leaves this alone
        threading.Thread(target=self._watch, args=(self.process,), daemon=True).start()
        threading.Thread(target=self._watch_memory, args=(self.process,), daemon=True).start()
        try:
            self.api.ready.result(timeout=INIT_SECONDS)
        except InitFailed as e:
            raise StatusErrorException("the function does not start", payload=e.payload) from e
        except TimeoutError as e:
            host.stop(self.process, grace_seconds=0)
            payload = _error("Sandbox.Timedout", f"no poll within {INIT_SECONDS} s, see {self.log}")
            raise StatusErrorException("the function does not start", payload=payload) from e

    def _watch(self, process):
        status = process.wait()
        if process is self.process:
            what = KILLED if status == -signal.SIGKILL else f"status {status}"
            self.api.process_ended(self._exit_error(what))

    def _exit_error(self, what):
        return _error("Runtime.ExitError", f"Runtime exited with {what}, see {self.log}")

    def _watch_memory(self, process):
        """Kills a process that takes more than its function may, as AWS does. It looks at the peak, so that none is
        missed between two looks."""
        while process.poll() is None and not self._check_memory(process):
            time.sleep(LOOK_SECONDS)

    def _check_memory(self, process):
        peak = host.peak_memory(process)
        if process is self.process:
            self.peak = max(self.peak, peak)
        if not self._is_too_much(peak):
            return False
        self._note(f"out of memory: {math.ceil(peak / MEBIBYTE)} MB used, the function has {self.config.memory_size}\n")
        host.kill(process)
        return True

    def _is_too_much(self, memory):
        return memory > int(self.config.memory_size) * MEBIBYTE

    def _command(self):
        if not (self.config.runtime or "").startswith("java"):
            raise StatusErrorException(
                "the function does not start",
                payload=_error("Runtime.Unsupported", f"only Java runs on this host, not {self.config.runtime}"),
            )
        # The client finds the function's own classes below the working folder, as it does on AWS.
        return [
            host.JAVA,
            f"-Xmx{int(int(self.config.memory_size) * HEAP_SHARE)}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            f"-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI={host.native_runtime_client()}",
            f"-Djava.io.tmpdir={self.folder / 'tmp'}",
            f"-Duser.home={self.folder / 'home'}",  # nothing of the user's own: it is not there on AWS
            "-cp",
            f"{host.RUNTIME_CLIENT}/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            self.config.handler,
        ]

    def _code(self):
        return self.config.code.get_unzipped_code_location()

    def _note(self, line):
        with self.log.open("a") as log:
            log.write(line)

    def _log_since(self, start):
        with self.log.open("rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")

    def get_logs(self):
        return self._log_since(0) if self.log.exists() else ""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return ""

    @classmethod
    def prepare_version(cls, function_version):
        if function_version.config.code:
            function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass  # other versions may have the same code; LocalStack deletes it with the last


def _error(kind, message):
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
