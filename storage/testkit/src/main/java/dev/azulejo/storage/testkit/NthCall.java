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

/// What happens to whoever makes the n-th of the calls that pass here, while [#during] runs. A test that tries each n
/// has seen its subject in that trouble at each of its calls. For many threads.
public final class NthCall {
    /// More than anybody makes whom a test looks at.
    private static final int MOST = 10_000;

    private final Fault fault;
    private final int nth;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean isArmed;
    private Runnable meanwhile = () -> {};

    /// What may happen to a call.
    public enum Fault {
        KILLED_BEFORE,
        KILLED_AFTER,
        /// Throttled, or not answered: nothing has happened.
        REFUSED,
        /// It has taken effect.
        ANSWER_LOST,
        DENIED,
        /// So is every further call.
        ALL_REFUSED,
        /// So is every further call.
        ALL_DENIED,
        /// Somebody else comes first: see [NthCall#beforeIt].
        SLOW;

        /// Whether every call from there on meets it.
        public boolean lasts() {
            return this == ALL_REFUSED || this == ALL_DENIED;
        }
    }

    /// A process is no more: what nobody catches.
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// A test of one n; fails by assertions of its own.
    public interface Story {
        void tell(NthCall call);
    }

    private NthCall(Fault fault, int nth) {
        this.fault = fault;
        this.nth = nth;
    }

    /// Tells the story for each n, from the first call to the last one that it makes.
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

    /// What somebody else does before a call that is [Fault#SLOW], in no trouble.
    public void beforeIt(Runnable work) {
        meanwhile = work;
    }

    /// Runs something in that trouble.
    ///
    /// @return what stopped it, by the name of which somebody will know
    /// @throws RuntimeException that is none of a storage's or of ours: a bug
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

    /// Makes a call, unless something happens to it.
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

    /// A place whose calls pass here.
    public JobStorage to(JobStorage place) {
        return to(JobStorage.class, place);
    }

    /// The same for anything that is called through an interface.
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
