package dev.azulejo.core.job.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.storage.Keys;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobKeysTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");
    private static final Attempt THIRD = new Attempt(JOB, 2);

    static Stream<String> keys() {
        return Stream.of(
                JobKeys.request(JOB),
                JobKeys.shards(JOB),
                JobKeys.source(JOB, 7),
                JobKeys.manifest(THIRD),
                JobKeys.tiles(JOB, 7),
                JobKeys.inflight(JOB, 7),
                JobKeys.finished(JOB, 7, 3),
                JobKeys.inferred(THIRD),
                JobKeys.strip(JOB, 0, 7, "a"),
                JobKeys.strip(JOB, 0, 7, "b"),
                JobKeys.strip(JOB, 1, 7, "a"),
                JobKeys.metadata(THIRD),
                JobKeys.claim(THIRD, "enhance"),
                JobKeys.stitched(THIRD),
                JobKeys.decision(THIRD),
                JobKeys.outcome(THIRD),
                JobKeys.outcome(new Attempt(JOB, 3)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyLiesInTheFolderOfItsJobAndTellsIt(String key) {
        assertThat(Keys.checked(key)).startsWith("jobs/0123456789abcdef01234567/");
        assertThat(JobKeys.jobOf(key)).contains(JOB);
    }

    @Test
    void noTwoKeysAreOne() {
        assertThat(keys()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs/0123456789abcdef01234567/",
                "jobs/0123456789abcdef01234567",
                "jobs/0123456789ABCDEF01234567/request.json",
                "jobs/0123456789abcdef0123456/request.json",
                "other/jobs/0123456789abcdef01234567/request.json",
                "intake/0123456789abcdef01234567.json"
            })
    void aKeyOfNoJobTellsNone(String key) {
        assertThat(JobKeys.jobOf(key)).isEmpty();
    }

    @Test
    void anAttemptIsToldByItsObjects() {
        assertThat(JobKeys.attemptOf(JobKeys.decision(new Attempt(JOB, 0)))).contains(new Attempt(JOB, 0));
        assertThat(JobKeys.attemptOf(JobKeys.outcome(new Attempt(JOB, 12)))).contains(new Attempt(JOB, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".DS_Store",
                "x/x.json",
                "-1/outcome.json",
                "01/outcome.json",
                "1",
                "1/",
                "1/a/b",
                "99999999999/x"
            })
    void whatLiesAmongTheAttemptsButIsNoneTellsNone(String name) {
        assertThat(JobKeys.attemptOf(JobKeys.attempts(JOB) + name)).isEmpty();
    }

    @Test
    void metadataAreToldFromAllElse() {
        assertThat(keys().filter(JobKeys::isMetadata)).containsExactly(JobKeys.metadata(THIRD));
    }

    @Test
    void anIdIs24LowerCaseDigits() {
        for (var text : List.of(
                "", "0123", "0123456789ABCDEF01234567", "0123456789abcdef012345678", "../../../../../../../../")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new JobId(text));
        }
    }
}
