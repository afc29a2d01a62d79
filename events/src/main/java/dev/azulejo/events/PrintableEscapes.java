package dev.azulejo.events;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.azulejo.storage.Printable;
import org.jspecify.annotations.Nullable;

/// Escapes characters in JSON that a terminal would obey, also those that JSON itself allows: a file's name
/// that holds U+009B stays the same for a program, and does nothing to the terminal of a person who looks
/// at the object.
final class PrintableEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
        var escapes = standardAsciiEscapesForJSON();
        escapes[DELETE] = ESCAPE_STANDARD;
        return escapes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return Printable.isUnprintable(character) ? new SerializedString("\\u%04x".formatted(character)) : null;
    }
}
