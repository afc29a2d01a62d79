package dev.azulejo.simulator.port;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.simulator.schedule.Trace;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The port that every call passes: other fibers run first, then the call takes effect, unless a fault
/// comes before.
public final class Port {
    private final Scheduler scheduler;
    private final Faults faults;
    private final Trace trace;
    private final Coverage coverage;

    public Port(Scheduler scheduler, Faults faults, Trace trace, Coverage coverage) {
        this.scheduler = scheduler;
        this.faults = faults;
        this.trace = trace;
        this.coverage = coverage;
    }

    /// The exceptions by which a caller learns that there is no answer.
    public interface Failures {
        RuntimeException noAnswer(String words);

        /// @throws UnsupportedOperationException where there is no disk
        default RuntimeException full(String words) {
            throw new UnsupportedOperationException(words);
        }

        default RuntimeException denied(String words) {
            return noAnswer(words);
        }

        static Failures of(Function<String, RuntimeException> noAnswer) {
            return noAnswer::apply;
        }

        /// Failures as the adapters of AWS services throw them.
        static Failures ofServices() {
            return new Failures() {
                @Override
                public RuntimeException noAnswer(String words) {
                    return new TransientFailure(words);
                }

                @Override
                public RuntimeException denied(String words) {
                    return new PermanentFailure(words);
                }
            };
        }
    }

    /// @param object what the call is about, as the trace has it
    public <T> T call(
            SimProcess process,
            PortCall call,
            String object,
            boolean isPlace,
            Failures failures,
            Supplier<? extends T> effect) {
        process.requireAlive();
        scheduler.pass();
        process.requireAlive();
        process.calls(scheduler.step());
        var me = Scheduler.current();
        var fault = faults.next(me, process, call, object, isPlace);
        coverage.add(call, fault);
        if (fault != Fault.NONE) {
            process.suffers();
        }
        switch (fault) {
            case KILLED_BEFORE -> throw killed(me, process, call, object, "dies before it");
            case REFUSED -> {
                trace.say(me, call.words(), object, "but it fails");
                throw failures.noAnswer("simulated: no answer to %s of %s".formatted(call, object));
            }
            case FULL -> {
                trace.say(me, call.words(), object, "but there is no room");
                throw failures.full("simulated: no room for " + object);
            }
            case DENIED -> {
                trace.say(me, call.words(), object, "but may not");
                throw failures.denied("simulated: not allowed to %s of %s".formatted(call, object));
            }
            default -> {}
        }
        T result = took(me, call, object, effect);
        switch (fault) {
            case KILLED_AFTER -> throw killed(me, process, call, object, "and dies after it");
            case ANSWER_LOST -> {
                trace.say(me, call.words(), object, "and it takes effect, but the answer is lost");
                throw failures.noAnswer("simulated: the answer to %s of %s is lost".formatted(call, object));
            }
            default -> {}
        }
        return result;
    }

    private <T> T took(Fiber me, PortCall call, String object, Supplier<? extends T> effect) {
        T result;
        try {
            result = effect.get();
        } catch (RuntimeException e) {
            trace.say(me, call.words(), object, e.getClass().getSimpleName());
            throw e;
        }
        trace.say(me, call.words(), object, told(result));
        return result;
    }

    private Stop.Killed killed(Fiber me, SimProcess process, PortCall call, String object, String words) {
        trace.say(me, call.words(), object, words);
        process.die();
        return new Stop.Killed();
    }

    private static String told(Object result) {
        return switch (result) {
            case Boolean yes -> yes ? "(yes)" : "(no)";
            case Optional<?> found -> found.isPresent() ? "(there)" : "(absent)";
            case String text -> text;
            default -> "";
        };
    }
}
