"""Types of CloudFormation that LocalStack 4.9.2 lacks."""

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


class ArchivePlugin(CloudFormationResourceProviderPlugin):
    name = "AWS::Events::Archive"

    def load(self):
        self.factory = Archive
