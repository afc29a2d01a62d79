package dev.azulejo.simulator.schedule;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Makes the choices of a run. Each has a usual answer (nothing happens, the same fiber goes on), so that a
/// run can be described by what was unusual in it, and repeated with less of that.
public interface Choices {
    /// @param at the fiber that asks; absent where the world is set up
    /// @param kind what is chosen; the same question is asked once at one point of a fiber
    /// @param how draws the answer at random; 0 is usual
    int draw(@Nullable Fiber at, String kind, ToIntFunction<Random> how);

    /// Decides what happens to a call that is about to be made.
    ///
    /// @param call what is done
    /// @param object to what, as the trace has it
    default int atCall(Fiber at, String kind, String call, String object, ToIntFunction<Random> how) {
        return draw(at, kind, how);
    }

    /// Decides which fiber goes on.
    ///
    /// @param at the fiber that lets others run
    /// @param mayGoOn whether it could go on itself, which is usual; otherwise the youngest is usual: a
    ///     callee before its caller, and what an event started before older events
    /// @param runnable all that could, at least one
    Fiber next(@Nullable Fiber at, boolean mayGoOn, List<Fiber> runnable);

    /// Whether it is random whether something happens at all; limits then keep that rare.
    boolean isRandom();

    /// The unusual choices so far, in their order.
    List<Choice> made();

    /// Whether something happens that has this probability.
    default boolean chance(@Nullable Fiber at, String kind, double probability) {
        return draw(at, kind, random -> random.nextDouble() < probability ? 1 : 0) == 1;
    }

    /// A number from 0 to `bound` - 1.
    default int below(@Nullable Fiber at, String kind, int bound) {
        return draw(at, kind, random -> random.nextInt(bound));
    }
}
