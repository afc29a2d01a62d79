package dev.azulejo.inference.card;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.recipe.OwnRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `recipes.json` in a user's folder of models: names for chains of models. It is read for each job.
public record RecipeFile(Path path) {
    public static final String NAME = "recipes.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /// The description and models of one recipe in the file.
    record Chain(String description, List<String> models) {}

    /// The recipes in alphabetical order; none if there is no such file.
    ///
    /// @throws PermanentFailure when it is damaged
    public List<OwnRecipe> read() {
        return chains().entrySet().stream()
                .map(entry -> recipe(entry.getKey(), entry.getValue()))
                .toList();
    }

    private OwnRecipe recipe(String name, Chain chain) {
        try {
            return new OwnRecipe(name, chain.description, chain.models);
        } catch (IllegalArgumentException wrong) {
            throw new PermanentFailure("%s: %s".formatted(path, wrong.getMessage()), wrong);
        }
    }

    private TreeMap<String, Chain> chains() {
        try {
            TreeMap<String, @Nullable Chain> read = JSON.readValue(Files.readString(path), new TypeReference<>() {});
            var chains = new TreeMap<String, Chain>();
            if (read == null) {
                throw damaged("it holds nothing", null);
            }
            read.forEach((name, chain) -> {
                if (chain == null) {
                    throw damaged("%s has no models".formatted(name), null);
                }
                chains.put(name, chain);
            });
            return chains;
        } catch (NoSuchFileException nothing) {
            return new TreeMap<>();
        } catch (JacksonException wrong) {
            throw damaged(wrong.getOriginalMessage(), wrong);
        } catch (IOException unreadable) {
            throw new PermanentFailure("%s cannot be read".formatted(path), unreadable);
        }
    }

    private PermanentFailure damaged(String why, @Nullable Throwable cause) {
        return new PermanentFailure(
                "%s cannot be understood (%s); mend it, or delete it and add its models anew".formatted(path, why),
                cause);
    }

    /// Adds a recipe or replaces the one of that name. The file appears whole or not at all.
    public void put(OwnRecipe recipe) {
        var chains = chains();
        chains.put(recipe.name(), new Chain(recipe.description(), recipe.models()));
        try {
            var part = path.resolveSibling(".%s.%s.tmp".formatted(NAME, UUID.randomUUID()));
            Files.writeString(part, JSON.valueToTree(chains).toPrettyString() + "\n");
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
