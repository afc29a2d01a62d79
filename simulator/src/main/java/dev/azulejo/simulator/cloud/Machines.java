package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.Names;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.simulator.place.Place;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.SimProcess.Mortality;
import dev.azulejo.simulator.schedule.Trace.Aside;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Step Functions: runs executions of the real definitions.
final class Machines {
    private static final Port.Failures FAILURES = Port.Failures.ofServices();
    private static final int LAG = 25;
    private static final double STALE_ENDS = 0.3;

    /// Simulated images are small: more than two shards are many here, so that both ways are taken.
    private static final String MORE_THAN_MANY = "\"NumericGreaterThan\": 40";

    private static final String MORE_THAN_TWO = "\"NumericGreaterThan\": 2";

    /// The definitions, read once: runs share them and change nothing in them.
    private static final Map<Machine, JsonNode> DEFINITIONS = definitions();

    private final Surroundings surroundings;
    private final Place work;
    private final String bucket;
    private final Tasks tasks;
    private final Functions functions;
    private final Letters letters;
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private int stopped;
    private int stale;

    /// One execution.
    static final class Execution {
        private final String arn;
        private final Machine machine;
        private final String input;
        private final String key;
        private final List<Fiber> fibers = new ArrayList<>();
        private String status = "RUNNING";
        private long endedAt;

        Execution(String arn, Machine machine, String input, String key) {
            this.arn = arn;
            this.machine = machine;
            this.input = input;
            this.key = key;
        }

        boolean isRunning() {
            return status.equals("RUNNING");
        }

        /// Adds a fiber that is stopped with the execution.
        void has(Fiber fiber) {
            fibers.add(fiber);
        }
    }

    Machines(Surroundings surroundings, Place work, String bucket, Tasks tasks, Functions functions, Letters letters) {
        this.surroundings = surroundings;
        this.work = work;
        this.bucket = bucket;
        this.tasks = tasks;
        this.functions = functions;
        this.letters = letters;
    }

    private static Map<Machine, JsonNode> definitions() {
        var all = new EnumMap<Machine, JsonNode>(Machine.class);
        for (var machine : Machine.values()) {
            var text = machine.definition();
            for (var function : machine.functions()) {
                text = text.replace("${" + Names.pascal(function) + "}", function.text());
            }
            all.put(machine, Expression.json(text.replace(MORE_THAN_MANY, MORE_THAN_TWO)));
        }
        return all;
    }

    /// How many executions people stopped.
    int stopped() {
        return stopped;
    }

    /// How often an outdated answer was given.
    int stale() {
        return stale;
    }

    List<String> left() {
        return executions.values().stream()
                .filter(Execution::isRunning)
                .map(execution -> execution.arn)
                .toList();
    }

    void start(Machine machine, String key) {
        var name = surroundings.next(machine.text());
        var arn = "arn:" + name.replace('#', ':');
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("id", "e")
                .put("bucket", bucket)
                .put("key", key);
        var execution = new Execution(arn, machine, input.toString(), key);
        executions.put(arn, execution);
        surroundings.say("starts", arn);
        execution.has(surroundings.scheduler().spawn(name + "!", null, 0, () -> execute(execution, name, input)));
    }

    private void execute(Execution execution, String name, JsonNode input) {
        var process = new SimProcess(name, Mortality.IMMORTAL);
        Scheduler.current().enter(process);
        var context = JsonNodeFactory.instance.objectNode();
        context.putObject("Execution").put("Id", execution.arn);
        context.putObject("Task").put("Token", "known when it is sent");
        var services = new MachineServices(surroundings, work, tasks, functions, execution, process);
        try {
            new StateMachine(services).run(Objects.requireNonNull(DEFINITIONS.get(execution.machine)), input, context);
            surroundings.scheduler().pass(); // the last state has ended, the execution not yet
            end(execution, "SUCCEEDED", "", "");
        } catch (MachineFailure failure) {
            end(execution, "FAILED", failure.error(), failure.reason());
        }
    }

    private void end(Execution execution, String status, String error, String cause) {
        if (!execution.isRunning()) {
            return;
        }
        execution.status = status;
        execution.endedAt = surroundings.scheduler().step();
        surroundings.say(execution.arn, "ends:", status, error, new Aside(cause));
        execution.fibers.stream()
                .filter(fiber -> fiber != Scheduler.current() && !fiber.isDone())
                .forEach(Fiber::abort);
        if (!status.equals("SUCCEEDED")) {
            letters.send(
                    Events.executionEnded(execution.arn, status, execution.input, error, cause)
                            .toString(),
                    Map.of());
        }
    }

    /// Stops all executions of a job on behalf of a person.
    void stop(JobId job) {
        for (var execution : List.copyOf(executions.values())) {
            if (execution.isRunning() && execution.key.contains(job.text())) {
                surroundings.scheduler().pass();
                stopped++;
                end(execution, "ABORTED", "", "");
            }
        }
    }

    /// Whether an execution runs, as a process is told: for some time after its end it may still be said to
    /// run.
    boolean isRunning(SimProcess process, String arn) {
        return surroundings.port().call(process, PortCall.IS_RUNNING, arn, false, FAILURES, () -> {
            var execution = executions.get(arn);
            if (execution == null) {
                return false;
            }
            boolean hasJustEnded =
                    !execution.isRunning() && surroundings.scheduler().step() - execution.endedAt < LAG;
            if (hasJustEnded && surroundings.chance("an execution seems to run", STALE_ENDS)) {
                stale++;
                return true;
            }
            return execution.isRunning();
        });
    }
}
