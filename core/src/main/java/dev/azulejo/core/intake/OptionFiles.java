package dev.azulejo.core.intake;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.record.Intake.OptionFile;
import dev.azulejo.core.option.OptionsReader;
import dev.azulejo.core.option.OptionsReader.Broken;
import dev.azulejo.core.option.OptionsReader.Fields;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoPlainFile;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/// Reads files of options in the inbox, each once, and says which version it was.
record OptionFiles(Storage inbox, OptionsReader reader) {
    /// The largest file of options: a larger one is something else.
    private static final int MAX_BYTES = 64 << 10;

    private static final int MOST_RACES = 5;

    /// Adds what the file under `key` says, if there is one.
    OptionFile read(String key, Options options) {
        for (int race = 0; race < MOST_RACES; race++) {
            var version = version(key, options);
            if (version.isEmpty()) {
                return new OptionFile(key, null);
            }
            var bytes = bytes(key, version.get());
            if (bytes.isPresent()) {
                add(key, bytes.get(), options);
                return new OptionFile(key, version.get());
            }
        }
        throw new TransientFailure("%s was replaced %d times while it was read".formatted(key, MOST_RACES));
    }

    private Optional<String> version(String key, Options options) {
        try {
            return Optional.of(inbox.version(key));
        } catch (NoSuchObject | InvalidKey e) { // one that is too long cannot be there
            return Optional.empty();
        } catch (NoPlainFile e) { // its source would wait for ever
            options.refuse(key, "is a link or a pipe, which is not followed; put a file there");
            return Optional.empty();
        }
    }

    /// Reads a version; empty if it was replaced meanwhile and the storage keeps no older versions.
    private Optional<byte[]> bytes(String key, String version) {
        try (var in = inbox.readVersion(key, version)) {
            return Optional.of(in.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchObject e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TransientFailure("reading " + key, e);
        }
    }

    private void add(String key, byte[] bytes, Options options) {
        if (bytes.length > MAX_BYTES) {
            options.refuse(key, "has more than %,d bytes; options are a few words".formatted(MAX_BYTES));
            return;
        }
        switch (reader.parse(bytes)) {
            case Fields fields -> options.add(key, fields.values());
            case Broken broken -> options.refuse(key, broken.why());
        }
    }
}
