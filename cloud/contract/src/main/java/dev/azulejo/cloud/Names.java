package dev.azulejo.cloud;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names in the cloud from names of constants, so that nobody spells them.
public final class Names {
    private Names() {}

    /// `STITCH_STRIP` becomes `StitchStrip`: constructs, outputs and placeholders.
    public static String pascal(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /// `STITCH_STRIP` becomes `stitch-strip`: handlers, machines and answers.
    public static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
