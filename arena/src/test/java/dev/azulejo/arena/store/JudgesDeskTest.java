package dev.azulejo.arena.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Reason;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.store.JudgesDesk.Next;
import dev.azulejo.arena.store.JudgesDesk.Side;
import dev.azulejo.arena.store.JudgesDesk.Taken;
import dev.azulejo.arena.store.JudgesDesk.Why;
import dev.azulejo.arena.store.PublishedArena.ScenePictures;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgesDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static final Origins ORIGINS = new Origins(
            200,
            Map.of("a", List.of("a 00")),
            Map.of("image 0", "11"),
            Map.of("image 0", List.of("22", "33", "44")),
            Map.of("s0", new Rect(8, 16, 32, 32)));

    /// Votes have different times, so that two can be told apart.
    private final AtomicLong seconds = new AtomicLong();

    private static final Answer LEFT = new Answer(Choice.LEFT, Set.of(Reason.SHARPER));

    private final JobStorage place = new MemoryStorage();
    private Judge ana = new Judge("", "", "", NOW);
    private Judge ben = ana;

    @BeforeEach
    void publish() {
        publish(6, 100);
    }

    private void publish(int scenes, int budget) {
        place.delete("arena.json");
        var random = new Random(1);
        var objects = new ArenaObjects(place);
        var all = new ArrayList<Scene>();
        var pictures = new HashMap<String, ScenePictures>();
        for (int scene = 0; scene < scenes; scene++) {
            var keys = new HashMap<Picture, String>();
            for (var contender : List.of("a", "b", "c")) {
                for (boolean damaged : new boolean[] {false, true}) {
                    var bytes = "%d %s %s".formatted(scene, contender, damaged).getBytes(StandardCharsets.UTF_8);
                    keys.put(new Picture(contender, damaged), objects.addPicture(bytes, random));
                }
            }
            all.add(new Scene("s" + scene, "image " + scene, Set.of("face", "text")));
            pictures.put("s" + scene, new ScenePictures(new Size(5, 4), keys));
        }
        var arena = new Arena("test", List.of("a", "b", "c"), all, budget, 7);
        assertThat(objects.publish(new PublishedArena(ArenaObjects.drawnId(random), arena, pictures, ORIGINS)))
                .isTrue();
        ana = objects.invite("Ana", JudgeKey.random(random), NOW);
        ben = objects.invite("Ben", JudgeKey.random(random), NOW);
    }

    /// The desk of a server that was just started.
    private JudgesDesk desk() {
        var objects = new ArenaObjects(place);
        return new JudgesDesk(
                objects,
                objects.arena().orElseThrow(),
                Clock.fixed(NOW.plusSeconds(seconds.incrementAndGet()), ZoneOffset.UTC));
    }

    private static Asked put(Next next) {
        return ((Next.Put) next).asked();
    }

    private List<String> keys(String prefix) {
        try (var all = place.list(prefix)) {
            return all.map(ObjectStat::key).toList();
        }
    }

    @Test
    void anArenaIsReadAsItWasWritten() {
        var read = desk().arena();
        assertThat(read.arena().scenes())
                .hasSize(6)
                .allMatch(scene -> scene.tags().equals(Set.of("face", "text")));
        assertThat(read.arena().seed()).isEqualTo(7);
        assertThat(read.size("s0")).isEqualTo(new Size(5, 4));
        assertThat(read.origins()).isEqualTo(ORIGINS);
        assertThat(new ArenaObjects(place).publish(read)).as("a second time").isFalse();
    }

    @Test
    void anArenaOfAnEarlierVersionDoesNotSayWhatItWasMadeOf() throws IOException {
        var json = (ObjectNode) new JsonMapper().readTree(place.readAll("arena.json"));
        json.remove("origins");
        place.put("arena.json", json.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(desk().arena().origins()).isEqualTo(Origins.UNKNOWN);
    }

    @Test
    void theHashIsThatOfTheArenaAndOfAllVotes() {
        var objects = new ArenaObjects(place);
        var before = objects.sha256();
        var question = put(desk().next(ana));
        assertThat(objects.sha256()).as("a question is no result").isEqualTo(before);
        desk().answer(ana, question.number(), LEFT);
        var after = objects.sha256();
        assertThat(after).isNotEqualTo(before).isEqualTo(new ArenaObjects(place).sha256());
        publish(7, 100);
        assertThat(objects.sha256()).isNotEqualTo(after);
    }

    @Test
    void votesFromElsewhereAreAddedOnceOrNotAtAll() {
        var question = put(desk().next(ana));
        desk().answer(ana, question.number(), LEFT);
        var objects = new ArenaObjects(place);
        var kept = objects.votes().getFirst();
        var known = kept.by("Ana");
        var ofEve = kept.by("Eve");
        assertThat(objects.add(List.of(known, ofEve), new Random(9))).isEqualTo(1);
        assertThat(objects.add(List.of(known, ofEve), new Random(9))).isZero();
        assertThat(objects.judges()).extracting(Judge::name).containsExactlyInAnyOrder("Ana", "Ben", "Eve");
        assertThat(objects.votes()).hasSize(2).contains(kept);

        var other = new Vote(known.asked(), new Answer(Choice.TIE, Set.of()), known.at());
        assertThatThrownBy(() -> objects.add(List.of(kept.by("Fay"), other), new Random(9)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("question 0 of Ana has another answer here; nothing is added");
        assertThat(objects.votes()).as("nothing of it").hasSize(2);
    }

    @Test
    void aKeyLeadsToItsJudgeAndOthersToNobody() {
        var objects = new ArenaObjects(place);
        var key = JudgeKey.random(new Random(5));
        var judge = objects.invite("Eve", key, NOW);
        assertThat(desk().judge(key.text())).hasValue(judge);
        assertThat(desk().judge(JudgeKey.random(new Random(6)).text())).isEmpty();
        assertThat(desk().judge("azj_../../arena")).isEmpty();
        assertThat(desk().judge("")).isEmpty();
        assertThat(objects.judges()).extracting(Judge::name).containsExactlyInAnyOrder("Ana", "Ben", "Eve");
    }

    @Test
    void aQuestionStaysOpenUntilItIsAnswered() {
        var first = put(desk().next(ana));
        assertThat(put(desk().next(ana))).as("after a restart").isEqualTo(first);
        assertThat(desk().answer(ana, first.number(), LEFT)).isEqualTo(Taken.COUNTED);
        assertThat(desk().next(ana)).isInstanceOfSatisfying(Next.Put.class, next -> {
            assertThat(next.asked().number()).isEqualTo(1);
            assertThat(next.answered()).isEqualTo(1);
        });
    }

    @Test
    void anAnswerThatIsSentTwiceCountsOnceAndStaysAsItIs() {
        put(desk().next(ana));
        assertThat(desk().answer(ana, 0, LEFT)).isEqualTo(Taken.COUNTED);
        assertThat(desk().answer(ana, 0, LEFT)).isEqualTo(Taken.KNOWN);
        assertThat(desk().answer(ana, 0, new Answer(Choice.TIE, Set.of()))).isEqualTo(Taken.ANSWERED_OTHERWISE);
        assertThat(new ArenaObjects(place).votes())
                .singleElement()
                .extracting(Vote::answer)
                .isEqualTo(LEFT);
    }

    @Test
    void whatWasNeverAskedCannotBeAnsweredNorSeen() {
        put(desk().next(ana));
        assertThat(desk().answer(ana, 1, LEFT)).isEqualTo(Taken.NEVER_ASKED);
        assertThat(desk().answer(ana, -1, LEFT)).isEqualTo(Taken.NEVER_ASKED);
        assertThat(desk().answer(ben, 0, LEFT)).as("somebody else's question").isEqualTo(Taken.NEVER_ASKED);
        assertThat(desk().picture(ben, 0, Side.LEFT)).isEmpty();
        assertThat(keys("votes/")).isEmpty();
    }

    @Test
    void sidesShowThePicturesOfTheQuestion() {
        var question = put(desk().next(ana)).question();
        assertThat(desk().picture(ana, 0, Side.LEFT).map(String::new))
                .hasValue("%s %s %s"
                        .formatted(
                                question.scene().substring(1),
                                question.left().contender(),
                                question.left().damaged()));
        assertThat(desk().picture(ana, 0, Side.RIGHT)).isNotEqualTo(desk().picture(ana, 0, Side.LEFT));
    }

    @Test
    void keysOfPicturesTellNothing() {
        assertThat(keys("pictures/")).hasSize(6 * 3 * 2).allMatch(key -> key.matches("pictures/[0-9a-v]{32}\\.png"));
    }

    @Test
    void tabsThatAskAtOnceGetOneQuestionAndOneVote() throws Exception {
        try (var tabs = Executors.newFixedThreadPool(8)) {
            for (int number = 0; number < 15; number++) {
                var start = new CountDownLatch(1);
                var asked = new ArrayList<Future<Asked>>();
                for (int tab = 0; tab < 8; tab++) {
                    asked.add(tabs.submit(() -> {
                        start.await();
                        return put(desk().next(ana));
                    }));
                }
                start.countDown();
                var first = asked.getFirst().get();
                for (var other : asked) {
                    assertThat(other.get()).isEqualTo(first);
                }
                var answers = new ArrayList<Future<Taken>>();
                for (int tab = 0; tab < 8; tab++) {
                    var answer = tab % 2 == 0 ? LEFT : new Answer(Choice.RIGHT, Set.of());
                    answers.add(tabs.submit(() -> desk().answer(ana, first.number(), answer)));
                }
                var taken = new ArrayList<Taken>();
                for (var answer : answers) {
                    taken.add(answer.get());
                }
                assertThat(taken).filteredOn(Taken.COUNTED::equals).hasSize(1);
            }
        }
        assertThat(new ArenaObjects(place).votes()).hasSize(15);
    }

    @Test
    void everythingHasAnEnd() {
        while (desk().next(ana) instanceof Next.Put next) {
            desk().answer(ana, next.asked().number(), LEFT);
        }
        assertThat(desk().next(ana))
                .isInstanceOfSatisfying(
                        Next.Done.class, done -> assertThat(done.why()).isEqualTo(Why.SEEN_ALL));
        assertThat(new Standing(desk().arena().arena(), new ArenaObjects(place).votes())
                        .panel()
                        .records()
                        .get(ana.id()))
                .isNotNull();
    }

    @Test
    void aSpentBudgetEndsItForAll() {
        publish(6, 3);
        while (desk().next(ana) instanceof Next.Put next) {
            var whole = next.asked().question().left().damaged() ? Choice.RIGHT : Choice.LEFT;
            desk().answer(ana, next.asked().number(), new Answer(whole, Set.of()));
        }
        assertThat(desk().next(ben)).isEqualTo(new Next.Done(Why.ENOUGH_VOTES, 0));
    }

    @Test
    void aDamagedVoteIsNamed() {
        place.put("votes/" + ana.id() + "/000000.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new ArenaObjects(place).votes())
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("000000.json");
        place.put(
                "votes/" + ana.id() + "/000000.json",
                "{\"version\": 1, \"judge\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new ArenaObjects(place).votes())
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("000000.json");
    }

    @Test
    void votesReadAgainGiveTheSameRanking() {
        var desk = desk();
        for (int i = 0; i < 30; i++) {
            for (var judge : List.of(ana, ben)) {
                if (desk.next(judge) instanceof Next.Put next) {
                    var left = next.asked().question().left();
                    boolean right = left.damaged()
                            || left.contender()
                                            .compareTo(next.asked()
                                                    .question()
                                                    .right()
                                                    .contender())
                                    > 0;
                    desk.answer(judge, next.asked().number(), new Answer(right ? Choice.RIGHT : Choice.LEFT, Set.of()));
                }
            }
        }
        var arena = desk.arena().arena();
        var one = new Standing(arena, new ArenaObjects(place).votes()).ranking();
        assertThat(new Standing(arena, new ArenaObjects(place).votes().reversed()).ranking())
                .isEqualTo(one);
        assertThat(one.order()).isEqualTo(List.of(0, 1, 2));
        assertThat(one.votes()).isGreaterThanOrEqualTo(10);
    }
}
