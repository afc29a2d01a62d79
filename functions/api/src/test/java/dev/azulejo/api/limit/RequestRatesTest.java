package dev.azulejo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRatesTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final RequestRates rates = new RequestRates(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void soManyAreLetThroughAMinuteAndNoMore() {
        for (int number = 1; number <= 5; number++) {
            assertThat(rates.count(ANA, 5).remaining()).isEqualTo(5 - number);
        }
        now = now.plusMillis(59_100);
        var late = rates.count(ANA, 5);
        assertThat(late.isExceeded()).isTrue();
        assertThat(late.seconds()).isEqualTo(1);
        assertThat(rates.count(BEN, 5).isExceeded()).isFalse();
        now = now.plusMillis(900);
        assertThat(rates.count(ANA, 5).remaining()).isEqualTo(4);
    }

    @Test
    void thoseWhoAskAtOnceAreCountedToo() {
        assertThat(IntStream.range(0, 500)
                        .parallel()
                        .filter(_ -> !rates.count(ANA, 100).isExceeded())
                        .count())
                .isEqualTo(100);
    }

    @Test
    void aWindowIsAMinute() {
        assertThat(rates.count(ANA, 5).left()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rates.count(ANA, 5).seconds()).isEqualTo(60);
    }
}
