"""What LocalStack 4.9.2 does otherwise than AWS, where our tests would notice. Applied once, as it starts."""

import contextlib
import json
import logging
import os
import threading
import time
from collections import defaultdict
from urllib.parse import unquote

from localstack.runtime import hooks

from azulejo_localstack import holds, roles


@hooks.on_infra_start()
def apply():
    _accept_java_25()
    _keep_objects_in_our_folder()
    _write_s3_events_as_aws_does()
    _write_dates_of_executions_as_aws_does()
    _keep_why_an_execution_was_stopped()
    _keep_undelivered_events()
    _keep_lifecycle_rules()
    _look_at_resources_more_often()
    _let_aliases_configure_asynchronous_calls()
    _answer_for_tasks_as_aws_does()
    _refuse_taken_versions_of_secrets()
    _say_what_broke_a_state()
    roles.apply()
    holds.apply()
    if "AZULEJO_HOST_STATE" in os.environ:
        from azulejo_localstack import savings

        _let_calls_wait_for_a_process()
        savings.apply()


def _accept_java_25():
    from localstack.services.lambda_ import runtimes

    runtimes.ALL_RUNTIMES.append("java25")
    runtimes.SNAP_START_SUPPORTED_RUNTIMES.append("java25")


def _keep_objects_in_our_folder():
    """Objects lie in one fixed folder below /tmp, which two servers would share."""
    import tempfile

    from localstack.services.s3 import provider

    provider.DEFAULT_S3_TMP_DIR = tempfile.mkdtemp(prefix="s3-")


def _write_s3_events_as_aws_does():
    """Through EventBridge keys come raw (only the older notifications quote them), and the sequencer grows.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html"""
    from localstack.services.s3.notifications import EventBridgeNotifier

    original = EventBridgeNotifier._get_event_payload

    def payload(context, config_id=None):
        entry = original(context, config_id)
        detail = json.loads(entry["Detail"])
        detail["object"]["key"] = unquote(detail["object"]["key"])
        if "sequencer" in detail["object"]:
            detail["object"]["sequencer"] = f"{time.time_ns():018X}"
        if "reason" in detail:
            detail["reason"] = detail["reason"].rpartition(":")[2]
        entry["Detail"] = json.dumps(detail)
        return entry

    EventBridgeNotifier._get_event_payload = staticmethod(payload)


def _write_dates_of_executions_as_aws_does():
    """In "Step Functions Execution Status Change" dates are milliseconds of the epoch.

    https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html"""
    from localstack.services.stepfunctions.backend import execution

    def to_json(value, separators=None):
        return json.dumps(value, default=_milliseconds, separators=separators)

    execution.to_json_str = to_json


def _milliseconds(value):
    return int(value.timestamp() * 1000) if hasattr(value, "timestamp") else str(value)


def _keep_why_an_execution_was_stopped():
    from localstack.services.stepfunctions.asl.eval.environment import Environment
    from localstack.services.stepfunctions.asl.eval.program_state import ProgramStopped
    from localstack.services.stepfunctions.backend.execution import Execution, ExecutionStatus

    original = Execution.stop

    def stop(self, stop_date, error, cause):
        if self.exec_status == ExecutionStatus.RUNNING:
            self.error, self.cause = error, cause
        original(self, stop_date, error, cause)

    fail = Environment.set_error

    def set_error(self, error):
        if not isinstance(self.program_state(), ProgramStopped):  # a wait that was interrupted ends as a timeout
            fail(self, error)

    Execution.stop = stop
    Environment.set_error = set_error


def _keep_undelivered_events():
    """What a rule cannot deliver goes, as it was, to the target's dead-letter queue. (AWS tries for up to 24 hours before.)

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html"""
    from localstack.aws.connect import connect_to
    from localstack.services.events.target import TargetSender
    from localstack.utils.aws.arns import sqs_queue_url_for_arn

    original = TargetSender.process_event

    def process_event(self, event, trace_header):
        whole = {name: value for name, value in event.items() if name != "event-bus-name"}
        try:
            original(self, event, trace_header)
        except Exception as error:
            queue = (self.target.get("DeadLetterConfig") or {}).get("Arn")
            if not queue:
                raise
            attributes = {"RULE_ARN": self.rule_arn, "TARGET_ARN": self.target["Arn"], "ERROR_MESSAGE": str(error)}
            connect_to(region_name=self.region, aws_access_key_id=self.account_id).sqs.send_message(
                QueueUrl=sqs_queue_url_for_arn(queue),
                MessageBody=json.dumps(whole),
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
                },
            )

    TargetSender.process_event = process_event


def _keep_lifecycle_rules():
    """CloudFormation drops the lifecycle rules of a bucket."""
    from localstack.services.s3.resource_providers.aws_s3_bucket import S3BucketProvider

    create = S3BucketProvider.create

    def create_with_rules(self, request):
        event = create(self, request)
        if rules := (request.desired_state.get("LifecycleConfiguration") or {}).get("Rules"):
            request.aws_client_factory.s3.put_bucket_lifecycle_configuration(
                Bucket=event.resource_model["BucketName"],
                LifecycleConfiguration={"Rules": [_lifecycle_rule(number, rule) for number, rule in enumerate(rules)]},
            )
        return event

    S3BucketProvider.create = create_with_rules


def _lifecycle_rule(number, rule):
    """A rule of a template in the words of the S3 API."""
    result = {
        "ID": rule.get("Id", f"rule-{number}"),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if larger := rule.get("ObjectSizeGreaterThan"):
        result["Filter"] = {"And": {**result["Filter"], "ObjectSizeGreaterThan": int(larger)}}
    if days := rule.get("ExpirationInDays"):
        result["Expiration"] = {"Days": int(days)}
    if str(rule.get("ExpiredObjectDeleteMarker")).lower() == "true":
        result["Expiration"] = {"ExpiredObjectDeleteMarker": True}
    for name in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if name in rule:
            result[name] = {key: int(value) for key, value in rule[name].items()}
    return result


def _look_at_resources_more_often():
    """A resource that is not there at the second look costs 5 s otherwise."""
    from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

    max_seconds, _ = ResourceProviderExecutor.deploy_loop.__defaults__
    ResourceProviderExecutor.deploy_loop.__defaults__ = (max_seconds, 0.2)


def _let_aliases_configure_asynchronous_calls():
    """A call of an alias obeys what was configured for the alias (retries, destinations), not only for its version."""
    from localstack.services.lambda_.invocation.event_manager import Poller, SQSInvocation

    original = Poller.handle_message

    def handle_message(self, message):
        configured = self.version_manager.function.event_invoke_configs
        alias = SQSInvocation.decode(message["Body"]).invocation.invoked_arn.split(":")[-1]
        version = self.version_manager.function_version.id.qualifier
        if alias in configured:
            configured.setdefault(version, configured[alias])
        return original(self, message)

    Poller.handle_message = handle_message


def _answer_for_tasks_as_aws_does():
    """A heartbeat tells whether a task waits, also one without HeartbeatSeconds; only its first answer counts, and a
    retry has a token of its own; and a task does not wait any more when its execution was stopped, which otherwise
    would go on until its timeout.

    https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html"""
    from localstack.services.stepfunctions.asl.eval.callback.callback import (
        CallbackConsumerLeft,
        CallbackEndpoint,
        CallbackPoolManager,
    )
    from localstack.services.stepfunctions.asl.component.common.retry.retry_outcome import RetryOutcome
    from localstack.services.stepfunctions.asl.component.state.state_execution.execute_state import ExecutionState
    from localstack.services.stepfunctions.backend.execution_worker import ExecutionWorker

    def notify_heartbeat(endpoint):
        if endpoint.get_outcome() is not None:
            return False
        if endpoint._heartbeat_endpoint is not None:
            endpoint._heartbeat_endpoint.notify()
        return True

    original = CallbackPoolManager.notify

    def notify(pool, callback_id, outcome):
        endpoint = pool.get(callback_id)
        if endpoint is not None and endpoint.get_outcome() is not None:
            return False
        return original(pool, callback_id, outcome)

    original_retry = ExecutionState._handle_retry

    def handle_retry(state, env, failure_event):
        retry = original_retry(state, env, failure_event)
        if retry == RetryOutcome.CanRetry and "Task" in env.states.context_object.context_object_data:
            env.callback_pool_manager.add(env.states.context_object.update_task_token())
        return retry

    original_stop = ExecutionWorker.stop

    def stop(worker, stop_date, error, cause):
        original_stop(worker, stop_date=stop_date, error=error, cause=cause)
        for endpoint in list(worker.env.callback_pool_manager._pool.values()):
            if endpoint.get_outcome() is None:
                endpoint.report(CallbackConsumerLeft())
                endpoint.interrupt_all()

    ExecutionState._handle_retry = handle_retry
    ExecutionWorker.stop = stop
    CallbackEndpoint.notify_heartbeat = notify_heartbeat
    CallbackPoolManager.notify = notify


def _refuse_taken_versions_of_secrets():
    """Of two writers that give a secret's new version one id, the second is refused; here that is an internal error, or
    both are taken.

    https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html"""
    from localstack.aws.api.secretsmanager import ResourceExistsException
    from moto.secretsmanager import exceptions
    from moto.secretsmanager.models import SecretsManagerBackend

    original = SecretsManagerBackend.put_secret_value
    one_at_a_time = threading.Lock()

    def put_secret_value(self, *arguments, **keywords):
        with one_at_a_time:
            try:
                return original(self, *arguments, **keywords)
            except exceptions.ResourceExistsException as error:
                raise ResourceExistsException("that id is a version's already") from error

    SecretsManagerBackend.put_secret_value = put_secret_value


def _say_what_broke_a_state():
    """That an exception nobody expected has ended a state is logged, but not which."""
    from localstack.services.stepfunctions.asl.component.common.error_name.failure_event import FailureEventException
    from localstack.services.stepfunctions.asl.component.state.state_execution.execute_state import ExecutionState

    original = ExecutionState._from_error

    def from_error(self, env, ex):
        if not isinstance(ex, FailureEventException):
            logging.getLogger(__name__).error("a state was broken", exc_info=ex)
        return original(self, env, ex)

    ExecutionState._from_error = from_error


def _let_calls_wait_for_a_process():
    """LocalStack starts an environment for each call that finds none free, and two calls may fight for one. Here the
    processes of a function are few, and calls wait for them."""
    from localstack.services.lambda_.invocation.assignment import AssignmentService
    from localstack.services.lambda_.invocation.execution_environment import InvalidStatusException, RuntimeStatus

    from azulejo_localstack import host

    slots = defaultdict(lambda: threading.Semaphore(host.MAX_PROCESSES_PER_FUNCTION))

    def reserved(environment):
        try:
            environment.reserve()
            return True
        except InvalidStatusException:
            return False

    def started(service, manager, version):
        environment = service.start_environment(manager, version)
        environment.status = RuntimeStatus.INVOKING  # reserved before anyone else can see it
        service.environments[manager][environment.id] = environment
        return environment

    @contextlib.contextmanager
    def get_environment(self, version_manager_id, function_version, provisioning_type):
        with slots[version_manager_id]:
            free = (each for each in list(self.environments[version_manager_id].values()) if reserved(each))
            environment = next(free, None) or started(self, version_manager_id, function_version)
            try:
                yield environment
            except BaseException:
                self.stop_environment(environment)
                raise
            with contextlib.suppress(InvalidStatusException):  # deleted meanwhile
                environment.release()

    AssignmentService.get_environment = get_environment
