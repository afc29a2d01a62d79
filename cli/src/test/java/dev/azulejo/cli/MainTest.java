package dev.azulejo.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream()
                .filter(name -> !List.of("completion", "help").contains(name));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandThatIsCalledIsTheOnlyOneThatIsRead(String name) {
        var alone = Main.commandLine(name, "--help");
        assertThat(alone.getSubcommands()).containsOnlyKeys(name);
        assertThat(help(alone, name)).isEqualTo(help(Main.commandLine(), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "--version", "completion", "recipe", "enhance.jpg"})
    void whateverElseComesFirstNeedsAllOfThem(String first) {
        assertThat(Main.commandLine(first).getSubcommands()).containsKeys("enhance", "recipes", "completion", "watch");
    }

    /// A shell may find a photograph of that name.
    @Test
    void aFileWithAnAtBeforeItsNameHoldsNoArguments(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("a.png"), "--help");
        var recipes = Main.commandLine("recipes").setErr(new PrintWriter(new StringWriter()));
        assertThat(recipes.execute("recipes", "@" + file)).isEqualTo(ExitCode.USAGE.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enhance", "watch", "serve"})
    void helpSaysWhatExitCodesMean(String name) {
        var help = help(Main.commandLine(name), name);
        assertThat(ExitCode.meanings().keySet())
                .allSatisfy(code -> assertThat(help)
                        .contains("Exit codes:")
                        .containsPattern("(?m)^ *%s  ".formatted(code.strip())));
    }

    @ParameterizedTest
    @CsvSource({
        "recipe,           there is no command 'recipe' (did you mean 'recipes'?)",
        "enhence,          there is no command 'enhence' (did you mean 'enhance'?)",
        "photo.jpg,        there is no command 'photo.jpg' (did you mean 'azulejo enhance photo.jpg'?)",
        "mow,              there is no command 'mow'",
        "enhance a --sclae, there is no option '--sclae' (did you mean '--scale'?)",
        "recipes now,      word 'now' is one too many",
        "-o a.png,         there is no option '-o' (did you mean 'azulejo enhance -o'?)",
        "enhance a -s,     there is no option '-s' (did you mean '--scale'?)",
        "enhance a -z,     there is no option '-z'",
        "enhance a --out,  there is no option '--out' (did you mean '--output'?)",
    })
    void aMistypedWordIsAnsweredWithTheOneThatWasMeant(String typed, String answer) {
        var said = new StringWriter();
        var words = typed.split(" ");
        var code = Main.commandLine(words).setErr(new PrintWriter(said)).execute(words);
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(said.toString()).startsWith("azulejo: " + answer + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate --as-is pictures",
                "edge-cases",
                "sets pull",
                "metrics --help",
                "arena",
                "models promote",
                "lab"
            })
    void aCommandOfTheLaboratorySaysThatItIsElsewhere(String typed) {
        var said = new StringWriter();
        var words = typed.split(" ");
        var code = Main.commandLine(words).setErr(new PrintWriter(said)).execute(words);
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(said.toString())
                .isEqualTo("azulejo: the laboratory is not in this build; run ./azulejo %s%n"
                        .formatted(words[0].equals("models") ? typed : words[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "enhance"})
    void helpBeginsWithFiveExamplesThatCanBeTyped(String name) {
        var main = Main.commandLine();
        var help = name.isEmpty() ? main.getUsageMessage() : help(main, name);
        var examples = help.substring(0, help.indexOf("Usage:"))
                .lines()
                .filter(line -> line.startsWith("  azulejo "))
                .toList();
        assertThat(examples).hasSize(5).allMatch(line -> line.length() <= 80).allSatisfy(example -> {
            var typed = example.strip().replaceAll("  .*|\"", "");
            var words = Pattern.compile(" ").splitAsStream(typed).skip(1).toArray(String[]::new);
            assertThatCode(() -> Main.commandLine().parseArgs(words)).doesNotThrowAnyException();
        });
    }

    @ParameterizedTest
    @CsvSource({"enhance, --max-pixels", "enhance, --trace", "plan, --tile", "watch, --threads"})
    void rareOptionsStandBehindHelpAllAndInCompletion(String name, String option) {
        assertThat(answer(name, "--help")).doesNotContain(option).contains("--help-all");
        assertThat(answer(name, "--help-all")).contains(option);
        assertThat(answer("completion")).contains(option);
    }

    @Test
    void helpIsACommandToo() {
        assertThat(answer("help", "enhance")).isEqualTo(answer("enhance", "--help"));
        assertThat(answer("help")).isEqualTo(answer("--help"));
    }

    private static String answer(String... words) {
        var said = new StringWriter();
        assertThat(Main.commandLine(words).setOut(new PrintWriter(said)).execute(words))
                .isZero();
        return said.toString();
    }

    private static String help(CommandLine main, String command) {
        return requireNonNull(main.getSubcommands().get(command)).getUsageMessage();
    }
}
