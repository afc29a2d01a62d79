package dev.azulejo.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a storage says of itself is for whoever runs the server: callers are told to come back, and no more.
class StorageProblemsTest {
    private static final String SECRET = "arn:aws:sts::123456789012:assumed-role/ApiHttpRole/x is not authorized";

    private final Logger logger = Logger.getLogger(ProblemMappers.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
    }

    static Stream<StorageFailure> failures() {
        return Stream.of(new StorageDenied(SECRET, null), new StorageUnavailable(SECRET, null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aCallerIsToldNothingOfRolesAndTheLogEverything(StorageFailure failure) {
        var problem = ProblemMappers.unavailable(failure);

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.toString()).doesNotContain("arn:");
        assertThat(logged)
                .singleElement()
                .satisfies(line -> assertThat(line.getThrown()).hasMessageContaining(SECRET));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRefusalIsAnErrorForSomebodyMustAct(StorageFailure failure) {
        ProblemMappers.unavailable(failure);

        assertThat(logged.getFirst().getLevel().intValue() >= Level.SEVERE.intValue())
                .isEqualTo(failure instanceof StorageDenied);
    }
}
