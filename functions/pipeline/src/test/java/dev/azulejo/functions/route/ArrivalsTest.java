package dev.azulejo.functions.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.functions.route.RouteWorld.Fuse;
import dev.azulejo.functions.route.RouteWorld.Killed;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final RouteWorld world = new RouteWorld();

    static void dropFour(RouteWorld world) {
        world.from.put("resize/a.png", "a");
        world.from.put("resize/a.png.azulejo.json", "{}");
        world.from.put("resize/azulejo.json", "{\"width\": 8}");
        world.from.put("photo-x2/b c/ü.png", "b");
    }

    private static void changeFour(RouteWorld world) {
        world.from.put("resize/a.png", "A");
        world.from.remove("resize/azulejo.json");
        world.from.put("resize/c.png", "c");
        world.from.removeFolder("photo-x2");
    }

    @Test
    void whatComesIsBroughtOnceAndWhatGoesGoes() {
        dropFour(world);
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys())
                .containsExactly(
                        "photo-x2/b c/ü.png", "resize/a.png", "resize/a.png.azulejo.json", "resize/azulejo.json");
        changeFour(world);
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).containsExactly("resize/a.png", "resize/a.png.azulejo.json", "resize/c.png");
        assertThat(world.inbox.text("resize/a.png")).isEqualTo("A");
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.commits()).isEqualTo(4 + 2 + 1);
    }

    /// At each line where it can die, in the first listing and in the pages after it.
    @Test
    void whoeverDiesBringsNothingTwice() {
        boolean isEnough = false;
        for (int fatal = 0; !isEnough; fatal++) {
            var world = new RouteWorld();
            dropFour(world);
            isEnough = !isKilled(world, fatal);
            world.bring(RouteWorld.NOBODY);
            changeFour(world);
            isEnough &= !isKilled(world, fatal);
            world.bring(RouteWorld.NOBODY);
            assertThat(world.inbox.keys())
                    .as("killed before call %d", fatal)
                    .containsExactly("resize/a.png", "resize/a.png.azulejo.json", "resize/c.png");
            assertThat(world.inbox.commits()).as("killed before call %d", fatal).isEqualTo(4 + 2 + 1);
            assertThat(fatal).isLessThan(1000);
        }
    }

    private static boolean isKilled(RouteWorld world, int fatal) {
        try {
            world.bring(new Fuse(fatal));
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    /// A call that everybody took for dead wakes up when another has done its work.
    @Test
    void twoAtOnceBringNothingTwice() {
        var at = new int[1];
        var isThere = new boolean[] {true};
        var told = new HashSet<String>();
        for (; isThere[0]; at[0]++) {
            var world = new RouteWorld();
            dropFour(world);
            world.bring(RouteWorld.NOBODY);
            changeFour(world);
            isThere[0] = false;
            try {
                world.bring("one", RouteWorld.at(at[0], () -> {
                    isThere[0] = true;
                    world.now = world.now.plus(Duration.ofMinutes(5));
                    world.bring("other", RouteWorld.NOBODY);
                }));
            } catch (StorageUnavailable e) {
                assertThat(e).hasMessageContaining("another");
                told.add(e.getMessage());
            }
            world.bring("one", RouteWorld.NOBODY);
            assertThat(world.inbox.commits()).as("at call %d", at[0]).isEqualTo(4 + 2 + 1);
            assertThat(at[0]).isLessThan(1000);
        }
        assertThat(at[0]).isGreaterThan(10);
        assertThat(told).contains("another brings route shop"); // where it woke up with nothing left to bring
    }

    @Test
    void onlyOneIsAtItAndWhoeverIsCalledAgainGoesOn() {
        dropFour(world);
        assertThat(isKilled(world, 12)).isTrue();
        world.bring("other", RouteWorld.NOBODY);
        assertThat(world.work.keys()).doesNotContain("routes/shop/progress");
        world.bring("call", RouteWorld.NOBODY);
        assertThat(world.work.keys()).contains("routes/shop/progress");
    }

    @Test
    void whatDiedForGoodIsTakenOverAfterAWhile() {
        dropFour(world);
        assertThat(isKilled(world, 12)).isTrue();
        world.now = world.now.plus(Duration.ofMinutes(3));
        world.bring("other", RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).hasSize(4);
    }

    @Test
    void whatComesDuringTheFirstListingIsNotMissed() {
        var isThere = new boolean[] {true};
        for (int at = 0; isThere[0]; at++) {
            var world = new RouteWorld();
            dropFour(world);
            isThere[0] = false;
            world.bring(RouteWorld.at(at, () -> {
                isThere[0] = true;
                world.from.put("a/late.png", "late");
            }));
            world.bring(RouteWorld.NOBODY);
            assertThat(world.inbox.keys().contains("a/late.png"))
                    .as("at call %d", at)
                    .isEqualTo(isThere[0]);
            assertThat(at).isLessThan(1000);
        }
    }

    /// Some feeds, and listings, lag.
    @Test
    void whatIsSaidToBeGoneAndIsThereStays() {
        dropFour(world);
        world.bring(RouteWorld.NOBODY);
        world.from.deny("resize/a.png");
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).contains("resize/a.png");
        assertThat(world.inbox.commits()).isEqualTo(4 + 1);
    }

    /// Options are read when a photograph's event comes.
    @Test
    void optionsComeFirst() {
        var written = new ArrayList<Object>();
        FeedPlace.Ear ear = (method, argument) -> {
            if (method.equals("write") && String.valueOf(argument).contains("/")) {
                written.add(argument);
            }
        };
        dropFour(world);
        world.bring(ear);
        written.removeIf(key -> String.valueOf(key).startsWith("routes/"));
        // Options among themselves, and photographs, are copied at once.
        assertThat(written.subList(0, 2)).containsExactlyInAnyOrder("resize/a.png.azulejo.json", "resize/azulejo.json");
        assertThat(written.subList(2, 4)).containsExactlyInAnyOrder("photo-x2/b c/ü.png", "resize/a.png");
        assertThat(written).hasSize(4);
        written.clear();
        world.from.put("resize/d.png", "d");
        world.from.put("resize/d.png.azulejo.json", "{}");
        world.bring(ear);
        written.removeIf(key -> String.valueOf(key).startsWith("routes/"));
        assertThat(written).containsExactly("resize/d.png.azulejo.json", "resize/d.png");
    }

    /// Those of the drive's outermost folder are not read, as with a watch.
    @Test
    void optionsOfTheRouteLieInItsFolder() {
        world.from.put("azulejo.json", "{\"width\": 1}");
        world.from.put("a.png", "a");
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).containsExactly("a.png");
        world.options = Optional.of("{\"recipe\":\"resize\"}");
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).containsExactly("a.png", "azulejo.json");
        assertThat(world.inbox.text("azulejo.json")).isEqualTo("{\"recipe\":\"resize\"}");
        world.options = Optional.empty();
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).containsExactly("a.png");
        assertThat(world.inbox.commits()).isEqualTo(2 + 1);
    }

    @Test
    void whatHasNotChangedCostsNothingButAQuestion() {
        dropFour(world);
        world.bring(RouteWorld.NOBODY);
        var calls = new ArrayList<String>();
        world.bring((method, _) -> calls.add(method));
        assertThat(calls).containsExactly("narrowedTo", "narrowedTo", "readAll", "changes");
    }

    @Test
    void aFeedThatHasForgottenIsListedAndSoIsEachOnceADay() {
        dropFour(world);
        world.bring(RouteWorld.NOBODY);
        world.from.reset();
        world.from.memory().delete("resize/a.png"); // untold
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).hasSize(3).doesNotContain("resize/a.png");
        world.from.memory().delete("resize/azulejo.json");
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).hasSize(3);
        world.now = world.now.plus(Duration.ofHours(25));
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).hasSize(2).doesNotContain("resize/azulejo.json");
        assertThat(world.inbox.commits()).isEqualTo(4 + 1);
    }

    @Test
    void aFileThatItsDriveRefusesKeepsNoOther() {
        dropFour(world);
        FeedPlace.Ear refusing = (method, argument) -> {
            if (method.equals("readRange") && argument.equals("photo-x2/b c/ü.png")) {
                throw new StorageDenied("not this one", null);
            }
        };
        world.bring(refusing);
        world.from.put("photo-x2/b c/ü.png", "again");
        world.from.put("resize/z.png", "z");
        world.bring(refusing);
        assertThat(world.inbox.keys())
                .containsExactly("resize/a.png", "resize/a.png.azulejo.json", "resize/azulejo.json", "resize/z.png");
    }

    @Test
    void aDriveThatRefusesEverythingIsWaitedFor() {
        dropFour(world);
        FeedPlace.Ear refusing = (method, _) -> {
            if (method.equals("readRange")) {
                throw new StorageDenied("connect it again", null);
            }
        };
        FeedPlace.Ear gone = (method, argument) -> {
            if (List.of("stat", "readRange").contains(method)
                    && !String.valueOf(argument).startsWith("routes/")) {
                throw new StorageDenied("connect it again", null);
            }
        };
        assertThatThrownBy(() -> world.bring(gone)).isInstanceOf(StorageDenied.class);
        assertThat(world.work.keys()).doesNotContain("routes/shop/progress");
        world.bring(refusing);
        assertThat(world.inbox.keys()).isEmpty();
    }

    /// Options and the photograph, which are copied one after the other.
    @Test
    void whenItsTimeIsOverTheNextCallGoesOn() {
        world.from.put("resize/azulejo.json", "{}");
        world.from.put("resize/a.png", "a");
        FeedPlace.Ear slow = (method, _) -> {
            if (method.equals("readRange")) {
                world.now = world.now.plus(RouteWorld.SHIFT.dividedBy(2)).plusSeconds(1);
            }
        };
        assertThatThrownBy(() -> world.bring(slow)).isInstanceOf(Shift.Over.class);
        assertThat(world.inbox.keys()).containsExactly("resize/azulejo.json");
        world.bring(slow);
        assertThat(world.inbox.keys()).hasSize(2);
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.commits()).isEqualTo(2 + 1);
    }

    @Test
    void litterStaysWhereItIs() {
        for (var key : List.of(".hidden/a.png", ".DS_Store", "resize/a.png.part", "resize/x.error.json")) {
            world.from.put(key, "x");
        }
        world.bring(RouteWorld.NOBODY);
        assertThat(world.inbox.keys()).isEmpty();
    }
}
