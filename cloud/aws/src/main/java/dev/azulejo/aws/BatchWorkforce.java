package dev.azulejo.aws;

import dev.azulejo.cloud.Variable;
import dev.azulejo.cloud.Workforce;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuePair;
import software.amazon.awssdk.services.batch.model.KeyValuesPair;
import software.amazon.awssdk.services.batch.model.ListJobsRequest;

/// Starts workers as jobs of AWS Batch. Thread-safe.
public final class BatchWorkforce implements Workforce {
    /// The states of live jobs, in the order in which a job goes through them: a job that moves on during
    /// the listing is seen at least once.
    private static final List<JobStatus> ALIVE =
            List.of(JobStatus.SUBMITTED, JobStatus.PENDING, JobStatus.RUNNABLE, JobStatus.STARTING, JobStatus.RUNNING);

    /// Exit codes of a container that ended by SIGTERM and by SIGKILL.
    private static final List<Integer> STOPPED = List.of(143, 137);

    private final BatchClient batch;
    private final String queue;
    private final String definition;

    /// @param queue its name or ARN
    /// @param definition of the jobs, its name or ARN
    public BatchWorkforce(BatchClient batch, String queue, String definition) {
        this.batch = batch;
        this.queue = queue;
        this.definition = definition;
    }

    @Override
    public List<Worker> workers(Instant ended) {
        var found = new LinkedHashMap<String, Worker>();
        try {
            list(found, ask -> ask.filters(after(ended)));
            for (var status : ALIVE) {
                list(found, ask -> ask.jobStatus(status));
            }
        } catch (SdkException e) {
            throw SdkFailures.of("listing the jobs of " + queue, e);
        }
        return List.copyOf(found.values());
    }

    /// A filter for jobs created after a time, in any state.
    private static KeyValuesPair after(Instant time) {
        return KeyValuesPair.builder()
                .name("AFTER_CREATED_AT")
                .values(String.valueOf(time.toEpochMilli()))
                .build();
    }

    private void list(Map<String, Worker> found, Consumer<ListJobsRequest.Builder> which) {
        batch.listJobsPaginator(ask -> ask.jobQueue(queue).applyMutation(which))
                .jobSummaryList()
                .forEach(job -> found.put(
                        job.jobId(), new Worker(job.jobName(), state(job), Instant.ofEpochMilli(job.createdAt()))));
    }

    private static State state(JobSummary job) {
        return switch (job.status()) {
            case RUNNING -> State.RUNNING;
            case SUCCEEDED -> State.ENDED;
            case FAILED -> wasStopped(job) ? State.ENDED : State.FAILED;
            default -> State.COMING;
        };
    }

    /// Whether a worker was stopped, by a person or with its host: it is not at fault.
    private static boolean wasStopped(JobSummary job) {
        return job.container() != null
                && job.container().exitCode() != null
                && STOPPED.contains(job.container().exitCode());
    }

    @Override
    public void start(String name, int idleSeconds) {
        var idle = KeyValuePair.builder()
                .name(Variable.IDLE_SECONDS.text())
                .value(String.valueOf(idleSeconds))
                .build();
        try {
            batch.submitJob(submit -> submit.jobName(name)
                    .jobQueue(queue)
                    .jobDefinition(definition)
                    .containerOverrides(overrides -> overrides.environment(idle)));
        } catch (SdkException e) {
            throw SdkFailures.of("starting the worker " + name, e);
        }
    }
}
