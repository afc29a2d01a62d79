package dev.azulejo.api.usage;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// Places in the list of what was used, in the form of those of other lists.
final class Cursors {
    private Cursors() {}

    static String of(LocalDate day, String key) {
        return "%016x-%s"
                .formatted(
                        Long.MAX_VALUE
                                - day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
                        key);
    }
}
