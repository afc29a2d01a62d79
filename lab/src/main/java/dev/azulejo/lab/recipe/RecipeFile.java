package dev.azulejo.lab.recipe;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// Reads a training recipe from JSON. Unknown, missing and meaningless fields are refused by name.
public final class RecipeFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /// The beginning of Jackson's message for a missing number.
    private static final String NO_NUMBER = "Cannot map `null` into type";

    private RecipeFile() {}

    /// @throws CommandFailure that names the file and the field
    public static TrainingRecipe read(Path file) {
        return read(file, TrainingRecipe.class);
    }

    /// Whether the file is a chain rather than one recipe; false if it is neither.
    public static boolean isChain(Path file) {
        try {
            return JSON.readTree(file.toFile()).has("stages");
        } catch (IOException e) {
            return false; // what reads the recipe says why
        }
    }

    /// Reads a chain.
    ///
    /// @throws CommandFailure that names the file and the field
    public static ChainRecipe readChain(Path file) {
        return read(file, ChainRecipe.class);
    }

    private static <T> T read(Path file, Class<T> kind) {
        try {
            return JSON.readValue(Files.readString(file), kind);
        } catch (ValueInstantiationException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw refused(file, e, String.valueOf(cause.getMessage()));
        } catch (UnrecognizedPropertyException e) {
            throw refused(
                    file,
                    e,
                    "there is no field \"%s\"; known are %s"
                            .formatted(
                                    e.getPropertyName(),
                                    e.getKnownPropertyIds().stream()
                                            .map(String::valueOf)
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        } catch (JsonMappingException e) {
            boolean isMissing = e.getOriginalMessage().startsWith(NO_NUMBER);
            throw refused(file, e, isMissing ? "is missing, expected a number" : e.getOriginalMessage());
        } catch (JacksonException e) {
            throw ExitCode.USAGE.failure("%s is not JSON: %s".formatted(file, e.getOriginalMessage()));
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static CommandFailure refused(Path file, JsonMappingException e, String message) {
        var path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return ExitCode.USAGE.failure("%s: %s%s".formatted(file, path.isEmpty() ? "" : path + ": ", message));
    }
}
