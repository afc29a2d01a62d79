package dev.azulejo.storage;

import java.util.regex.Pattern;

/// Makes foreign names and texts safe to print: on one line, without characters that a terminal obeys
/// (control characters, those from U+0080 to U+009F among them) and without those that reverse the order of
/// letters, so `gpj.exe` would read as `exe.jpg`.
public final class Printable {
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private Printable() {}

    /// Replaces each character that must not be printed by `?`.
    public static String text(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /// Escapes those characters in a line of JSON, where they stand in strings alone, without changing its
    /// meaning.
    public static String json(String line) {
        return UNPRINTABLE
                .matcher(line)
                .replaceAll(found -> "\\\\" + escape(found.group().charAt(0)));
    }

    public static boolean isUnprintable(int character) {
        return UNPRINTABLE.matcher(Character.toString(character)).matches();
    }

    private static String escape(char character) {
        return "u%04x".formatted((int) character);
    }
}
