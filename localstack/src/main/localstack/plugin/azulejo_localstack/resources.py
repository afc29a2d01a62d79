"""Types of CloudFormation that LocalStack 4.9.2 lacks: archives of events, and AWS Batch."""

import json

from localstack.services.cloudformation.provider_utils import generate_default_name
from localstack.services.cloudformation.resource_provider import (
    CloudFormationResourceProviderPlugin,
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
)


class Archive(ResourceProvider):
    """AWS::Events::Archive, which LocalStack's EventBridge itself knows."""

    SCHEMA = {"primaryIdentifier": ["/properties/ArchiveName"]}

    def create(self, request):
        model = dict(request.desired_state)
        model.setdefault("ArchiveName", generate_default_name(request.stack_name, request.logical_resource_id)[:48])
        wanted = {name: model[name] for name in ("ArchiveName", "Description", "RetentionDays") if name in model}
        if "EventPattern" in model:
            wanted["EventPattern"] = json.dumps(model["EventPattern"])
        answer = request.aws_client_factory.events.create_archive(EventSourceArn=model["SourceArn"], **wanted)
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**model, "Arn": answer["ArchiveArn"]})

    def delete(self, request):
        request.aws_client_factory.events.delete_archive(ArchiveName=request.previous_state["ArchiveName"])
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})


class BatchResource(ResourceProvider):
    """A resource of AWS Batch: one call makes it, one deletes it. The client itself turns the names of a template into
    those of the API."""

    NAME = ARN = CREATE = DELETE = ""

    def __init_subclass__(cls):
        cls.SCHEMA = {"primaryIdentifier": [f"/properties/{cls.ARN}"]}

    def create(self, request):
        model = dict(request.desired_state)
        model.setdefault(self.NAME, generate_default_name(request.stack_name, request.logical_resource_id))
        answer = getattr(request.aws_client_factory.batch, self.CREATE)(**model)
        arn = answer[self.ARN[0].lower() + self.ARN[1:]]
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**model, self.ARN: arn})

    def delete(self, request):
        resource = self.ARN[0].lower() + self.ARN[1:].removesuffix("Arn")
        getattr(request.aws_client_factory.batch, self.DELETE)(**{resource: request.previous_state[self.ARN]})
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})


class ComputeEnvironment(BatchResource):
    NAME, ARN = "ComputeEnvironmentName", "ComputeEnvironmentArn"
    CREATE, DELETE = "create_compute_environment", "delete_compute_environment"


class JobQueue(BatchResource):
    NAME, ARN = "JobQueueName", "JobQueueArn"
    CREATE, DELETE = "create_job_queue", "delete_job_queue"


class JobDefinition(BatchResource):
    NAME, ARN = "JobDefinitionName", "JobDefinitionArn"
    CREATE, DELETE = "register_job_definition", "deregister_job_definition"


def _plugin(resource_type, provider):
    class ProviderPlugin(CloudFormationResourceProviderPlugin):
        name = resource_type

        def load(self):
            self.factory = provider

    return ProviderPlugin


ArchivePlugin = _plugin("AWS::Events::Archive", Archive)
ComputeEnvironmentPlugin = _plugin("AWS::Batch::ComputeEnvironment", ComputeEnvironment)
JobQueuePlugin = _plugin("AWS::Batch::JobQueue", JobQueue)
JobDefinitionPlugin = _plugin("AWS::Batch::JobDefinition", JobDefinition)
