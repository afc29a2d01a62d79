package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.Machine;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.integration.cloud.JudgedRoles.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What one job has made the deployment call, while it was alone.
///
/// @param transitions states that its executions entered, without those of a Map's children
/// @param functions that were called for it, each as often as it was
/// @param writes requests to S3 that cost as much as a write: those that list, too
/// @param reads all others but those that delete, which cost nothing
record JobCalls(int transitions, List<String> functions, int writes, int reads) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// They look at the clock, or at drives, and not at this job; and callers of the API.
    private static final Set<String> OF_OTHERS =
            Set.of("FunctionsConnectRole", "FunctionsOverdueRole", "PoolFunctionRole", "ApiHttpRole");

    JobCalls {
        functions = List.copyOf(functions);
    }

    /// What roles have asked for so far.
    static Map<Request, Integer> asked(Cloud cloud) {
        return JudgedRoles.of(cloud.aws().endpoint(), "").asked();
    }

    /// @param before what roles had asked for when the job came
    static JobCalls of(Cloud cloud, JobId job, Map<Request, Integer> before) {
        var others = OF_OTHERS.stream().map(cloud.stack().roles()::get).toList();
        var s3 = asked(cloud).entrySet().stream()
                .filter(each -> each.getKey().service().equals("s3"))
                .filter(each ->
                        cloud.stack().roles().containsValue(each.getKey().role()))
                .filter(each -> !others.contains(each.getKey().role()))
                .toList();
        return new JobCalls(
                transitions(cloud, job),
                StageTable.functions(job),
                count(s3, before, JobCalls::isWrite),
                count(s3, before, operation -> !isWrite(operation) && !isFree(operation)));
    }

    private static boolean isWrite(String operation) {
        return Stream.of("Put", "Copy", "Create", "Upload", "Complete", "List").anyMatch(operation::startsWith);
    }

    private static boolean isFree(String operation) {
        return operation.startsWith("Delete") || operation.startsWith("Abort");
    }

    private static int count(
            List<Map.Entry<Request, Integer>> all, Map<Request, Integer> before, Predicate<String> which) {
        return all.stream()
                .filter(each -> which.test(each.getKey().operation()))
                .mapToInt(each -> each.getValue() - before.getOrDefault(each.getKey(), 0))
                .sum();
    }

    private static int transitions(Cloud cloud, JobId job) {
        return Arrays.stream(Machine.values())
                .map(machine -> execution(cloud, job, machine))
                .mapToInt(execution -> entered(cloud, execution))
                .sum();
    }

    /// The one that has done the work says so in its claim.
    private static String execution(Cloud cloud, JobId job, Machine machine) {
        try {
            var claim = cloud.bytes(cloud.work(), JobKeys.claim(Attempt.first(job), machine.text()));
            return JSON.readTree(claim).get("execution").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int entered(Cloud cloud, String execution) {
        return (int) cloud
                .aws()
                .stepFunctions()
                .getExecutionHistoryPaginator(history -> history.executionArn(execution))
                .events()
                .stream()
                .filter(event -> event.typeAsString().endsWith("StateEntered"))
                .count();
    }
}
