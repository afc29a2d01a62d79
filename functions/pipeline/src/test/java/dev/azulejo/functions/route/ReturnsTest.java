package dev.azulejo.functions.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.functions.route.RouteWorld.Fuse;
import dev.azulejo.functions.route.RouteWorld.Killed;
import dev.azulejo.storage.StorageUnavailable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnsTest {
    private static final String RESULT = "resize/a b.png";
    private static final String REPORT = "resize/a b.png.error.json";

    private final RouteWorld world = new RouteWorld();

    private void carry(String key) {
        world.returns(RouteWorld.NOBODY).carry(key, world.shift());
    }

    @Test
    void aResultIsCarriedOnceAndANewerOneTakesItsPlace() {
        world.outbox.put(RESULT, "1");
        carry(RESULT);
        carry(RESULT);
        assertThat(world.to.text(RESULT)).isEqualTo("1");
        world.outbox.put(RESULT, "2");
        carry(RESULT);
        assertThat(world.to.text(RESULT)).isEqualTo("2");
        assertThat(world.to.commits()).isEqualTo(2 + 1);
    }

    /// Before whichever of the calls that are about it.
    @Test
    void whatIsReplacedWhileItIsCarriedIsCarriedAgain() {
        for (int at = 0; at < 100; at++) {
            var place = new RouteWorld();
            place.outbox.put(RESULT, "1");
            var left = new int[] {at};
            FeedPlace.Ear ear = (_, argument) -> {
                if (RESULT.equals(argument) && left[0]-- == 0) {
                    place.outbox.put(RESULT, "2");
                }
            };
            place.returns(ear).carry(RESULT, place.shift());
            if (left[0] >= 0) {
                assertThat(at).isGreaterThan(3);
                return;
            }
            assertThat(place.to.text(RESULT)).as("at call %d", at).isEqualTo("2");
        }
    }

    @Test
    void aReportAppearsAndGoesAway() {
        world.outbox.put(REPORT, "{}");
        carry(REPORT);
        assertThat(world.to.keys()).containsExactly(REPORT);
        world.outbox.remove(REPORT);
        carry(REPORT);
        carry(REPORT);
        assertThat(world.to.keys()).isEmpty();
    }

    @Test
    void whatTheOwnerHasPutThereIsNeitherReplacedNorRemoved() {
        for (var key : List.of(RESULT, REPORT)) {
            world.to.put(key, "theirs");
            world.outbox.put(key, "ours");
            carry(key);
            assertThat(world.to.text(key)).isEqualTo("theirs");
            world.outbox.remove(key);
            carry(key);
            assertThat(world.to.text(key)).isEqualTo("theirs");
        }
        assertThat(world.to.keys()).containsExactly(RESULT, REPORT);
    }

    @Test
    void aReportSaysThatTheOwnersFileIsInTheWayAndGoesWhenItIsNot() {
        world.to.put(RESULT, "theirs");
        world.outbox.put(RESULT, "ours");
        carry(RESULT);
        carry(RESULT);
        assertThat(world.to.text(REPORT)).isEqualTo("theirs is in the way of " + RESULT);
        assertThat(world.to.commits()).isEqualTo(2 + 1);
        world.to.remove(RESULT);
        carry(RESULT);
        assertThat(world.to.keys()).containsExactly(RESULT);
    }

    /// One that comes from the pipeline stays as long as that says.
    @Test
    void aReportOfTheOutboxIsNoSuchReport() {
        world.outbox.put(REPORT, "{}");
        carry(REPORT);
        world.outbox.put(RESULT, "ours");
        carry(RESULT);
        assertThat(world.to.keys()).containsExactly(RESULT, REPORT);
    }

    /// Wherever it dies: the message comes again.
    @Test
    void whoeverDiesCarriesNothingTwice() {
        boolean isKilled = true;
        for (int fatal = 0; isKilled; fatal++) {
            var world = new RouteWorld();
            world.outbox.put(RESULT, "1");
            isKilled = false;
            try {
                world.returns(new Fuse(fatal)).carry(RESULT, world.shift());
            } catch (Killed e) {
                isKilled = true;
            }
            world.returns(RouteWorld.NOBODY).carry(RESULT, world.shift());
            assertThat(world.to.text(RESULT)).isEqualTo("1");
            assertThat(world.to.commits()).as("killed before call %d", fatal).isEqualTo(1 + 1);
            assertThat(fatal).isLessThan(1000);
        }
    }

    /// Events come in any order, and at once: what lies there in the end is what lies here.
    @Test
    void whateverHappensMeanwhileTheLastWordCounts() {
        for (var then : List.of("replaced", "removed", "made")) {
            var isThere = new boolean[] {true};
            for (int at = 0; isThere[0]; at++) {
                var world = new RouteWorld();
                if (!then.equals("made")) {
                    world.outbox.put(REPORT, "1");
                } else {
                    world.outbox.put(REPORT, "0");
                    world.returns(RouteWorld.NOBODY).carry(REPORT, world.shift());
                    world.outbox.remove(REPORT);
                }
                isThere[0] = false;
                var interrupted = world.returns(RouteWorld.at(at, () -> {
                    isThere[0] = true;
                    if (then.equals("removed")) {
                        world.outbox.remove(REPORT);
                    } else {
                        world.outbox.put(REPORT, "2");
                    }
                    world.returns(RouteWorld.NOBODY).carry(REPORT, world.shift());
                }));
                try {
                    interrupted.carry(REPORT, world.shift());
                } catch (StorageUnavailable e) { // its message comes again
                    assertThat(e).hasMessageContaining("replaced while it was copied");
                    world.returns(RouteWorld.NOBODY).carry(REPORT, world.shift());
                }
                if (isThere[0]) {
                    assertThat(world.to.keys())
                            .as("%s at call %d", then, at)
                            .isEqualTo(then.equals("removed") ? List.of() : List.of(REPORT));
                }
                if (isThere[0] && !then.equals("removed")) {
                    assertThat(world.to.text(REPORT))
                            .as("%s at call %d", then, at)
                            .isEqualTo("2");
                }
                assertThat(at).isLessThan(1000);
            }
        }
    }
}
