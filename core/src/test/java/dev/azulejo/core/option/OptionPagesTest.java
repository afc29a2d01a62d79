package dev.azulejo.core.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.plan.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables of options and limits in `docs/` say what the code says; to make them anew:
/// `./mvnw -pl core -am test -Dtest=OptionPagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class OptionPagesTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void theDropFolderHasEveryOptionThatAFileMaySay() throws Exception {
        var rows = OptionTable.of(Audience.EVERYBODY, Audience.FILES).stream()
                .map(option -> row(
                        "`%s`".formatted(option.name()),
                        option.values().expected(),
                        option.words().meaning(),
                        standard(option)));
        check("drop-folder.md", "| option | values | what it does | without it |", rows);
    }

    @Test
    void sizesHaveEveryOptionOfSize() throws Exception {
        var rows = Stream.concat(Stream.of(OptionTable.SCALE), SizeOptions.ALL.stream())
                .map(option -> row(
                        "`--%s %s`".formatted(option.name(), option.words().label()),
                        option.words().meaning(),
                        standard(option)));
        check("sizes.md", "| option | meaning | without it |", rows);
    }

    @Test
    void presetsHaveEveryPreset() throws Exception {
        var rows = Preset.all().stream()
                .map(preset -> row(
                        "`%s`".formatted(preset.name()),
                        preset.about(),
                        preset.says().entrySet().stream()
                                .map(said -> "`--%s %s`"
                                        .formatted(
                                                said.getKey(), said.getValue().text()))
                                .collect(Collectors.joining(" ")),
                        preset.reason()));
        check("presets.md", "| preset | for | options | why |", rows);
    }

    @Test
    void limitsHaveEveryLimit() throws Exception {
        var rows = Stream.concat(
                Arrays.stream(Limit.values())
                        .map(limit -> row(
                                "`%s`".formatted(limit.option()),
                                limit.meaning(),
                                limit.standardText(),
                                limit.source())),
                Stream.of(row("(disk)", "the space that is free in the work folder", "", "plan")));
        check("limits.md", "| limit | what it limits | default | read from |", rows);
    }

    private static String standard(Option<?> option) {
        var standard = option.words().standard();
        return option.standard().isPresent() ? "`%s`".formatted(standard) : standard;
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /// Holds the table under `head` against these rows, or writes it.
    private static void check(String name, String head, Stream<String> rows) throws IOException {
        var page = DOCS.resolve(name);
        var lines = Files.readAllLines(page);
        assertThat(lines).contains(head);
        int first = lines.indexOf(head) + 2;
        int end = first;
        while (lines.get(end).startsWith("|")) {
            end++;
        }
        var made = rows.toList();
        if (Boolean.getBoolean("azulejo.write")) {
            var written = Stream.of(lines.subList(0, first), made, lines.subList(end, lines.size()));
            Files.write(page, written.flatMap(List::stream).toList());
        } else {
            assertThat(lines.subList(first, end)).isEqualTo(made);
        }
    }
}
