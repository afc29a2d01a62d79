package dev.azulejo.functions;

import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.functions.FunctionSettings.Environment;
import java.util.EnumMap;
import java.util.List;

/// The limits of a function: those that its environment sets, and for the rest the standard ones. What decoding
/// may hold follows from the function's own memory.
final class FunctionLimits {
    /// In MB, as Lambda tells it.
    static final String MEMORY_SIZE = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    /// What plan takes of its memory beside the decoder's: the JVM with its code and its heap, into which
    /// shards are cut, libvips' own, and the rows in between.
    private static final long OWN_BYTES = 1_100L << 20;

    private static final long LEAST_BYTES = 64L << 20;

    private FunctionLimits() {}

    /// @param problems are added to
    static Limits of(Environment environment, List<String> problems) {
        var values = new EnumMap<Limit, Long>(Limit.class);
        environment
                .get(MEMORY_SIZE)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .ifPresent(text ->
                        values.put(Limit.MEMORY, Math.max(LEAST_BYTES, (Long.parseLong(text) << 20) - OWN_BYTES)));
        for (var limit : Limit.values()) {
            environment
                    .get(limit.variable())
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> limit.read(limit.variable(), text, values, problems));
        }
        return new Limits(values);
    }
}
