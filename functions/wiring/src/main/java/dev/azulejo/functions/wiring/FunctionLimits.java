package dev.azulejo.functions.wiring;

import dev.azulejo.cloud.Settings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import java.util.EnumMap;

/// The limits of a function: those that its environment sets, and the defaults for the rest. The memory for
/// decoding follows from the function's own.
final class FunctionLimits {
    /// The memory that plan needs beside the decoder: the JVM with its code and its heap, into which shards
    /// are cut, libvips' own, and the rows in between.
    private static final long OWN_BYTES = 1_100L << 20;

    private static final long LEAST_BYTES = 64L << 20;

    private FunctionLimits() {}

    static Limits of(Settings settings) {
        var values = new EnumMap<Limit, Long>(Limit.class);
        settings.value(Variable.FUNCTION_MEMORY)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .ifPresent(text ->
                        values.put(Limit.MEMORY, Math.max(LEAST_BYTES, (Long.parseLong(text) << 20) - OWN_BYTES)));
        for (var limit : Limit.values()) {
            settings.value(limit.variable())
                    .ifPresent(text -> limit.read(limit.variable(), text, values, settings::problem));
        }
        return new Limits(values);
    }
}
