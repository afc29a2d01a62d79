package dev.azulejo.quality.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cli.Main;
import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.command.lab.Laboratory.Elsewhere;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where the wing is there, the command runs what it holds.
class QualityWingTest {
    static final List<String> COMMANDS =
            new QualityWing().commands().keySet().stream().sorted().toList();

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aCommandIsFoundByItsName(String typed) {
        assertThat(called(typed).<Object>getCommand())
                .isInstanceOf(new QualityWing().commands().get(typed));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void itsHelpBeginsAsEveryBuildListsIt(String typed) {
        var listed = Arrays.stream(Laboratory.class.getDeclaredClasses())
                .map(type -> type.getAnnotation(Command.class))
                .filter(Objects::nonNull)
                .filter(command -> typed.endsWith(command.name()))
                .map(command -> command.description()[0]);
        assertThat(listed)
                .containsExactly(called(typed).getCommandSpec().usageMessage().description()[0]);
    }

    /// The command that makes models is in a build of its own.
    @Test
    void nothingElseIsElsewhere() {
        assertThat(Main.commandLine().getSubcommands().values())
                .filteredOn(command -> command.getCommand() instanceof Elsewhere)
                .extracting(CommandLine::getCommandName)
                .containsExactly("lab");
    }

    @Test
    void anImageIsEvaluatedWithoutAWordOfRecipes() {
        var parsed = Main.commandLine().parseArgs("evaluate", "coffee.jpg").subcommand();
        assertThat(parsed.commandSpec().findOption("--recipes").<List<String>>getValue())
                .containsExactly("resize", "auto");
    }

    @Test
    void rareOptionsStandBehindHelpAllAndInCompletion() {
        assertThat(answer("evaluate", "--help")).doesNotContain("--libvips").contains("--help-all");
        assertThat(answer("evaluate", "--help-all")).contains("--libvips");
        assertThat(answer("completion")).contains("--network");
    }

    private static String answer(String... words) {
        var said = new StringWriter();
        assertThat(Main.commandLine(words).setOut(new PrintWriter(said)).execute(words))
                .isZero();
        return said.toString();
    }

    private static CommandLine called(String typed) {
        var words = typed.split(" ");
        var found = Main.commandLine(words);
        for (var word : words) {
            found = Objects.requireNonNull(found.getSubcommands().get(word));
        }
        return found;
    }
}
