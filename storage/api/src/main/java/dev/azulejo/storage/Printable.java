package dev.azulejo.storage;

import java.util.regex.Pattern;

/// Names and texts of others, where somebody reads them: on one line, without what a terminal obeys (control
/// characters, those from U+0080 to U+009F among them) and without what turns the order of letters round, so that
/// `gpj.exe` would read as `exe.jpg`.
public final class Printable {
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private Printable() {}

    /// With `?` for each character that must not be printed.
    public static String text(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /// A line of JSON that says the same, with escapes for those characters: in JSON they stand in strings alone.
    public static String json(String line) {
        return UNPRINTABLE
                .matcher(line)
                .replaceAll(found -> "\\\\" + escape(found.group().charAt(0)));
    }

    /// Whether a character must not be printed.
    public static boolean isUnprintable(int character) {
        return UNPRINTABLE.matcher(Character.toString(character)).matches();
    }

    private static String escape(char character) {
        return "u%04x".formatted((int) character);
    }
}
