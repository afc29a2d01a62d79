"""Refuses what a role may not do, as AWS does: LocalStack lets everybody do everything.

Who calls is told by the access key: that of a role that was assumed (functions, machines, targets of rules), or the name
of a role itself (processes that tests start). All others are operators, who may do everything. What a request needs is
in `NEEDS`; a request to a service in there that is missing is refused, so that none is let through unseen.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import collections
import functools
import json
import re
import threading
import urllib.parse

from localstack.aws import handlers
from localstack.aws.api import CommonServiceException
from localstack.http import Response
from localstack.services.internal import get_internal_apis
from localstack.utils.aws.request_context import extract_access_key_id_from_auth_header
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends
from rolo import Resource

PATH = "/_localstack/azulejo/roles"
NOT_ALLOWED = {"s3": "AccessDenied", "sqs": "AccessDenied", "lambda": "AccessDeniedException"}


def apply():
    judge = Judge()
    handlers.serve_custom_service_request_handlers.append(judge)
    get_internal_apis().add(Resource(PATH, judge))


def _arn(context, service, resource):
    return f"arn:aws:{service}:{context.region}:{context.account_id}:{resource}"


def _object(action):
    return lambda request, _: [(action, f"arn:aws:s3:::{request['Bucket']}/{request['Key']}")]


def _version(action):
    return lambda request, _: _object(action + "Version" if request.get("VersionId") else action)(request, _)


def _put(request, _):
    """Whoever replaces what matches an ETag learns of it, and so must be allowed to read it.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html"""
    needs = _object("s3:PutObject")(request, _)
    if request.get("IfMatch"):
        needs += _object("s3:GetObject")(request, _)
    if request.get("Tagging"):
        needs += _object("s3:PutObjectTagging")(request, _)
    return needs


def _copy(request, _):
    path, _, query = request["CopySource"].lstrip("/").partition("?")
    action = "s3:GetObjectVersion" if query.startswith("versionId=") else "s3:GetObject"
    return [*_put(request, _), (action, f"arn:aws:s3:::{urllib.parse.unquote(path)}")]


def _delete_many(request, _):
    bucket = {"Bucket": request["Bucket"]}
    return [need for each in request["Delete"]["Objects"] for need in _version("s3:DeleteObject")(bucket | each, _)]


def _bucket(action):
    return lambda request, _: [(action, f"arn:aws:s3:::{request['Bucket']}")]


def _queue(action):
    def needs(request, context):
        name = request.get("QueueName") or request["QueueUrl"].rstrip("/").rpartition("/")[2]
        return [(action, _arn(context, "sqs", name))]

    return needs


def _named(action, field):
    return lambda request, _: [(action, request[field])]


def _token(action):
    """A token names its execution to AWS alone: any machine that the role may answer will do."""
    return lambda _, __: [(action, None)]


def _bus(request, context):
    buses = {entry.get("EventBusName", "default").rpartition("/")[2] for entry in request["Entries"]}
    return [("events:PutEvents", _arn(context, "events", f"event-bus/{bus}")) for bus in buses]


def _secret(action, field="SecretId"):
    """Six letters that nobody knows before end a secret's name in its ARN."""

    def needs(request, context):
        name = request[field]
        return [(action, name if name.startswith("arn:") else _arn(context, "secretsmanager", f"secret:{name}-aBcDeF"))]

    return needs


def _function(request, context):
    arn = request["FunctionName"]
    if not arn.startswith("arn:"):
        arn = _arn(context, "lambda", f"function:{arn}")
    qualifier = request.get("Qualifier")
    return [("lambda:InvokeFunction", f"{arn}:{qualifier}" if qualifier and not arn.endswith(f":{qualifier}") else arn)]


def _batch_job(request, context):
    named = (("job-queue", request["jobQueue"]), ("job-definition", request["jobDefinition"]))
    return [
        ("batch:SubmitJob", name if name.startswith("arn:") else _arn(context, "batch", f"{kind}/{name}"))
        for kind, name in named
    ]


NEEDS = {
    "s3": {
        "GetObject": _version("s3:GetObject"),
        "HeadObject": _version("s3:GetObject"),
        "PutObject": _put,
        "CopyObject": _copy,
        "CreateMultipartUpload": _object("s3:PutObject"),
        "UploadPart": _object("s3:PutObject"),
        "UploadPartCopy": _copy,
        "CompleteMultipartUpload": _put,
        "AbortMultipartUpload": _object("s3:AbortMultipartUpload"),
        "ListParts": _object("s3:ListMultipartUploadParts"),
        "ListMultipartUploads": _bucket("s3:ListBucketMultipartUploads"),
        "ListObjects": _bucket("s3:ListBucket"),
        "ListObjectsV2": _bucket("s3:ListBucket"),
        "HeadBucket": _bucket("s3:ListBucket"),
        "ListObjectVersions": _bucket("s3:ListBucketVersions"),
        "GetBucketLocation": _bucket("s3:GetBucketLocation"),
        "DeleteObject": _version("s3:DeleteObject"),
        "DeleteObjects": _delete_many,
    },
    "sqs": {
        "SendMessage": _queue("sqs:SendMessage"),
        "SendMessageBatch": _queue("sqs:SendMessage"),
        "ReceiveMessage": _queue("sqs:ReceiveMessage"),
        "DeleteMessage": _queue("sqs:DeleteMessage"),
        "DeleteMessageBatch": _queue("sqs:DeleteMessage"),
        "ChangeMessageVisibility": _queue("sqs:ChangeMessageVisibility"),
        "ChangeMessageVisibilityBatch": _queue("sqs:ChangeMessageVisibility"),
        "GetQueueUrl": _queue("sqs:GetQueueUrl"),
        "GetQueueAttributes": _queue("sqs:GetQueueAttributes"),
    },
    "stepfunctions": {
        "StartExecution": _named("states:StartExecution", "stateMachineArn"),
        "DescribeExecution": _named("states:DescribeExecution", "executionArn"),
        "StopExecution": _named("states:StopExecution", "executionArn"),
        "SendTaskSuccess": _token("states:SendTaskSuccess"),
        "SendTaskFailure": _token("states:SendTaskFailure"),
        "SendTaskHeartbeat": _token("states:SendTaskHeartbeat"),
    },
    "events": {"PutEvents": _bus},
    "secretsmanager": {
        "GetSecretValue": _secret("secretsmanager:GetSecretValue"),
        "PutSecretValue": _secret("secretsmanager:PutSecretValue"),
        "DescribeSecret": _secret("secretsmanager:DescribeSecret"),
        "CreateSecret": _secret("secretsmanager:CreateSecret", "Name"),
    },
    "lambda": {"Invoke": _function},
    "batch": {"SubmitJob": _batch_job, "ListJobs": lambda _, __: [("batch:ListJobs", "*")]},
}


class Judge:
    """One for a server. Keeps each refusal, how often each role asked for what, and which statements allowed it: one that
    alone allows something cannot be taken away. For many threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.roles = {}  # account and name, by access key
        self.refused = []
        self.asked = collections.Counter()  # by role, service and operation
        self.allowed = {}  # resource and test, by role, action and the statements that allow it; of the first such request
        self.test = ""

    def __call__(self, chain, context, response):
        service = context.service and context.service.service_name
        if service not in NEEDS or not context.operation:
            return
        role = self._caller(context)
        if role is None:
            return
        operation = context.operation.name
        with self.lock:
            self.asked[role, service, operation] += 1
        for action, resource in _needs(service, operation, context):
            if not self._may(context.account_id, role, action, resource):
                self._refuse(context, service, role, action, resource)
        if operation in ("GetObject", "HeadObject") and service == "s3":
            self._hide_what_is_missing(context, role)

    def on_get(self, request):
        """What was refused, what was asked for how often, and all rights that roles have to the services that are judged:
        whether each was used, and what would have been refused without it. `?test=NAME` says whose the next requests are."""
        judged = {"states" if service == "stepfunctions" else service for service in NEEDS}
        with self.lock:
            self.test = request.args.get("test", self.test)
            used = {(role, action, each) for role, action, by in self.allowed for each in by}
            told = {
                "refused": list(self.refused),
                "asked": [
                    {"role": role, "service": service, "operation": operation, "times": times}
                    for (role, service, operation), times in self.asked.items()
                ],
                "rights": [
                    {
                        "role": role.name,
                        "policy": policy,
                        "statement": number,
                        "action": action,
                        "resources": sorted(_list(statement["Resource"])),
                        "used": (role.name, action, (policy, number)) in used,
                        "needed": self.allowed.get((role.name, action, ((policy, number),))),
                    }
                    for account, backend in list(iam_backends.items())
                    for role in list(backend["aws"].roles.values())
                    for policy, number, statement in _statements(account, role.name)
                    for action in _list(statement["Action"])
                    if action.partition(":")[0] in judged
                ],
            }
        return Response(json.dumps(told), mimetype="application/json")

    def _caller(self, context):
        """The name of the role; None for an operator."""
        signed = context.request.args.get("X-Amz-Credential")
        key = signed.partition("/")[0] if signed else extract_access_key_id_from_auth_header(context.request.headers)
        if key not in self.roles:
            assumed = sts_backends[context.account_id]["aws"].get_assumed_role_from_access_key(key)
            name = assumed.role_arn.rpartition("/")[2] if assumed else key
            if all(name != role.name for role in list(iam_backends[context.account_id]["aws"].roles.values())):
                return None
            with self.lock:
                self.roles[key] = (context.account_id, name)
        return self.roles[key][1]

    def _may(self, account, role, action, resource):
        by = []
        for policy, number, statement in _statements(account, role):
            if not any(_glob(each.lower()).fullmatch(action.lower()) for each in _list(statement["Action"])):
                continue
            if "Condition" in statement or "NotResource" in statement:
                raise NotImplementedError(f"{policy} of {role}: conditions are not judged yet: {statement}")
            if resource and not any(_glob(each).fullmatch(resource) for each in _list(statement["Resource"])):
                continue
            if statement["Effect"] == "Deny":
                return False
            by.append((policy, number))
        if by:
            with self.lock:
                self.allowed.setdefault((role, action, tuple(by)), {"resource": resource, "test": self.test})
        return bool(by)

    def _refuse(self, context, service, role, action, resource):
        words = f"{role} is not authorized to perform: {action} on resource: {resource}"
        with self.lock:
            self.refused.append(words)
        raise CommonServiceException(NOT_ALLOWED.get(service, "AccessDeniedException"), words, status_code=403)

    def _hide_what_is_missing(self, context, role):
        """Whoever may not list a bucket is not told that an object is not there.

        https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html"""
        from localstack.services.s3.models import s3_stores

        bucket, key = context.service_request["Bucket"], context.service_request["Key"]
        found = s3_stores[context.account_id][context.region].buckets.get(bucket)
        if found and not found.objects.get(key) and not self._may(
            context.account_id, role, "s3:ListBucket", f"arn:aws:s3:::{bucket}"
        ):
            self._refuse(context, "s3", role, "s3:ListBucket", f"arn:aws:s3:::{bucket}")


def _needs(service, operation, context):
    rule = NEEDS[service].get(operation)
    return rule(context.service_request, context) if rule else [(f"{service}:{operation}", "*")]


def _statements(account, role):
    """Of all policies of a role, as they are now: a template adds them one after the other. None of one that has gone
    with its stack."""
    made = next((each for each in list(iam_backends[account]["aws"].roles.values()) if each.name == role), None)
    if made is None:
        return []
    documents = [*made.policies.items(), *((each.name, each.document) for each in made.managed_policies.values())]
    return [each for name, document in documents for each in _parsed(name, document)]


@functools.lru_cache(maxsize=1024)
def _parsed(policy, document):
    statements = enumerate(_list(json.loads(urllib.parse.unquote(document))["Statement"]), 1)
    return [(policy, number, each) for number, each in statements if "Action" in each]


def _list(one_or_many):
    return one_or_many if isinstance(one_or_many, list) else [one_or_many]


@functools.lru_cache(maxsize=4096)
def _glob(pattern):
    return re.compile("".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern), re.DOTALL)
