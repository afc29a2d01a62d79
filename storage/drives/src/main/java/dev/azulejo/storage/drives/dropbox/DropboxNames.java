package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Printable;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The names that Dropbox stores exactly as they are. Names that it refuses itself show when it does; this
/// class refuses those that it would change or drop silently, and those that are known not to come back.
final class DropboxNames {
    private static final int LONGEST = 255;

    /// The names of which Dropbox keeps no file.
    private static final Set<String> IGNORED =
            Set.of("desktop.ini", "thumbs.db", ".ds_store", "icon\r", ".dropbox", ".dropbox.attr", ".dropbox.cache");

    private DropboxNames() {}

    /// @throws InvalidKey naming the name, and why
    static void check(String path) {
        for (var name : path.split("/", -1)) {
            problem(name).ifPresent(why -> {
                throw new InvalidKey("Dropbox does not hold \"%s\": %s".formatted(Printable.text(name), why), null);
            });
        }
    }

    static boolean areHeld(String path) {
        for (var name : path.split("/", -1)) {
            if (problem(name).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> problem(String name) {
        if (name.endsWith(" ")) {
            return Optional.of("a name must not end in a space");
        }
        if (name.length() > LONGEST) {
            return Optional.of("a name has at most %d characters, this one has %d".formatted(LONGEST, name.length()));
        }
        if (IGNORED.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("it keeps no files of that name");
        }
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            return Optional.of(
                    "it composes letters and their accents (Unicode's form NFC), so the name would be another");
        }
        return Optional.empty();
    }
}
