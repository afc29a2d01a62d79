package dev.azulejo.infra;

import dev.azulejo.cloud.Heartbeat;
import dev.azulejo.cloud.Machine;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.WorkLayout;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// The rights of a worker on any machine: it reads jobs, writes what it has computed, takes tasks and
/// answers them.
final class WorkerRole {
    private static final String HEARTBEATS = Heartbeat.FOLDER + "*";

    private WorkerRole() {}

    static Role in(Construct scope, IBucket work, Queues queues, StateMachines machines) {
        var writes = JobKeys.WRITTEN_BY_WORKERS.stream()
                .map(name -> WorkLayout.JOBS.key("*/" + name))
                .toArray(String[]::new);
        return Role.Builder.create(scope, "WorkerRole")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "Worker",
                        PolicyDocument.Builder.create()
                                .statements(List.of(
                                        Allowed.listAndUploads(work),
                                        Allowed.read(work, WorkLayout.JOBS.all()),
                                        Allowed.write(work, writes),
                                        Allowed.to(List.of("s3:PutObject"), work.arnForObjects(HEARTBEATS)),
                                        Allowed.delete(work, WorkLayout.JOBS.key("*/inflight/*"), HEARTBEATS),
                                        Allowed.to(
                                                List.of(
                                                        "sqs:ReceiveMessage",
                                                        "sqs:DeleteMessage",
                                                        "sqs:ChangeMessageVisibility"),
                                                queues.tasks().getQueueArn()),
                                        machines.answersToTasksOf(
                                                Machine.ENHANCE,
                                                List.of(
                                                        "states:SendTaskSuccess",
                                                        "states:SendTaskFailure",
                                                        "states:SendTaskHeartbeat"))))
                                .build()))
                .build();
    }
}
