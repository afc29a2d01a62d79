package dev.azulejo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.simulator.TroubledRun.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Puts each stage into each kind of trouble, at each of its calls: its job ends right, or fails by name.
/// `docs/faults.md` is made from the results; to make it anew: `./mvnw -pl simulator -am test
/// -Dtest=FaultTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
@Tag("slow")
class FaultTableTest {
    private static final Path PAGE = Path.of("../docs/faults.md");
    private static final String BEGIN = "<!-- made by FaultTableTest -->\n";
    private static final String END = "<!-- end -->\n";

    /// How the work is cut: into one shard and one strip, or into several.
    private static final int[] CUTS = {0, 4};

    private static final int MOST_CALLS = 300;

    private static final Map<Stage, Row> ROWS = new ConcurrentHashMap<>();

    /// @param without how the job ends if nothing happens to the stage
    private record Row(TreeSet<String> without, Map<Trouble, Cell> cells) {}

    /// @param ends of all runs, in words
    /// @param wrong violations, each with its run
    private record Cell(int runs, TreeSet<String> ends, List<String> wrong, boolean needsPeople) {
        static final Cell NONE = new Cell(0, new TreeSet<>(), List.of(), false);

        Cell and(Cell other) {
            var both = new TreeSet<>(ends);
            both.addAll(other.ends);
            return new Cell(
                    runs + other.runs,
                    both,
                    Stream.of(wrong, other.wrong).flatMap(List::stream).toList(),
                    needsPeople || other.needsPeople);
        }
    }

    private static Row row(Stage stage) {
        return ROWS.computeIfAbsent(stage, FaultTableTest::made);
    }

    private static Row made(Stage stage) {
        try {
            return OneThread.runs(() -> {
                var without = new TreeSet<String>();
                for (int cut : CUTS) {
                    // Slow at a call that it never makes.
                    without.addAll(new TroubledRun(stage, Trouble.KILLED_BEFORE, Integer.MAX_VALUE, cut)
                            .run()
                            .ends());
                }
                var cells = new EnumMap<Trouble, Cell>(Trouble.class);
                for (var trouble : Trouble.values()) {
                    if (!isOutOfReach(stage, trouble)) {
                        cells.put(trouble, cell(stage, trouble, without));
                    }
                }
                return new Row(without, cells);
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether a trouble cannot happen to a stage: Step Functions is kept alive by AWS, and starts an
    /// execution for each event.
    private static boolean isOutOfReach(Stage stage, Trouble trouble) {
        return stage == Stage.MACHINE
                && List.of(Trouble.KILLED_BEFORE, Trouble.KILLED_AFTER, Trouble.KILLED_EACH_TIME)
                        .contains(trouble);
    }

    private static Cell cell(Stage stage, Trouble trouble, Set<String> without) {
        var cell = Cell.NONE;
        for (int cut : CUTS) {
            boolean isMet = true;
            for (int nth = 0; isMet; nth++) {
                var ended = new TroubledRun(stage, trouble, nth, cut).run();
                isMet = ended.met() && !trouble.isRepetition() && nth < MOST_CALLS;
                if (ended.met()) {
                    cell = cell.and(cell(
                            "%s, %s, call %d, cut %d".formatted(stage, trouble, nth, cut), ended, trouble, without));
                }
            }
        }
        return cell;
    }

    private static Cell cell(String run, Ended ended, Trouble trouble, Set<String> without) {
        var wrong = new ArrayList<String>();
        ended.violations().stream()
                .filter(violation -> !(trouble.mayFail() && violation.startsWith("FAILED-TOO-EASILY")))
                .forEach(wrong::add);
        for (var end : ended.ends()) {
            boolean isNamed = trouble.mayFail() && (end.startsWith("fails at ") || end.equals(TroubledRun.NO_JOB));
            if (!without.contains(end) && !isNamed) {
                wrong.add("ends otherwise: " + end);
            }
        }
        if (ended.ends().isEmpty()) {
            wrong.add("no job, and nobody knows");
        }
        return new Cell(
                1,
                new TreeSet<>(ended.ends()),
                wrong.isEmpty() ? List.of() : List.of("%s: %s%n%s".formatted(run, wrong, tail(ended.lines()))),
                ended.hasLetterForPeople() && !ended.ends().contains(TroubledRun.NO_JOB));
    }

    private static String tail(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 150), lines.size()));
    }

    @ParameterizedTest
    @EnumSource
    void inEachTroubleItEndsRightOrFailsByName(Stage stage) {
        row(stage).cells().forEach((trouble, cell) -> {
            assertThat(cell.runs()).as("%s, %s: runs", stage, trouble).isPositive();
            assertThat(cell.wrong()).as("%s, %s", stage, trouble).isEmpty();
        });
    }

    /// A function that the simulator does not have must be in the second table, with tests of its own.
    @Test
    void eachFunctionHasARow() {
        assertThat(Arrays.stream(PipelineFunction.values())
                        .filter(function -> !Stage.has(function) && !Elsewhere.has(function)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachTestOfTheSecondTableIsThere(Elsewhere row) {
        assertThat(row.missing()).isEmpty();
    }

    @Test
    void thePageShowsIt() throws Exception {
        var page = Files.readString(PAGE);
        var made = page.substring(0, page.indexOf(BEGIN)) + BEGIN + tables() + page.substring(page.indexOf(END));

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(PAGE).content().isEqualTo(made);
    }

    private static String tables() {
        var columns =
                Arrays.stream(Trouble.values()).map(Trouble::column).distinct().toList();
        var text = new StringBuilder(head(columns));
        for (var stage : Stage.values()) {
            text.append("| %s |".formatted(stage.text()));
            columns.forEach(column -> text.append(" %s |".formatted(words(row(stage), column))));
            text.append('\n');
        }
        text.append('\n').append(head(Elsewhere.COLUMNS));
        for (var row : Elsewhere.values()) {
            text.append(row.row());
        }
        return text.toString();
    }

    private static String head(List<String> columns) {
        return "| stage | %s |\n|%s\n".formatted(String.join(" | ", columns), "---|".repeat(columns.size() + 1));
    }

    private static String words(Row row, String column) {
        var cell = row.cells().entrySet().stream()
                .filter(entry -> entry.getKey().column().equals(column))
                .map(Map.Entry::getValue)
                .reduce(Cell.NONE, Cell::and);
        if (cell.runs() == 0) {
            return "AWS keeps it alive";
        }
        var otherwise =
                cell.ends().stream().filter(end -> !row.without().contains(end)).collect(Collectors.joining(", or "));
        boolean isEverRight = cell.ends().stream().anyMatch(row.without()::contains);
        var text = otherwise.isEmpty() ? "right" : isEverRight ? "right, or " + otherwise : otherwise;
        return text + (cell.needsPeople() ? "; some once its letter was sent back" : "");
    }
}
