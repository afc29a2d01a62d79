package dev.azulejo.core.option;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parses a number of bytes as people write it. Thousands are 1,000, as file sizes in rules of shops and
/// forms are.
final class Bytes {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(k|m|kb|mb|kib|mib)?");

    private Bytes() {}

    static Optional<Long> parse(String text) {
        var bytes = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!bytes.matches()) {
            return Optional.empty();
        }
        var unit = bytes.group(2) == null ? "" : bytes.group(2);
        long base = unit.endsWith("ib") ? 1_024 : 1_000;
        long factor = unit.startsWith("k") ? base : unit.startsWith("m") ? base * base : 1;
        return Optional.of(Long.parseLong(bytes.group(1)) * factor).filter(number -> number > 0);
    }
}
