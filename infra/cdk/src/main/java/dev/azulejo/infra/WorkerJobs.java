package dev.azulejo.infra;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// Where workers are asked for.
///
/// @param queue of jobs, its name or ARN
/// @param definition of a worker's job, its name or ARN
/// @param arns of both, of which whoever submits a job needs the right
record WorkerJobs(String queue, String definition, List<String> arns) {
    /// Both have that name and are there already.
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
