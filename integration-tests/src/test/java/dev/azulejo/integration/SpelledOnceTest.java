package dev.azulejo.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.events.EventNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Names that two sides of the cloud must agree on stand in `cloud/contract` and in `events`. One that is spelled
/// elsewhere is found here, before an account finds that the two differ.
class SpelledOnceTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /// The contract itself, and what runs as one class without a class path.
    private static final Set<String> MAY_SPELL = Set.of("TinyFunction.java", "Variable.java", "EventNames.java");

    /// Those that mean something else too: the name of the command's cache, and a model's folder of the command.
    private static final Set<String> MEAN_MORE = Set.of(EventNames.OURS, Variable.MODELS.text());

    /// Tests show by these what AWS sends.
    private static final Set<String> OF_AWS =
            Set.of(EventNames.S3, EventNames.OBJECT_CREATED, EventNames.STEP_FUNCTIONS, EventNames.EXECUTION_CHANGED);

    private static boolean isTest(Path source) {
        return source.toString().contains("/src/test/");
    }

    @Test
    void noNameOfTheCloudIsSpelledTwice() throws IOException {
        var names = names();
        var spelled = new TreeSet<String>();
        for (var source : sources()) {
            var code = Files.readString(source).replaceAll("(?m)///.*$", "");
            LITERAL.matcher(code)
                    .results()
                    .map(MatchResult::group)
                    .map(literal -> literal.substring(1, literal.length() - 1))
                    .filter(names::contains)
                    .filter(name -> !(isTest(source) && OF_AWS.contains(name)))
                    .forEach(name -> spelled.add(name + " in " + Checkout.ROOT.relativize(source)));
        }
        assertThat(spelled).isEmpty();
    }

    /// Functions and machines of one word are words of other things too.
    private static Set<String> names() {
        return Stream.of(
                        Arrays.stream(Variable.values()).map(Variable::text),
                        Arrays.stream(StackOutput.values()).map(StackOutput::text),
                        Arrays.stream(Machine.values()).map(StackOutput::arnOf),
                        Arrays.stream(PipelineFunction.values()).map(StackOutput::nameOf),
                        Arrays.stream(PipelineFunction.values())
                                .map(PipelineFunction::text)
                                .filter(name -> name.contains("-")),
                        OF_AWS.stream(),
                        Stream.of(EventNames.REQUESTED))
                .flatMap(all -> all)
                .filter(name -> !MEAN_MORE.contains(name))
                .collect(Collectors.toSet());
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Checkout.ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !MAY_SPELL.contains(file.getFileName().toString()))
                    .toList();
        }
    }
}
