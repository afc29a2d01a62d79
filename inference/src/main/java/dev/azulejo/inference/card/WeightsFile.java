package dev.azulejo.inference.card;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file of weights that a card pins.
///
/// @param id of the model whose weights they are
/// @param pulled whether they are downloaded on demand, so that they may be missing yet
public record WeightsFile(String id, Path file, String sha256, boolean pulled) {
    /// The file's bytes, checked against the hash on the card.
    ///
    /// @throws PermanentFailure when they are missing, or others
    public byte[] verified() {
        byte[] weights = read();
        var found = Hash.of(weights).hex();
        if (!found.equals(sha256)) {
            throw new PermanentFailure(
                    "model %s: %s has SHA-256 %s, its card says %s; %s".formatted(id, file, found, sha256, remedy()));
        }
        return weights;
    }

    private byte[] read() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new PermanentFailure("model %s: %s is missing; %s".formatted(id, file, remedy()), missing);
        } catch (IOException unreadable) {
            throw new PermanentFailure("model %s: %s cannot be read: %s".formatted(id, file, unreadable), unreadable);
        }
    }

    private String remedy() {
        return pulled
                ? "bring it with: azulejo models pull " + id
                : "bring it back with: git checkout -- %s; of a release, by unpacking it again".formatted(file);
    }
}
