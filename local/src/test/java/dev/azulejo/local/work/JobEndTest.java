package dev.azulejo.local.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class JobEndTest {
    private static final SourceRef SOURCE =
            new SourceRef(new StorageUri(URI.create("file:///photos/"), "a.png"), "v", 1);
    private static final JobId JOB = new JobId("0123456789abcdef01234567");
    private static final Outcome DONE = new Outcome.Cancelled(1, JOB, 1, SOURCE, "finished");
    private static final Outcome GIVEN_UP = new Outcome.Cancelled(1, JOB, 1, SOURCE, "given up");

    private final List<RuntimeException> reasons = new ArrayList<>();

    private Outcome end(Supplier<Outcome> finish) {
        return JobEnd.of(finish, why -> {
            reasons.add(why);
            return GIVEN_UP;
        });
    }

    @Test
    void aJobThatFinishesIsNotGivenUp() {
        assertThat(end(() -> DONE)).isSameAs(DONE);
        assertThat(reasons).isEmpty();
    }

    static final List<RuntimeException> LATER =
            List.of(new StorageUnavailable("no answer", null), new StorageFull("no room", null));

    @ParameterizedTest
    @FieldSource("LATER")
    void aJobThatCanSucceedLaterIsLeftAsItIs(RuntimeException trouble) {
        assertThatThrownBy(() -> end(() -> {
                    throw trouble;
                }))
                .isSameAs(trouble);
        assertThat(reasons).isEmpty();
    }

    static final List<RuntimeException> NEVER =
            List.of(new PermanentFailure("damaged"), new IllegalStateException("a bug"));

    @ParameterizedTest
    @FieldSource("NEVER")
    void aJobThatNoTryCanFinishIsGivenUpForThatReason(RuntimeException why) {
        assertThat(end(() -> {
                    throw why;
                }))
                .isSameAs(GIVEN_UP);
        assertThat(reasons).containsExactly(why);
    }

    static final List<Error> MACHINE = List.of(
            new OutOfMemoryError("Java heap space"), new StackOverflowError(), new UnsatisfiedLinkError("libvips"));

    @ParameterizedTest
    @FieldSource("MACHINE")
    void aJobForWhichTheMachineIsTooSmallIsGivenUp(Error error) {
        assertThat(end(() -> {
                    throw error;
                }))
                .isSameAs(GIVEN_UP);
        assertThat(reasons)
                .singleElement()
                .isInstanceOf(PermanentFailure.class)
                .satisfies(why -> assertThat(why).hasCause(error));
    }
}
