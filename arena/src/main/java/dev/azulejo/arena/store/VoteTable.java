package dev.azulejo.arena.store;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Reason;
import dev.azulejo.arena.Vote;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads and writes votes as a table of comma-separated values, one per line: for spreadsheets and
/// statistics, and from other tools.
public final class VoteTable {
    private static final List<String> COLUMNS = List.of(
            "judge",
            "number",
            "scene",
            "left",
            "right",
            "damaged",
            "repeats",
            "choice",
            "reasons",
            "asked_at",
            "voted_at");

    private VoteTable() {}

    /// @param names of judges, by their ids
    public static String write(List<Vote> votes, UnaryOperator<String> names) {
        return Csv.line(COLUMNS)
                + votes.stream()
                        .sorted(Vote.ORDER)
                        .map(vote -> Csv.line(fields(vote, names)))
                        .collect(Collectors.joining());
    }

    private static List<String> fields(Vote vote, UnaryOperator<String> names) {
        var question = vote.question();
        var damaged = question.left().damaged() ? "left" : question.right().damaged() ? "right" : "";
        return List.of(
                names.apply(vote.judge()),
                String.valueOf(vote.asked().number()),
                question.scene(),
                question.left().contender(),
                question.right().contender(),
                damaged,
                question.repeats().isPresent()
                        ? String.valueOf(question.repeats().getAsInt())
                        : "",
                word(vote.choice()),
                vote.answer().reasons().stream().map(VoteTable::word).sorted().collect(Collectors.joining(" ")),
                vote.asked().at().toString(),
                vote.at().toString());
    }

    /// Reads a table, checked against an arena's scenes and contenders. A vote has the judge whose name
    /// stands in its line.
    ///
    /// @throws IllegalArgumentException naming the line that is not a vote
    public static List<Vote> read(String text, Arena arena) {
        var lines = Csv.lines(text);
        if (lines.isEmpty() || !lines.getFirst().equals(COLUMNS)) {
            throw new IllegalArgumentException("the first line must be " + String.join(",", COLUMNS));
        }
        var votes = new ArrayList<Vote>();
        var questions = new HashSet<String>();
        for (int line = 1; line < lines.size(); line++) {
            try {
                var vote = vote(lines.get(line), arena);
                if (!questions.add("%d of %s".formatted(vote.asked().number(), vote.judge()))) {
                    throw new IllegalArgumentException("a judge answers a question once");
                }
                votes.add(vote);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("vote %d: %s".formatted(line, e.getMessage()), e);
            }
        }
        return votes;
    }

    private static Vote vote(List<String> fields, Arena arena) {
        if (fields.size() != COLUMNS.size()) {
            throw new IllegalArgumentException("%d fields instead of %d".formatted(fields.size(), COLUMNS.size()));
        }
        var judge = fields.get(0);
        int number = number(fields.get(1));
        if (judge.isBlank()) {
            throw new IllegalArgumentException("the judge has no name");
        }
        var damaged = fields.get(5);
        if (!List.of("", "left", "right").contains(damaged)) {
            throw new IllegalArgumentException("damaged is '%s', not left, right or nothing".formatted(damaged));
        }
        arena.scene(fields.get(2));
        arena.number(fields.get(3));
        arena.number(fields.get(4));
        var question = new Question(
                fields.get(2),
                new Picture(fields.get(3), damaged.equals("left")),
                new Picture(fields.get(4), damaged.equals("right")),
                fields.get(6).isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(fields.get(6))));
        var asked = Instant.parse(fields.get(9));
        var voted = Instant.parse(fields.get(10));
        if (voted.isBefore(asked)) {
            throw new IllegalArgumentException("it was voted on before it was asked");
        }
        var answer = new Answer(constant(Choice.class, fields.get(7)), reasons(fields.get(8)));
        return new Vote(new Asked(judge, number, question, asked), answer, voted);
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("'%s' is no number of a question, 0 to 999999".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static Set<Reason> reasons(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> constant(Reason.class, word))
                .collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> E constant(Class<E> all, String word) {
        return Stream.of(all.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s"
                        .formatted(
                                word,
                                Stream.of(all.getEnumConstants())
                                        .map(VoteTable::word)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
