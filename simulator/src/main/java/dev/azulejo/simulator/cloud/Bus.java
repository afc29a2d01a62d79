package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.simulator.schedule.Trace.Aside;
import java.util.Locale;
import java.util.Map;

/// Delivers the events of the buckets: at least once, in any order, some of them very late. What an event
/// starts is tried three times.
final class Bus {
    private static final int MOST_TRIES = 3;
    private static final int MOST_COPIES = 4;
    private static final double REFUSED_STARTS = 0.003;

    private final Surroundings surroundings;
    private final Functions functions;
    private final Machines machines;
    private final Letters letters;
    private final double duplicates;

    /// @param duplicates probability that an event is delivered twice
    Bus(Surroundings surroundings, Functions functions, Machines machines, Letters letters, double duplicates) {
        this.surroundings = surroundings;
        this.functions = functions;
        this.machines = machines;
        this.letters = letters;
        this.duplicates = duplicates;
    }

    /// Emits the event for an object that has appeared in the inbox.
    void dropped(JsonNode event) {
        emit("intake", () -> invoke(PipelineFunction.INTAKE, event));
    }

    /// Emits the event for an object that has appeared in the work place.
    void written(String key, JsonNode event) {
        JobFile.startedBy(key)
                .ifPresent(stage -> emit(stage.name().toLowerCase(Locale.ROOT), () -> start(stage, key, event)));
    }

    private void emit(String what, Runnable delivery) {
        int copies = 1;
        while (copies < MOST_COPIES
                && surroundings.chance("%s event comes %d times".formatted(what, copies + 1), duplicates)) {
            copies++;
        }
        for (int copy = 0; copy < copies; copy++) {
            surroundings
                    .scheduler()
                    .spawn(surroundings.next(what), null, Delays.any(surroundings, what + copy), delivery);
        }
    }

    private void start(StageTrigger stage, String key, JsonNode event) {
        switch (stage) {
            case PLAN -> invoke(PipelineFunction.PLAN, event);
            case DELIVER -> invoke(PipelineFunction.DELIVER, event);
            case NOTIFY -> invoke(PipelineFunction.NOTIFY, event);
            case INFER, STITCH -> {
                if (surroundings.faults().anomaly("no execution can be started", REFUSED_STARTS)) {
                    surroundings.say("no execution can be started");
                    letters.send(
                            event.toString(), Map.of("ERROR_CODE", "NO_PERMISSIONS", "ERROR_MESSAGE", "simulated"));
                } else {
                    machines.start(Machine.of(stage).orElseThrow(), key);
                }
            }
        }
    }

    private void invoke(PipelineFunction function, JsonNode event) {
        var me = Scheduler.current();
        String error = "";
        String message = "";
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var process = SimProcess.mortal(me.name() + "'".repeat(tries));
            me.enter(process);
            try {
                functions.call(function, process, event);
                return;
            } catch (Stop.Killed e) {
                error = "Sandbox.Timedout";
                message = "killed";
            } catch (RuntimeException e) {
                error = e.getClass().getName();
                message = String.valueOf(e.getMessage());
                surroundings.say(function.text(), "fails:", e.getClass().getSimpleName(), new Aside(message));
            }
            if (tries < MOST_TRIES - 1) {
                surroundings.scheduler().sleep(1 + Delays.any(surroundings, "retry"));
            }
        }
        surroundings.say("given up:", error);
        letters.send(Events.givenUp(function.text(), event, error, message).toString(), Map.of());
    }
}
