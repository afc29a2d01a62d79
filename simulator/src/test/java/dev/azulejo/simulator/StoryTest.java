package dev.azulejo.simulator;

import static dev.azulejo.simulator.Script.isThere;
import static dev.azulejo.simulator.Script.isThereTwice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.simulator.Script.Played;
import dev.azulejo.simulator.Script.Until;
import dev.azulejo.simulator.invariant.History;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stories of failures that once happened, each told in the simplest way.
class StoryTest {
    private static final String DECISION = "attempts/0/decision.json";
    private static final String OUTCOME = "attempts/0/outcome.json";
    private static final String WRITES_OUTCOME = "writes* *attempts/0/outcome.json";

    private static final Until SOURCE_IS_GONE = new Until(
            "the source is gone",
            world -> world.inbox.shelf().list("photo").findAny().isEmpty());

    private static final Until SOMETHING_IS_SHOWN = new Until(
            "something is shown",
            world -> world.outbox.shelf().list("").findAny().isPresent());

    private static final Until NOTHING_IS_SHOWN = new Until(
            "nothing is shown", world -> world.outbox.shelf().list("").findAny().isEmpty());

    /// Plays a script and checks that it happened as told, and that no rule was violated.
    private static Played played(Script script) throws Exception {
        var played = script.play();
        var story = String.join("\n", played.lines());
        assertThat(played.violations()).as(story).isEmpty();
        assertThat(played.missed()).as(story).isEmpty();
        return played;
    }

    // ---- an attempt ends once, whichever process dies

    @Test
    void aCommandThatIsKilledBetweenDecisionAndOutcomeIsFinishedByTheNext() throws Exception {
        var script = Script.of("laptop");
        for (int tries = 0; tries < 3; tries++) {
            script.refuse("p#1", "runs a tile of *");
        }
        var played = played(script.killBefore("p#1", WRITES_OUTCOME));
        assertThat(played.ends()).containsExactly("0 failed", "1 succeeded");
    }

    @Test
    void aDecisionToDeliverIsNeverEndedFromOutside() throws Exception {
        var played = played(Script.of("base")
                .killBefore("deliver#1", WRITES_OUTCOME)
                .killBefore("deliver#1'", WRITES_OUTCOME)
                .killBefore("deliver#1''", WRITES_OUTCOME)
                .pause("letter#1", "reads *", isThere(DECISION)));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    @Test
    void aDuplicateOfDeliverDoesNotSayAgainHowItEnded() throws Exception {
        var played = played(Script.of("base")
                .choosing("deliver event comes 2 times", 1)
                .pause("deliver#2", WRITES_OUTCOME, isThere(OUTCOME)));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    @Test
    void twoErrorsOfTheBucketEndNoJob() throws Exception {
        var played = played(Script.of("base")
                .refuse("enhance#*", "(machine) asks the bucket for list *")
                .refuse("enhance#*", "(machine) asks the bucket for list *"));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    @Test
    void aLetterWhoseStageIsDoneMeanwhileEndsNothing() throws Exception {
        var script = Script.of("base");
        var played = played(script.choosing("plan event comes 2 times", 1)
                .killBefore("plan#2", "reads *decision.json")
                .killBefore("plan#2'", "reads *decision.json")
                .killBefore("plan#2''", "reads *decision.json")
                .pause("letter#1", "*", isThere("attempts/0/manifest.json"))
                .pause("enhance#*.claim#1", "*", script.isAt("letter#1").and(Script.ended("letter#1"))));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    @Test
    void aDamagedRequestIsWrittenAnewByItsRepeat() throws Exception {
        var script = Script.of("base").choosing("intake event comes 2 times", 1);
        var played = played(script.pause("intake#2", "writes* *start.json", isThere("attempts/0/start.json"))
                .somebody("damages the request", script.isAt("intake#2"), StoryTest::damageRequest)
                .pause("intake#1", "*", script.did("damages the request")));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    private static void damageRequest(World world) {
        for (var key : Script.keys(world, "request.json")) {
            world.work.commit(
                    key,
                    "{".getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    Precondition.NONE,
                    SimProcess.untouched("disk"));
        }
    }

    // ---- builds

    @Test
    void metadataOfACancelledJobGoAlsoWhenItsPlanWasSlowAndDied() throws Exception {
        var script = Script.of("cancel").choosing("somebody cancels", 1);
        var played = played(script.killBefore("plan#1", "*")
                .killBefore("plan#1'", "*")
                .pause("canceller", "*", script.isAt("plan#1''"))
                .pause("notify#1", "*", isThere(OUTCOME))
                .pause(
                        "plan#1''",
                        "reads *request.json",
                        script.isAt("notify#1").and(Script.ended("notify#1")))
                .killBefore("plan#1''", "writes* *manifest.json"));
        assertThat(played.ends()).containsExactly("0 cancelled");
    }

    @Test
    void stripsOfTwoBuildsNeverJoinInAFile() throws Exception {
        var played = played(Script.of("builds")
                .choosing("when a build is deployed", 1_000)
                .pause(
                        "stitch#*.stitch-strip#1",
                        "writes* *strips/0/0/*",
                        new Until(
                                "the new build is deployed",
                                world -> world.scheduler().step() > 2_000))
                .somebody(
                        "deploys",
                        new Until("at once", _ -> true),
                        world -> world.scheduler().sleep(3_000)));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    // ---- looks

    @Test
    void aPlanThatDiesWhileItLooksAndAfterItLooksAgain() throws Exception {
        var played = played(Script.of("looks")
                .killBefore("plan#1", "looks at the pixels of *")
                .killAfter("plan#1'", "looks at the pixels of *"));
        assertThat(played.ends()).first().isEqualTo("0 succeeded");
        assertThat(looks(played)).last().asString().contains("plan#1''");
    }

    @Test
    void aNewerBuildThatPlansAnewGoesByWhatTheAttemptBeforeItSaw() throws Exception {
        var script = Script.of("looks-quiet").choosing("when a build is deployed", 1_000);
        var played = played(script.somebody("drops pixels, and a build is deployed", isThere(OUTCOME), world -> {
            drop(world, key -> !key.contains("/attempts/") && !key.endsWith(".json"));
            world.scheduler().sleep(3_000);
        }));
        assertThat(played.ends()).containsExactly("0 succeeded", "1 succeeded");
        assertThat(looks(played)).hasSize(1);
    }

    private static List<String> looks(Played played) {
        return played.lines().stream()
                .filter(line -> line.contains("looks at the pixels"))
                .toList();
    }

    // ---- strangers, and what is old

    @Test
    void whereAStrangerTakesTheSecondPlaceTheFirstIsShownAndTheJobSaysSo() throws Exception {
        var script = Script.of("base").choosing("a second result", 5);
        var played = played(script.pause("deliver#1", "writes* outbox:*webp*", script.did("puts a file of its own"))
                .somebody("puts a file of its own", SOMETHING_IS_SHOWN, StoryTest::intrude));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    private static void intrude(World world) {
        var request =
                world.history.truth().request(world.history.jobs().iterator().next());
        world.outbox.commit(
                request.orElseThrow().outputs().getLast().destination().key(),
                new byte[] {1},
                Map.of(),
                Precondition.ABSENT,
                SimProcess.untouched("stranger"));
    }

    @Test
    void anAttemptOfTheLastDayEndsAlthoughItsRequestIsGone() throws Exception {
        var script = Script.of("quiet");
        var played = played(script.pause("plan#2", "*", script.did("drops what is old"))
                .somebody(
                        "drops what is old",
                        isThere("attempts/1/start.json"),
                        world -> drop(world, key -> !key.contains("/attempts/1/"))));
        assertThat(played.ends()).containsExactly("0 succeeded", "1 failed");
    }

    private static void drop(World world, Predicate<String> which) {
        try (var all = world.work.shelf().list("jobs/")) {
            all.map(object -> object.key())
                    .filter(which)
                    .toList()
                    .forEach(key -> world.work.delete(key, SimProcess.untouched(History.RULE)));
        }
    }

    // ---- clean-up

    @Test
    void aCleanUpLeavesAloneWhatSomebodyWorksOn() throws Exception {
        var script = Script.of("laptop-expire");
        for (int life = 0; life < 4; life++) {
            script.killBefore("p#1" + "'".repeat(life), "writes* *strips/*");
        }
        var played = played(script.choosing("when the machine is switched off", 300)
                .pause("expire#1", "*", script.isAt("p#2"))
                .pause("p#2", "writes* *strips/*", Script.ended("expire#1")));
        assertThat(played.ends()).containsExactly("0 succeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lists *strips/*", "deletes *strips/*"})
    void aSlowCleanUpTakesNoStripsOfTheNextAttempt(String whereItIsSlow) throws Exception {
        var script = Script.of("laptop-nolocks");
        var cleansUp = isThere(OUTCOME).and(script.isAt("p#1"));
        var played = played(script.choosing("a second result", 3)
                .choosing("the result is deleted", 2)
                .choosing("when the result is deleted", 0)
                .pause("p#1", "asks for the version of *a-large.raw*", NOTHING_IS_SHOWN)
                .pause("p#1", whereItIsSlow, isThere("attempts/1/decision.json"))
                .pause("p#2", "*", cleansUp)
                .pause("p#2", "asks for the version of *a-large.raw*", Script.ended("p#1")));
        assertThat(played.ends()).containsExactly("0 superseded", "1 succeeded");
    }

    // ---- versions

    @Test
    void anOldFailureReportGivesWayToANewerResult() throws Exception {
        var played = played(Script.of("versions-fine")
                .choosing("further versions of 0", 1)
                .choosing("when version 1 of 0 is put", 50)
                .killBefore("plan#1", "reads *request.json")
                .killBefore("plan#1'", "reads *request.json")
                .killBefore("plan#1''", "reads *request.json")
                .pause("notify#1", "writes* *error.json", isThereTwice(OUTCOME)));
        assertThat(played.ends()).containsExactlyInAnyOrder("0 failed", "0 succeeded");
    }

    @Test
    void ofTwoVersionsOfOneSecondTheOlderNeverHidesTheNewer() throws Exception {
        var newerIsShown = isThere(OUTCOME);
        var played = played(Script.of("versions")
                .choosing("further versions of 0", 1)
                .choosing("when version 1 of 0 is put", 5)
                .choosing("somebody deletes", 3)
                .pause("deliver#2", "*outbox:*", newerIsShown.and(SOURCE_IS_GONE)));
        assertThat(played.ends()).containsExactlyInAnyOrder("0 succeeded", "0 superseded");
    }

    @Test
    void anOlderResultNeverHidesANewerOneThatHasTheBytesOfTheOneBefore() throws Exception {
        var played = played(Script.of("again")
                .choosing("further versions of 0", 2)
                .choosing("when version 1 of 0 is put", 10_000)
                .choosing("when version 2 of 0 is put", 10_000)
                .choosing("somebody deletes", 3)
                .choosing("when somebody deletes", 40_000)
                .pause("deliver#2", "writes* outbox:*", isThereTwice(OUTCOME).and(SOURCE_IS_GONE)));
        assertThat(played.ends()).containsExactly("0 succeeded", "0 superseded", "0 succeeded");
    }

    @Test
    void aSuccessThatRemovesAReportLateLeavesThatOfANewerVersion() throws Exception {
        var script = Script.of("versions-fine")
                .choosing("further versions of 0", 2)
                .choosing("when version 1 of 0 is put", 10_000)
                .choosing("when version 2 of 0 is put", 20_000);
        for (var plan : new String[] {"plan#1", "plan#3"}) {
            for (int tries = 0; tries < 3; tries++) {
                script.killBefore(plan + "'".repeat(tries), "*");
            }
        }
        var played = played(script.pause(
                "notify#2",
                "deletes *error.json",
                new Until("the report is that of the third version", world -> isReportOf(world, 2))));
        assertThat(played.ends()).containsExactly("0 failed", "0 succeeded", "0 failed");
    }

    private static boolean isReportOf(World world, int number) {
        return world.outbox
                .shelf()
                .stat("anime-x2/a.png.error.json")
                .flatMap(Provenance::of)
                .filter(its -> List.copyOf(world.history.jobs()).indexOf(new JobId(its.job())) == number)
                .isPresent();
    }

    // ---- redrives

    @Test
    void aRedriveThatDiesBetweenItsStepsIsGivenAgain() throws Exception {
        var script = Script.of("rude");
        var played = played(script.choosing("somebody cancels", 1)
                .pause("plan#1", "*", script.isAt("redrive#1'"))
                .killBefore("canceller", WRITES_OUTCOME)
                .choosing("nobody asks again", 1)
                .killAfter("redrive#1", WRITES_OUTCOME)
                .killBefore("redrive#1'", "writes* *attempts/1/start.json"));
        assertThat(played.ends()).containsExactly("0 cancelled", "1 succeeded");
    }

    /// A plan that another one takes over has its metadata, and they are dropped while it looks at the
    /// pixels.
    @Test
    void metadataThatAreDroppedWhileAPlanIsTakenOverAreReadFromTheSourceAgain() throws Exception {
        var script = Script.of("redrive-nofault");
        var played = played(script.choosing("somebody cancels", 1)
                .pause("canceller", "*", isThere("attempts/0/manifest.json"))
                .pause("enhance#1.claim#1", "*", isThere("attempts/1/start.json"))
                .pause("notify#1", "*", script.isAt("plan#2"))
                .pause("plan#2", "looks at *attempts/0/inferred.json", Script.ended("notify#1")));
        assertThat(played.ends()).containsExactly("0 cancelled", "1 succeeded");
    }

    @Test
    void twoRedrivesAtOnceBeginOneAttempt() throws Exception {
        var script = Script.of("two");
        var played = played(script.pause("redrive#1", "writes* *attempts/1/start.json", script.isAt("redrive#2"))
                .pause("redrive#2", "writes* *attempts/1/start.json", isThere("attempts/1/start.json")));
        assertThat(played.ends()).containsExactly("0 succeeded", "1 succeeded");
    }

    @Test
    void whatWasDecidedToBeDeliveredCannotBeCancelledAfterARedrive() throws Exception {
        var isCancelled = isThere("attempts/1/start.json").and(Script.ended("canceller#1"));
        var played = played(Script.of("rude")
                .choosing("somebody cancels", 1)
                .pause("deliver#1", "writes* outbox:*", isCancelled)
                .pause("canceller", "*", isThere("attempts/1/start.json"))
                .pause("plan#2", "*", isCancelled));
        assertThat(played.ends()).containsExactlyInAnyOrder("0 succeeded", "1 succeeded");
    }

    @Test
    void somebodyIsToldOfAnAttemptThatIsRedrivenBefore() throws Exception {
        var played = played(Script.of("redrive").pause("notify#1", "*", isThere("attempts/1/outcome.json")));
        assertThat(played.ends()).containsExactly("0 succeeded", "1 succeeded");
    }

    @Test
    void aSuccessThatIsToldLateLeavesTheReportOfALaterAttempt() throws Exception {
        var script = Script.of("redrive");
        for (int tries = 0; tries < 3; tries++) {
            script.killBefore("plan#2" + "'".repeat(tries), "*");
        }
        var played = played(script.pause(
                "notify#1",
                "*",
                new Until(
                        "the report is there",
                        world -> world.outbox
                                .shelf()
                                .stat("anime-x2/a.png.error.json")
                                .isPresent())));
        assertThat(played.ends()).containsExactly("0 succeeded", "1 failed");
    }

    @Test
    void aDecisionToDeliverOutlivesAnAttemptThatFails() throws Exception {
        var isCancelled = isThere("attempts/2/start.json").and(Script.ended("canceller#1"));
        var script = Script.of("rude");
        for (int tries = 0; tries < 3; tries++) {
            script.killBefore("plan#2" + "'".repeat(tries), "*");
        }
        var played = played(script.choosing("further rounds of redrives", 1)
                .choosing("somebody cancels", 1)
                .pause("deliver#1", "writes* outbox:*", isCancelled)
                .pause("canceller", "*", isThere("attempts/2/start.json"))
                .pause("plan#3", "*", isCancelled));
        assertThat(played.ends()).containsExactlyInAnyOrder("0 succeeded", "1 failed", "2 succeeded");
    }
}
