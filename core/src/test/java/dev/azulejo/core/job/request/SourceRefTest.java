package dev.azulejo.core.job.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.StorageUri;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRefTest {
    private static SourceRef put(@Nullable String sequencer) {
        return new SourceRef(new StorageUri(URI.create("s3://inbox"), "a.png"), "v", 1, sequencer);
    }

    /// The shorter one is filled up with zeros at its end (Amazon S3 User Guide, "Event message structure").
    @ParameterizedTest
    @CsvSource({
        "0055AED6DCD90281E5, 0055AED6DCD90281E6, true",
        "0055AED6DCD90281E6, 0055AED6DCD90281E5, false",
        "0055AED6, 0055AED6DCD9, true",
        "0055AED7, 0055AED6DCD9, false",
        "0055aed6, 0055AED7, true",
        "0055AED6, 0055AED600, false",
    })
    void versionsAreOrderedByTheirEvents(String one, String other, boolean before) {
        assertThat(put(one).isBefore(put(other))).contains(before);
    }

    @Test
    void whereAnEventSaidNothingNobodyKnows() {
        assertThat(put(null).isBefore(put("00"))).isEmpty();
        assertThat(put("00").isBefore(put(null))).isEmpty();
    }
}
