package dev.azulejo.storage.drives.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.drives.DriveBug;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.testkit.FaultStory;
import dev.azulejo.storage.web.Persistence;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What [FaultStory] would find, if it were there.
class DropboxBugsTest {
    private static final int SEEDS = 300;

    private static DropboxWorld world;
    private static int places;

    @BeforeAll
    static void start() {
        world = new DropboxWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static boolean isFound(Function<String, DriveService> services) {
        return LongStream.range(0, SEEDS).anyMatch(seed -> fails(seed, services));
    }

    private static boolean fails(long seed, Function<String, DriveService> services) {
        places++;
        try (var place = new DropboxFaultedPlace(world, places, services)) {
            FaultStory.run(seed, place);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBugIsFound(DriveBug bug) {
        assertThat(isFound(root -> bug.in(world.service(root, DropboxFaultedPlace.CHUNK_BYTES))))
                .isTrue();
    }

    @Test
    void aClientThatGivesUpAtOnceIsFound() {
        var impatient = new Persistence(1, Duration.ofMillis(1), Duration.ofMinutes(1), time -> {});
        assertThat(isFound(root -> world.service(root, DropboxFaultedPlace.CHUNK_BYTES, impatient, false)))
                .isTrue();
    }

    @Test
    void aClientThatKeepsItsExpiredTokenIsFound() {
        assertThat(isFound(root ->
                        world.service(root, DropboxFaultedPlace.CHUNK_BYTES, DropboxWorld.WITHOUT_WAITING, true)))
                .isTrue();
    }
}
