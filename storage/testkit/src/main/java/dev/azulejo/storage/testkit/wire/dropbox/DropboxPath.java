package dev.azulejo.storage.testkit.wire.dropbox;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// A path in a Dropbox, empty for its root. Names differ neither in case nor in the form of Unicode.
///
/// @param display as it was written, composed
/// @param lower that identifies it
record DropboxPath(String display, String lower) {
    static final DropboxPath ROOT = new DropboxPath("", "");

    private static final int LONGEST_NAME = 255;
    private static final Set<String> IGNORED =
            Set.of("desktop.ini", "thumbs.db", ".ds_store", ".dropbox", ".dropbox.attr", ".dropbox.cache");

    /// @throws DropboxError `malformed_path`, within what is given
    static DropboxPath parse(String text, String... within) throws DropboxError {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (!text.startsWith("/")) {
            throw DropboxError.badRequest("path: '%s' did not match pattern '(/(.|[\\r\\n])*)'".formatted(text));
        }
        for (var name : text.substring(1).split("/", -1)) {
            if (isMalformed(name)) {
                throw DropboxError.tagged(with(within, "malformed_path"));
            }
        }
        var display = Normalizer.normalize(text, Normalizer.Form.NFC);
        return new DropboxPath(display, lowered(display));
    }

    private static boolean isMalformed(String name) {
        return name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.endsWith(" ")
                || name.length() > LONGEST_NAME
                || name.chars()
                        .anyMatch(unit ->
                                unit == '\\' || Character.isISOControl(unit) || Character.isSurrogate((char) unit));
    }

    /// Lowers letter by letter: no rule of a language, no letter that becomes two.
    private static String lowered(String text) {
        var lowered = new StringBuilder(text.length());
        text.chars().forEach(unit -> lowered.append(Character.toLowerCase((char) unit)));
        return lowered.toString();
    }

    /// Whether Dropbox keeps no file of this name.
    boolean isDisallowed() {
        return IGNORED.contains(name().toLowerCase(Locale.ROOT));
    }

    boolean isRoot() {
        return lower.isEmpty();
    }

    String name() {
        return display.substring(display.lastIndexOf('/') + 1);
    }

    DropboxPath parent() {
        return new DropboxPath(
                display.substring(0, Math.max(display.lastIndexOf('/'), 0)),
                lower.substring(0, Math.max(lower.lastIndexOf('/'), 0)));
    }

    static String[] with(String[] tags, String... more) {
        var all = java.util.Arrays.copyOf(tags, tags.length + more.length);
        System.arraycopy(more, 0, all, tags.length, more.length);
        return all;
    }
}
