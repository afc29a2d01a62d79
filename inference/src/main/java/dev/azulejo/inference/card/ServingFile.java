package dev.azulejo.inference.card;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// `serving.json` in a folder of models. It is read for each job, so that a roll-back takes effect with the
/// next one.
public record ServingFile(Path path) {
    public static final String NAME = "serving.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private static final ReentrantLock CHANGES = new ReentrantLock();

    /// Reads the substitutes; none if there is no such file.
    ///
    /// @throws PermanentFailure when it is damaged
    public Serving read() {
        try {
            return JSON.readValue(Files.readString(path), Serving.class);
        } catch (NoSuchFileException e) {
            return Serving.NONE;
        } catch (JacksonException e) {
            throw new PermanentFailure(
                    "%s cannot be understood (%s); mend it, or delete it and promote anew"
                            .formatted(path, e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new PermanentFailure("%s cannot be read".formatted(path), e);
        }
    }

    /// Replaces the content by a function of it, for one process at a time: no other process's change is
    /// lost.
    ///
    /// @return the new content
    public Serving change(UnaryOperator<Serving> change) {
        CHANGES.lock(); // locks of files hold up other processes alone
        try (var file = FileChannel.open(path.resolveSibling("." + NAME + ".lock"), CREATE, WRITE)) {
            var _ = file.lock();
            var changed = change.apply(read());
            write(changed);
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            CHANGES.unlock();
        }
    }

    /// Writes the file whole or not at all.
    private void write(Serving serving) {
        try {
            var part = path.resolveSibling(".%s.%s.tmp".formatted(NAME, UUID.randomUUID()));
            Files.writeString(part, JSON.valueToTree(serving).toPrettyString() + "\n");
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
