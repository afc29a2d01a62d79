package dev.azulejo.api.upload;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// The name here of a file from elsewhere: the last part of its path, in characters that every storage
/// accepts.
final class FileName {
    private static final int MOST_BYTES = 120;

    private FileName() {}

    /// @return never empty
    static String of(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}._ ()+,@-]", "_")
                .strip()
                .replaceAll("^\\.+", "_");
        var cut = shortened(plain);
        return cut.isEmpty() ? "image" : cut;
    }

    private static String shortened(String name) {
        var kept = name;
        int dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= 8 ? name.substring(dot) : "";
        while (kept.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            var base = kept.substring(0, kept.length() - ending.length());
            kept = base.substring(0, base.offsetByCodePoints(base.length(), -1)) + ending;
        }
        return kept;
    }
}
