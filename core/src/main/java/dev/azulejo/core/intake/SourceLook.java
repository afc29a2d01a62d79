package dev.azulejo.core.intake;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/// What the first bytes of a source tell, read from just the version that will be enhanced.
///
/// @param format none when it is not one of ours, or that version is gone; plan then refuses it
record SourceLook(Optional<ImageFormat> format) {
    static final SourceLook NOTHING = new SourceLook(Optional.empty());

    static SourceLook of(Storage storage, String key, String version) {
        try (var in = storage.readVersion(key, version)) {
            return new SourceLook(ImageFormat.sniff(in.readNBytes(ImageFormat.SNIFFED_BYTES)));
        } catch (NoSuchObject e) {
            return NOTHING;
        } catch (IOException e) {
            throw new TransientFailure("reading " + key, e);
        }
    }
}
