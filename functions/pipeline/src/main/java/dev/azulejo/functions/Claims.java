package dev.azulejo.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.ClaimAnswer;
import dev.azulejo.cloud.Executions;
import dev.azulejo.cloud.Machine;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.storage.Cell;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Claims of executions on attempts, as `{machine}.claim` with `{"execution": its ARN}`. A repeated event
/// starts another execution; the one whose claim is stored does the work. Thread-safe.
///
/// A function does this and not the machine itself, because it depends on If-None-Match and If-Match: Step
/// Functions adopts new parameters of an API only some time later ("Learning to use AWS service SDK
/// integrations", Step Functions Developer Guide), and it is undocumented whether its `putObject` has
/// these.
final class Claims {
    private static final int MOST_TRIES = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final JobStorage work;
    private final Executions executions;

    Claims(JobStorage work, Executions executions) {
        this.work = work;
        this.executions = executions;
    }

    /// @param execution ARN of the one that asks
    /// @throws TransientFailure when others change the claim all the time
    ClaimAnswer take(Attempt attempt, Machine machine, String execution) {
        if (work.exists(JobKeys.decision(attempt))) {
            return ClaimAnswer.DECIDED;
        }
        if (work.exists(machine.trigger().later().getFirst().key(attempt))) {
            return ClaimAnswer.HELD; // by one that has done it, or by plan, which took it over
        }
        var key = JobKeys.claim(attempt, machine.text());
        var cell = new Cell(work, key);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (work.writeIfAbsent(key, bytes(execution))) {
                return ClaimAnswer.TAKEN;
            }
            var seen = cell.look();
            if (seen.bytes().isEmpty()) {
                continue;
            }
            var holder = seen.bytes().flatMap(Claims::holder);
            if (holder.filter(execution::equals).isPresent()) {
                return ClaimAnswer.TAKEN; // the answer to a write that worked was lost
            }
            if (holder.isPresent() && executions.isRunning(holder.get())) {
                return ClaimAnswer.HELD;
            }
            if (cell.change(seen, bytes(execution))) {
                return ClaimAnswer.TAKEN;
            }
        }
        throw new TransientFailure("%s: changed %d times by others".formatted(key, MOST_TRIES));
    }

    /// The execution that has claimed the stage; empty if the claim is missing or unreadable.
    Optional<String> holder(Attempt attempt, StageTrigger stage) {
        try {
            return Machine.of(stage)
                    .map(machine -> work.readAll(JobKeys.claim(attempt, machine.text())))
                    .flatMap(Claims::holder);
        } catch (NoSuchObject unclaimed) {
            return Optional.empty();
        }
    }

    private static Optional<String> holder(byte[] claim) {
        try {
            return Optional.of(JSON.readTree(claim).path(CallField.EXECUTION).asText())
                    .filter(execution -> !execution.isEmpty());
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String execution) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(CallField.EXECUTION, execution)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
