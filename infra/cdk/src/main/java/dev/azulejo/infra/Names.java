package dev.azulejo.infra;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names of constructs from names of constants.
final class Names {
    private Names() {}

    /// `STITCH_STRIP` becomes `StitchStrip`.
    static String pascal(String constant) {
        return Arrays.stream(constant.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
