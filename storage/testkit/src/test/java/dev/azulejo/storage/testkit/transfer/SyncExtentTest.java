package dev.azulejo.storage.testkit.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.transfer.SyncExtent;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncExtentTest {
    private static Stream<ObjectStat> listing(String... keys) {
        return Stream.of(keys).map(key -> new ObjectStat(key, 1, Instant.EPOCH, "1", Map.of()));
    }

    @Test
    void countsWhatLiesInOnePlaceAndInBoth() {
        assertThat(SyncExtent.of(listing("a", "c", "e", "f"), listing("0", "a", "b", "e", "g", "h")))
                .isEqualTo(new SyncExtent(4, 6, 4));
        assertThat(SyncExtent.of(listing(), listing("a", "b"))).isEqualTo(new SyncExtent(0, 2, 2));
        assertThat(SyncExtent.of(listing("a", "b"), listing())).isEqualTo(new SyncExtent(2, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 3, true", // nothing to copy: a name that was mistyped looks like that
        "0, 0, 0, false",
        "1, 5, 5, false", // a handful
        "1, 6, 6, true",
        "7, 14, 7, false", // half of it
        "6, 13, 7, true",
        "1000, 1000, 0, false"
    })
    void itIsSweepingWhereMostWouldGo(long sources, long targets, long extras, boolean isSweeping) {
        assertThat(new SyncExtent(sources, targets, extras).isSweeping()).isEqualTo(isSweeping);
    }

    @Test
    void noMoreCanGoThanIsThere() {
        assertThatThrownBy(() -> new SyncExtent(1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 extras of 2 targets");
    }
}
