package dev.azulejo.arena.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final Arena ARENA =
            new Arena("test", List.of("a", "b"), List.of(new Scene("s", "image", Set.of())), 100, 1);

    private final List<Vote> votes = new ArrayList<>();

    private void vote(String judge, Question question, Choice choice) {
        int number =
                (int) votes.stream().filter(vote -> vote.judge().equals(judge)).count();
        var at = Instant.ofEpochSecond(votes.size());
        votes.add(new Vote(
                new Asked(judge, number, question, at), new Answer(choice, Set.of()), at.plusMillis(500 + number)));
    }

    private static Question ordinary(boolean swapped) {
        var contenders = swapped ? List.of("b", "a") : List.of("a", "b");
        return new Question(
                "s",
                new Picture(contenders.getFirst(), false),
                new Picture(contenders.getLast(), false),
                OptionalInt.empty());
    }

    private static Question catchTrial(boolean damagedLeft) {
        return new Question("s", new Picture("a", damagedLeft), new Picture("a", !damagedLeft), OptionalInt.empty());
    }

    /// Adds votes by a judge who prefers a or b, on any side.
    private void prefer(String judge, String contender, int times) {
        for (int i = 0; i < times; i++) {
            var question = ordinary(i % 2 == 0);
            vote(judge, question, question.left().contender().equals(contender) ? Choice.LEFT : Choice.RIGHT);
        }
    }

    @Test
    void aRecordCountsWhatAJudgeDid() {
        vote("ana", ordinary(false), Choice.LEFT);
        vote("ana", ordinary(true), Choice.TIE);
        vote("ana", ordinary(false).repeated(0), Choice.RIGHT); // b, a: still for a
        vote("ana", ordinary(true).repeated(1), Choice.LEFT);
        vote("ana", catchTrial(true), Choice.RIGHT);
        vote("ana", catchTrial(false), Choice.BOTH_BAD);
        assertThat(new Panel(ARENA, votes).records().get("ana"))
                .isEqualTo(new JudgeRecord(6, 4, 2, 2, 2, 1, 2, 1, 0, 0.503));
        assertThat(new Panel(ARENA, votes).duels())
                .as("only ordinary ones count")
                .hasSize(2);
    }

    @Test
    void aSlipIsForgiven() {
        for (int i = 0; i < 10; i++) {
            vote("ana", catchTrial(true), i == 0 ? Choice.LEFT : Choice.RIGHT);
        }
        assertThat(new Panel(ARENA, votes).fault("ana")).isEmpty();
    }

    @Test
    void whoDoesNotSeeDamageIsFoundByTheThirdTrial() {
        for (int i = 0; i < 3; i++) {
            assertThat(new Panel(ARENA, votes).fault("ana")).isEmpty();
            vote("ana", ordinary(false), Choice.LEFT);
            vote("ana", catchTrial(true), Choice.TIE);
        }
        var panel = new Panel(ARENA, votes);
        assertThat(panel.fault("ana"))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .isEqualTo(new Fault(
                                Fault.Kind.FAILS_CATCH_TRIALS,
                                "did not see the damaged picture in 3 of 3 catch trials")));
        assertThat(panel.duels()).isEmpty();
    }

    @Test
    void whoAlwaysChoosesOneSideIsFoundThoughNothingElseTells() {
        for (int i = 0; i < 20; i++) {
            vote("ana", ordinary(i % 2 == 0), Choice.RIGHT);
        }
        assertThat(new Panel(ARENA, votes).fault("ana")).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(Fault.Kind.PREFERS_A_SIDE);
            assertThat(fault.words()).contains("right in 20 of 20");
        });
    }

    @Test
    void whoPrefersTheOtherPictureInEachRepeatIsFound() {
        for (int i = 0; i < 12; i++) {
            vote("ana", ordinary(false), i % 2 == 0 ? Choice.LEFT : Choice.RIGHT);
            vote("ana", ordinary(false).repeated(2 * i), i % 2 == 0 ? Choice.LEFT : Choice.RIGHT);
        }
        assertThat(new Panel(ARENA, votes).fault("ana"))
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CONTRADICTS_ITSELF));
    }

    @Test
    void whoVotesAgainstAllOthersIsFlaggedAndCounts() {
        prefer("ana", "a", 30);
        prefer("ben", "a", 30);
        prefer("eve", "b", 30);
        var panel = new Panel(ARENA, votes);
        assertThat(panel.flag("eve"))
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CONTRARY));
        assertThat(panel.flag("ana")).isEmpty();
        assertThat(panel.flag("ben")).isEmpty();
        assertThat(panel.fault("eve")).isEmpty();
        assertThat(panel.duels()).hasSize(90);
        assertThat(panel.unflagged()).hasSize(60).noneMatch(duel -> duel.judge().equals("eve"));
    }

    @Test
    void howMuchJudgesDifferIsShown() {
        prefer("ana", "a", 30);
        assertThat(new Panel(ARENA, votes).agreements()).isEmpty();
        prefer("ben", "a", 20);
        prefer("ben", "b", 10);
        prefer("eve", "b", 30);
        vote("eve", ordinary(false), Choice.TIE);
        assertThat(new Panel(ARENA, votes).agreements())
                .isEqualTo(Map.of(
                        "ana", new Panel.Agreement(0, 30),
                        "ben", new Panel.Agreement(10, 30),
                        "eve", new Panel.Agreement(0, 30)));
    }

    @Test
    void ofTwoNobodyIsContrary() {
        prefer("ana", "a", 30);
        prefer("eve", "b", 30);
        var panel = new Panel(ARENA, votes);
        assertThat(panel.flag("ana")).isEmpty();
        assertThat(panel.flag("eve")).isEmpty();
    }
}
