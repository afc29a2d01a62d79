package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=10                | 10
            WAIT = 10              | 10
            wait="7"               | 7
            respond-async, wait=0  | 0
            wait=3; foo            | 3
            wait=26                | 25
            wait=999999999         | 25
            """)
    void isWhatIsAskedForUpToAMost(String prefer, int seconds) {
        assertThat(WaitPreference.of(prefer)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "wait=1.5", "wait=99999999999", "await=3", "respond-async"})
    void isNoneWhereNobodyAsks(String prefer) {
        assertThat(WaitPreference.of(prefer)).isEmpty();
    }
}
