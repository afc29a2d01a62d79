package dev.azulejo.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each language of the page says all that the page says, and no more.
class PageTextsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources");
    private static final List<Path> PAGES =
            List.of(PAGE, Path.of("../../server").resolve(PAGE));

    /// Forms that a language has for numbers, of the CLDR's; `other` is what is left, such as halves.
    private static final Map<String, Set<String>> PLURALS = Map.of(
            "en", Set.of("one", "other"),
            "de", Set.of("one", "other"),
            "es", Set.of("one", "other"),
            "pl", Set.of("one", "few", "many", "other"),
            "ja", Set.of("other"));

    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");
    private static final Pattern LITERAL = Pattern.compile("['\"]([a-zA-Z]+(?:[.][\\w-]+)*)['\"]");

    /// Keys that are put together: the page asks for them where it meets such a thing.
    private static final Pattern GROUP = Pattern.compile("`([a-zA-Z]+(?:[.][a-z]+)*[.])\\$\\{");

    private static final Pattern ASKED =
            Pattern.compile("(?<![.\\w])text[(]'([\\w.-]+)'|data-(?:text|label|title)=\"([\\w.-]+)\"");

    private static Map<String, JsonNode> texts(String language) {
        try {
            var module = read(PAGE.resolve("text-%s.js".formatted(language)));
            var json = module.substring(module.indexOf('{'), module.lastIndexOf('}') + 1);
            var texts = new TreeMap<String, JsonNode>();
            JSON.readTree(json).properties().forEach(text -> texts.put(text.getKey(), text.getValue()));
            return texts;
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

    /// All that asks for texts.
    private static String page() {
        return PAGES.stream()
                .flatMap(PageTextsTest::files)
                .filter(file -> file.toString().matches(".*[.](js|html)")
                        && !file.toString().matches(".*/text-..[.]js"))
                .map(PageTextsTest::read)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> forms(JsonNode text) {
        return text.isTextual()
                ? Stream.of(text.asText())
                : StreamSupport.stream(text.spliterator(), false).map(JsonNode::asText);
    }

    private static Set<String> values(String form) {
        return VALUE.matcher(form).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Set<String> inGroup(String group) {
        return texts("en").keySet().stream()
                .filter(key -> key.startsWith(group))
                .map(key -> key.substring(group.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thereIsATableForEachLanguageThatThePageOffers() {
        var offered = Pattern.compile("'./text-(..)[.]js'")
                .matcher(read(PAGE.resolve("texts.js")))
                .results();
        assertThat(offered.map(found -> found.group(1)).collect(Collectors.toSet()))
                .isEqualTo(PLURALS.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "pl", "ja"})
    void noTextIsMissing(String language) {
        var english = texts("en");
        var texts = texts(language);
        assertThat(texts.keySet()).isEqualTo(english.keySet());
        texts.forEach((key, text) -> {
            assertThat(text.isTextual()).as(key).isEqualTo(english.get(key).isTextual());
            if (text.isObject()) {
                var forms = new HashSet<String>();
                text.fieldNames().forEachRemaining(forms::add);
                assertThat(forms).as(key).isEqualTo(PLURALS.get(language));
            }
            var all = forms(english.get(key))
                    .map(PageTextsTest::values)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            forms(text).forEach(form -> assertThat(form).as(key).isNotBlank());
            assertThat(forms(text)
                            .map(PageTextsTest::values)
                            .flatMap(Set::stream)
                            .collect(Collectors.toSet()))
                    .as(key)
                    .isEqualTo(all);
        });
    }

    @Test
    void eachTextIsAskedForAndThereIsOneForEachThatIs() {
        var page = page();
        var literals =
                LITERAL.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet());
        var groups = GROUP.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(texts("en").keySet().stream()
                        .filter(key ->
                                !literals.contains(key) && groups.stream().noneMatch(key::startsWith)))
                .as("texts that nobody asks for")
                .isEmpty();
        var asked = ASKED.matcher(page)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet());
        assertThat(asked).hasSizeGreaterThan(150);
        assertThat(texts("en").keySet()).containsAll(asked);
        groups.forEach(group -> assertThat(inGroup(group)).as(group).isNotEmpty());
    }

    @Test
    void recipesStagesAndReasonsHaveTheirTexts() {
        var kinds = Recipes.all().stream()
                .map(Recipe::name)
                .map(name -> name.replaceFirst("-x\\d+$", ""))
                .collect(Collectors.toSet());
        assertThat(inGroup("kind.")).isEqualTo(kinds);
        assertThat(inGroup("about.")).isEqualTo(kinds);
        var stages = Arrays.stream(StageTrigger.values())
                .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        stages.addAll(Set.of("queued", "start"));
        assertThat(inGroup("stage.")).isEqualTo(stages);
        assertThat(Arrays.stream(Reason.values()).map(Reason::code))
                .containsAll(inGroup("refusal.").stream()
                        .filter(reason -> !reason.equals("other"))
                        .toList());
    }

    @Test
    void optionsAndTheirValuesHaveTheirTexts() throws IOException {
        var schema =
                JSON.readTree(Path.of("../../events/src/main/resources/dev/azulejo/events/event/options.schema.json")
                        .toFile());
        var options = new TreeSet<String>();
        var values = new TreeSet<String>();
        schema.get("properties").properties().forEach(option -> {
            options.add(option.getKey());
            option.getValue().path("enum").forEach(value -> values.add(option.getKey() + "." + value.asText()));
        });
        values.removeIf(value -> value.matches("(recipe|format)[.].+")); // kinds, and names of their own
        assertThat(inGroup("value.")).isEqualTo(values);
        var placed =
                new TreeSet<>(Set.of("recipe", "scale", "steps", "width", "height", "percent", "at-least", "print"));
        var labelled =
                options.stream().filter(option -> !placed.contains(option)).collect(Collectors.toSet());
        assertThat(inGroup("option.")).isEqualTo(labelled);
        var explained = new TreeSet<>(labelled);
        explained.removeAll(Set.of("format", "quality", "metadata"));
        assertThat(inGroup("help.")).isEqualTo(explained);
    }
}
