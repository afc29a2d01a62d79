package dev.azulejo.storage.testkit;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Makes a fault happen at the n-th of the calls that pass here, while [#during] runs. A test that tries
/// each n has seen its subject in that trouble at each of its calls. For many threads.
public final class NthCall {
    /// The most calls of any subject of a test.
    private static final int MOST = 10_000;

    private final Fault fault;
    private final int nth;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean isArmed;
    private Runnable meanwhile = () -> {};

    public enum Fault {
        KILLED_BEFORE,
        KILLED_AFTER,
        /// The call is throttled or not answered: it has no effect.
        REFUSED,
        /// The call takes effect, but its answer is lost.
        ANSWER_LOST,
        DENIED,
        /// This call and every later one are refused.
        ALL_REFUSED,
        /// This call and every later one are denied.
        ALL_DENIED,
        /// Another caller comes first: see [NthCall#beforeIt].
        SLOW;

        /// Whether every call from there on meets the fault.
        public boolean lasts() {
            return this == ALL_REFUSED || this == ALL_DENIED;
        }
    }

    /// Thrown when the process dies; never caught.
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// A test for one n, which fails by its own assertions.
    public interface Story {
        void tell(NthCall call);
    }

    private NthCall(Fault fault, int nth) {
        this.fault = fault;
        this.nth = nth;
    }

    /// Runs the story for each n, from the first call to the last one that it makes.
    ///
    /// @return how many there are
    /// @throws AssertionError of the story, with the call at which it went wrong
    public static int each(Fault fault, Story story) {
        return IntStream.range(0, MOST)
                .filter(nth -> !told(new NthCall(fault, nth), story))
                .findFirst()
                .orElseThrow();
    }

    private static boolean told(NthCall call, Story story) {
        try {
            story.tell(call);
        } catch (AssertionError e) {
            throw new AssertionError("%s at call %d: %s".formatted(call.fault, call.nth, e.getMessage()), e);
        }
        return call.calls.get() > call.nth;
    }

    /// Sets what another caller does before a call that is [Fault#SLOW], without any fault.
    public void beforeIt(Runnable work) {
        meanwhile = work;
    }

    /// Runs work in that trouble.
    ///
    /// @return the failure that stopped it, of a kind that is expected
    /// @throws RuntimeException of an unexpected kind: a bug
    public Optional<Throwable> during(Runnable work) {
        isArmed = true;
        try {
            work.run();
            return Optional.empty();
        } catch (StorageFailure | Killed e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof Killed) { // on a thread of its own
                return Optional.of(e.getCause());
            }
            throw e;
        } finally {
            isArmed = false;
        }
    }

    /// Makes a call, unless the fault meets it.
    public <T> T pass(Callable<T> effect) throws Exception {
        int number = isArmed ? calls.getAndIncrement() : -1;
        if (number < 0 || (fault.lasts() ? number < nth : number != nth)) {
            return effect.call();
        }
        return switch (fault) {
            case KILLED_BEFORE -> throw new Killed();
            case REFUSED, ALL_REFUSED -> throw new StorageUnavailable("no answer, in a test", null);
            case DENIED, ALL_DENIED -> throw new StorageDenied("not allowed, in a test", null);
            case SLOW -> {
                isArmed = false;
                meanwhile.run();
                yield effect.call();
            }
            case KILLED_AFTER -> {
                effect.call();
                throw new Killed();
            }
            case ANSWER_LOST -> {
                effect.call();
                throw new StorageUnavailable("the answer is lost, in a test", null);
            }
        };
    }

    /// Wraps a place so that its calls pass here.
    public JobStorage to(JobStorage place) {
        return to(JobStorage.class, place);
    }

    /// Wraps any interface so that its calls pass here.
    public <T> T to(Class<T> type, T called) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> pass(() -> {
                    try {
                        return method.invoke(called, arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof Exception cause) {
                            throw cause;
                        }
                        throw new AssertionError(e.getCause());
                    }
                })));
    }
}
