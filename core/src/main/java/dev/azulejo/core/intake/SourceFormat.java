package dev.azulejo.core.intake;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/// The format of a source, told by the first bytes of just the version that will be enhanced.
final class SourceFormat {
    private SourceFormat() {}

    /// @return none when it is not one of ours, or that version is gone; plan then refuses it
    static Optional<ImageFormat> of(Storage storage, String key, String version) {
        try (var in = storage.readVersion(key, version)) {
            return ImageFormat.sniff(in.readNBytes(ImageFormat.SNIFFED_BYTES));
        } catch (NoSuchObject e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TransientFailure("reading " + key, e);
        }
    }
}
