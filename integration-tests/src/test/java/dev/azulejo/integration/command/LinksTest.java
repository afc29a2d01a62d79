package dev.azulejo.integration.command;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No page of the documentation links to what is not there, be it a file or a heading of one.
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^\\s*```.*?^\\s*```\\s*?$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    private static final Pattern CLASS = Pattern.compile("`@?([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?:[.#(][^`\\n]*)?`");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w+");
    private static final Set<String> WORDS = words();

    /// Of AWS, of ONNX, of libvips and of browsers.
    private static final Set<String> OF_OTHERS = Set.of(
            "FuzzTest",
            "HttpOnly",
            "InvalidPart",
            "InvalidPartOrder",
            "NonZero",
            "RemoveFromVersionId",
            "StartMessageMoveTask",
            "TopK",
            "UpdateSecretVersionStage",
            "VipsRect");

    /// Of a deployment.
    private static final Set<String> OUTPUTS = Stream.concat(
                    Arrays.stream(StackOutput.values()).map(StackOutput::text),
                    Arrays.stream(PipelineFunction.values()).map(StackOutput::nameOf))
            .collect(Collectors.toUnmodifiableSet());

    /// More would not be read, and the first screen is what a stranger sees.
    private static final int WORDS_OF_THE_README = 900;

    static List<Path> pages() throws IOException {
        try (var files = Files.walk(Checkout.ROOT, 4)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file ->
                            Stream.of("target", "node_modules", "shared").noneMatch(folder -> has(file, folder)))
                    .sorted(naturalOrder())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        var text = withoutBlocks(page);
        assertThat(LINK.matcher(text).results().map(link -> link.group(1)))
                .filteredOn(link -> !link.matches("(?i)[a-z]+:.*"))
                .allSatisfy(link -> assertThat(place(page, link)).as(link).exists())
                .filteredOn(link ->
                        link.contains("#") && place(page, link).toString().endsWith(".md"))
                .allSatisfy(link -> assertThat(anchors(place(page, link)))
                        .as(link)
                        .contains(link.substring(link.indexOf('#') + 1)));
    }

    /// A name in code letters is a class of ours, or a word that stands in the code, such as one of AWS.
    @ParameterizedTest
    @MethodSource("pages")
    void everyClassThatAPageNamesIsThere(Path page) throws IOException {
        assertThat(CLASS.matcher(withoutBlocks(page)).results().map(name -> name.group(1)))
                .filteredOn(name -> !page.endsWith("CHANGELOG.md") && !name.matches("(Foo|Xxx).*"))
                .filteredOn(name -> !OF_OTHERS.contains(name) && !OUTPUTS.contains(name))
                .isSubsetOf(WORDS);
    }

    /// All words of the code that begin with a capital letter; not those of comments, which may be stale
    /// as pages are.
    private static Set<String> words() {
        try (var files = Files.walk(Checkout.ROOT)) {
            return files.filter(file -> file.toString().matches(".*[.](java|py|js|mjs)"))
                    .filter(file ->
                            Stream.of("target", "node_modules", "shared").noneMatch(folder -> has(file, folder)))
                    .filter(file -> !file.endsWith("LinksTest.java"))
                    .flatMap(file -> WORD.matcher(read(file).replaceAll("(?m)^ *//.*$", ""))
                            .results())
                    .map(MatchResult::group)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        var index = Files.readString(Checkout.ROOT.resolve("docs/README.md"));
        try (var docs = Files.list(Checkout.ROOT.resolve("docs"))) {
            assertThat(docs.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void theReadmeIsOneScreen() throws IOException {
        assertThat(Files.readString(Checkout.ROOT.resolve("README.md")).strip().split("\\s+"))
                .hasSizeLessThan(WORDS_OF_THE_README);
    }

    private static boolean has(Path file, String folder) {
        return Stream.iterate(file, Path::getParent)
                .takeWhile(path -> !path.equals(Checkout.ROOT))
                .anyMatch(path -> path.getFileName().toString().equals(folder));
    }

    private static Path place(Path page, String link) {
        var file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    /// Headings as GitHub makes anchors of them: letters, digits, hyphens and underscores in lower case, spaces as
    /// hyphens.
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(withoutBlocks(page))
                .results()
                .map(LinksTest::anchor)
                .toList();
    }

    private static String anchor(MatchResult heading) {
        var words = LINK.matcher(heading.group(1))
                .replaceAll("]")
                .toLowerCase(Locale.ROOT)
                .strip();
        return words.codePoints()
                .filter(point -> Character.isLetterOrDigit(point) || point == ' ' || point == '-' || point == '_')
                .mapToObj(Character::toString)
                .collect(joining())
                .replace(' ', '-');
    }

    private static String withoutBlocks(Path page) throws IOException {
        return FENCE.matcher(Files.readString(page)).replaceAll("");
    }
}
