package dev.azulejo.arena.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Reason;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import dev.azulejo.fuzz.FuzzContract;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fuzzes tables of votes: what is read is written and read again the same.
class VoteTableFuzzTest extends FuzzContract {
    private static final Arena ARENA =
            new Arena("test", List.of("a, b", "c"), List.of(new Scene("s", "image", Set.of())), 100, 1);
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final List<Vote> VOTES = List.of(
            vote(0, new Question("s", whole("a, b"), whole("c"), OptionalInt.empty()), Choice.LEFT),
            vote(1, new Question("s", new Picture("c", true), whole("c"), OptionalInt.empty()), Choice.BOTH_BAD),
            vote(2, new Question("s", whole("c"), whole("a, b"), OptionalInt.of(0)), Choice.TIE));

    private static Picture whole(String contender) {
        return new Picture(contender, false);
    }

    private static Vote vote(int number, Question question, Choice choice) {
        var asked = new Asked("Ana \"Ann\" Example", number, question, AT.plusSeconds(number));
        return new Vote(asked, new Answer(choice, Set.of(Reason.FACE, Reason.SHARPER)), AT.plusSeconds(number + 5));
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(VoteTable.write(VOTES, UnaryOperator.identity()).getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        List<Vote> read;
        try {
            read = VoteTable.read(new String(input, UTF_8), ARENA);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s)(the first line must be|vote \\d+: |line \\d+: ).*");
            return;
        }
        assertThat(VoteTable.read(VoteTable.write(read, UnaryOperator.identity()), ARENA))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void whatIsWrittenIsRead() {
        var table = VoteTable.write(VOTES, UnaryOperator.identity());
        assertThat(VoteTable.read(table, ARENA)).isEqualTo(VOTES);
        assertThat(table.lines().toList().get(2))
                .isEqualTo("\"Ana \"\"Ann\"\" Example\",1,s,c,c,left,,both_bad,face sharper,2026-12-01T10:00:01Z,"
                        + "2026-12-01T10:00:06Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",1,s, | ,1,t, | vote 2: no scene t",
                "both_bad | neither | vote 2: 'neither' is none of left, right, tie, both_bad",
                ",c,c,left | ,c,c,both | vote 2: damaged is 'both', not left, right or nothing",
                "10:00:06Z | 09:00:06Z | vote 2: it was voted on before it was asked",
                "Example\",2,s | Example\",1,s | vote 3: a judge answers a question once",
                "Example\",2,s | Example\",-2,s | vote 3: '-2' is no number of a question, 0 to 999999",
                ",0,tie,face | ,0,face | vote 3: 10 fields instead of 11",
                "judge,number | number,judge | the first line must be judge,number,scene"
            })
    void whatIsNoVoteIsNamed(String from, String to, String words) {
        var table = VoteTable.write(VOTES, UnaryOperator.identity());
        assertThat(table).contains(from);
        assertThatThrownBy(() -> VoteTable.read(table.replace(from, to), ARENA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }
}
