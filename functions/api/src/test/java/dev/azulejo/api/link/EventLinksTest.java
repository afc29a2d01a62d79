package dev.azulejo.api.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinksTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final JobId JOB = new JobId("1".repeat(24));
    private static final String PATH = "/v1/jobs/" + JOB + "/events";
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final TenantObjects records = new TenantObjects(new MemoryStorage());

    private EventLinks at(Instant now) {
        return new EventLinks(records, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String link(String url) {
        return url.substring(url.indexOf('=') + 1);
    }

    @Test
    void aLinkOpensTheEventsOfItsJobForAnHourAndSomething() {
        var link = link(at(NOW).of(ANA, JOB));
        assertThat(at(NOW).tenantOf(PATH, link)).contains(ANA);
        assertThat(at(NOW.plus(Duration.ofMinutes(59))).tenantOf(PATH, link)).contains(ANA);
        assertThat(at(NOW.plus(Duration.ofMinutes(76))).tenantOf(PATH, link)).isEmpty();
    }

    @Test
    void itOpensNothingElse() {
        var link = link(at(NOW).of(ANA, JOB));
        var other = PATH.replace('1', '2');
        assertThat(at(NOW).tenantOf(other, link)).isEmpty();
        for (var forged : List.of(
                "",
                "a",
                "..",
                link.replace("ana", "ben"),
                link.replaceFirst("[.][0-9]+[.]", ".99999999999."),
                link + "x")) {
            assertThat(at(NOW).tenantOf(PATH, forged)).as(forged).isEmpty();
        }
    }

    @Test
    void anotherProcessTakesItToo() {
        var link = link(at(NOW).of(ANA, JOB));
        assertThat(new EventLinks(records, Clock.fixed(NOW, ZoneOffset.UTC)).tenantOf(PATH, link))
                .contains(ANA);
    }
}
