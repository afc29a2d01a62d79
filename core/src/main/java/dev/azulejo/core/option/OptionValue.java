package dev.azulejo.core.option;

import dev.azulejo.storage.Printable;

/// The value that a user gave for an option, before it is checked.
///
/// @param text the value, as it would be shown in a message
public record OptionValue(Kind kind, String text) {
    private static final int SHOWN_OF_A_VALUE = 60;

    /// The type the value was written as.
    public enum Kind {
        /// `"photo-x2"`.
        TEXT,
        /// `90`, without fraction or exponent.
        WHOLE_NUMBER,
        /// Metadata of an object, which is always text: a number may be meant.
        METADATA,
        /// Anything else: a fraction, a list, `true`.
        OTHER
    }

    public static OptionValue text(String text) {
        return new OptionValue(Kind.TEXT, text);
    }

    public static OptionValue metadata(String text) {
        return new OptionValue(Kind.METADATA, text);
    }

    /// The text without spaces around it.
    public String word() {
        return text.strip();
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.METADATA;
    }

    boolean mayBeNumber() {
        return kind != Kind.TEXT;
    }

    boolean mayBeWholeNumber() {
        return kind == Kind.WHOLE_NUMBER || kind == Kind.METADATA;
    }

    String quoted() {
        return isText() ? "'%s'".formatted(shown(text)) : shown(text);
    }

    /// A text as messages may hold it: one line, not too long.
    public static String shown(String text) {
        var line = Printable.text(text.replaceAll("[\\p{Cntrl}\\s]+", " "));
        return line.codePointCount(0, line.length()) <= SHOWN_OF_A_VALUE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN_OF_A_VALUE)) + "...";
    }
}
