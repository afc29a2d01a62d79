package dev.azulejo.core.job.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keys, as anybody may put an object under one.
class JobKeysFuzzTest extends FuzzContract {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");
    private static final Pattern OF_AN_ATTEMPT =
            Pattern.compile("jobs/[0-9a-f]{24}/attempts/(0|[1-9][0-9]{0,8})/[^/]+");

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        JobKeys.manifest(new Attempt(JOB, 12)),
                        JobKeys.metadata(Attempt.first(JOB)),
                        JobKeys.strip(JOB, 1, 2, "maker"),
                        JobKeys.request(JOB),
                        JobKeys.attempts(JOB) + "01/outcome.json",
                        JobKeys.attempts(JOB) + "1000000000/outcome.json",
                        "a/../b",
                        "photos/\u00fc\ud83d\ude00.jpg")
                .map(key -> key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        var key = new String(input, StandardCharsets.UTF_8);
        var attempt = JobKeys.attemptOf(key);
        assertThat(attempt.isPresent()).isEqualTo(OF_AN_ATTEMPT.matcher(key).matches());
        attempt.ifPresent(its -> assertThat(key).startsWith(JobKeys.folder(its)));
        assertThat(JobKeys.jobOf(key).map(JobKeys::folder).filter(key::startsWith))
                .isEqualTo(JobKeys.jobOf(key).map(JobKeys::folder));
        assertThat(StageTrigger.of(key).map(stage -> stage.key(attempt.orElseThrow())))
                .isIn(Optional.empty(), Optional.of(key));
        assertThat(isAllowed(key)).isEqualTo(isAllowedByTheRule(key));
        assertThat(isAllowedAsPrefix(key)).isTrue();
    }

    private static boolean isAllowed(String key) {
        try {
            return Keys.checked(key).equals(key);
        } catch (InvalidKey refused) {
            return false;
        }
    }

    private static boolean isAllowedAsPrefix(String key) {
        try {
            return Keys.checkedPrefix(key).equals(key);
        } catch (InvalidKey refused) {
            return !isAllowed(key);
        }
    }

    /// In the words of the rule.
    private static boolean isAllowedByTheRule(String key) {
        return !key.isEmpty()
                && key.getBytes(StandardCharsets.UTF_8).length <= 1024
                && key.codePoints().noneMatch(point -> Character.isISOControl(point) || point == '\\')
                && Arrays.stream(key.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
