package dev.azulejo.lab.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Networks that are trained one after the other, each on the output of those before it.
///
/// @param schema the version of this format, 1
/// @param id of the chain
/// @param stages the files of their recipes, relative to the chain's file; only the last may enlarge
/// @param together how the networks then learn as one; absent if they do not
public record ChainRecipe(
        int schema,
        String id,
        List<String> stages,
        @Nullable Together together) {
    private static final int SCHEMA = 1;

    public ChainRecipe {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema is %d, this version reads %d".formatted(schema, SCHEMA));
        }
        if (id == null || !id.matches("[a-z0-9][a-z0-9-]{0,60}")) {
            throw new IllegalArgumentException("id is \"%s\", expected small letters, digits and -".formatted(id));
        }
        if (stages == null || stages.size() < 2) {
            throw new IllegalArgumentException("stages names fewer than two recipes");
        }
        stages = List.copyOf(stages);
    }
}
