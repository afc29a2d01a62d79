package dev.azulejo.infra;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// The queue and definition by which workers are requested.
///
/// @param queue name or ARN of the job queue
/// @param definition name or ARN of the worker's job definition
/// @param arns of both, for the policy of a role that submits jobs
record WorkerJobs(String queue, String definition, List<String> arns) {
    /// An existing queue and definition of one name.
    static WorkerJobs named(Construct scope, String name) {
        return new WorkerJobs(name, name, List.of(arn(scope, "job-queue", name), arn(scope, "job-definition", name)));
    }

    private static String arn(Construct scope, String kind, String name) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("batch")
                        .resource(kind)
                        .resourceName(name)
                        .build());
    }
}
