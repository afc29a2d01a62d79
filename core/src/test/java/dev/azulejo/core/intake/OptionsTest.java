package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.OptionValue;
import dev.azulejo.core.port.OptionValue.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private final Options options = new Options();

    @Test
    void aLaterPlaceWinsOptionByOption() {
        options.add("outer", Map.of("quality", number("10"), "format", OptionValue.text("png")));
        options.add("inner", Map.of("quality", number("20"), "recipe", OptionValue.text("photo-x2")));
        options.add("sidecar", Map.of("recipe", OptionValue.text("photo-x4")));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("none").quality()).isEqualTo(20);
        assertThat(options.wanted("none").format()).contains(ImageFormat.PNG);
        assertThat(options.wanted("none").recipe()).isEqualTo("photo-x4");
    }

    @Test
    void whatNobodySaysIsLeftToTheDefault() {
        assertThat(options.wanted("none").quality()).isEqualTo(92);
        assertThat(options.wanted("none").format()).isEmpty();
        assertThat(options.wanted("none").recipe()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            quality | 0        | WHOLE_NUMBER | quality is 0, not a whole number from 1 to 100
            quality | 101      | WHOLE_NUMBER | quality is 101, not a whole number from 1 to 100
            quality | -1       | WHOLE_NUMBER | quality is -1, not a whole number from 1 to 100
            quality | 99999999999999 | WHOLE_NUMBER | quality is 99999999999999, not a whole number from 1 to 100
            quality | 90.5     | OTHER        | quality is 90.5, not a whole number from 1 to 100
            quality | 90       | TEXT         | quality is '90', not a whole number from 1 to 100
            quality | high     | METADATA     | quality is 'high', not a whole number from 1 to 100
            quality | [1,2]    | OTHER        | quality is [1,2], not a whole number from 1 to 100
            scale   | 0        | WHOLE_NUMBER | scale is 0, not a whole number from 1 to 16
            format  | gif      | TEXT         | format is 'gif', which is not written; there are jpeg, png
            format  | 7        | WHOLE_NUMBER | format is not a text in quotes; there are jpeg, png
            recipe  | photo-x3 | TEXT         | recipe is 'photo-x3', which does not exist (did you mean 'photo-x2'?); there are photo-x2, photo-x4
            recipe  | true     | OTHER        | recipe is not a text in quotes; there are photo-x2, photo-x4
            recipe  | sepia    | TEXT         | recipe is 'sepia', which does not exist; there are photo-x2, photo-x4
            qualty  | 90       | WHOLE_NUMBER | qualty is not an option (did you mean 'quality'?); there are format, quality, recipe, scale
            dpi     | 300      | WHOLE_NUMBER | dpi is not an option; there are format, quality, recipe, scale
            """)
    void aRefusalNamesPlaceAndFieldAndWhatIsAllowed(String name, String text, Kind kind, String problem) {
        options.add("a.jpg.azulejo.json", Map.of(name, new OptionValue(kind, text)));
        assertThat(options.problems()).containsExactly("a.jpg.azulejo.json: " + problem);
    }

    @Test
    void allProblemsComeAtOnceAlsoThoseOfValuesThatAnotherPlaceWouldReplace() {
        var first = new LinkedHashMap<String, OptionValue>();
        first.put("quality", number("900"));
        first.put("colour", OptionValue.text("red"));
        options.add("photo-x2/azulejo.json", first);
        options.refuse("photo-x2/a/azulejo.json", "is not JSON at line 1, column 2: why");
        options.add("photo-x2/a/b.jpg.azulejo.json", Map.of("quality", number("80")));
        options.add(
                "metadata of photo-x2/a/b.jpg",
                "azulejo-",
                Options.NAMES,
                Map.of("format", OptionValue.metadata("webp")));
        assertThat(options.problems())
                .containsExactly(
                        "photo-x2/azulejo.json: quality is 900, not a whole number from 1 to 100",
                        "photo-x2/azulejo.json: colour is not an option; there are format, quality, recipe, scale",
                        "photo-x2/a/azulejo.json: is not JSON at line 1, column 2: why",
                        "metadata of photo-x2/a/b.jpg: azulejo-format is 'webp', which is not written; there are jpeg, png");
        assertThat(options.wanted("none").quality()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            photo-x2 | 4 | side: scale is 4, but folder says recipe photo-x2, which enlarges 2 times; leave scale out or take recipe photo-x4
            photo-x4 | 2 | side: scale is 2, but folder says recipe photo-x4, which enlarges 4 times; leave scale out or take recipe photo-x2
            photo-x4 | 3 | side: scale is 3, but folder says recipe photo-x4, which enlarges 4 times; leave scale out
            """)
    void aScaleThatContradictsTheRecipeIsRefused(String recipe, String scale, String problem) {
        options.add("folder", Map.of("recipe", OptionValue.text(recipe)));
        options.add("side", Map.of("scale", number(scale)));
        assertThat(options.problems()).containsExactly(problem);
    }

    @Test
    void aScaleThatAgreesWithTheRecipeIsNoProblemWhicheverComesFirst() {
        options.add("outer", Map.of("scale", OptionValue.metadata(" 4 ")));
        options.add("inner", Map.of("recipe", OptionValue.text("photo-x4")));
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void theFolderNamesTheRecipeWhereNobodyElseDoes() {
        options.fallBack(folder("photo-x2"), "photo-x2/a.jpg");
        assertThat(options.wanted("none").recipe()).isEqualTo("photo-x2");
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void aFolderMayHaveAnyNameWhereAnotherPlaceNamesTheRecipe() {
        options.add("holiday/azulejo.json", Map.of("recipe", OptionValue.text("photo-x4")));
        options.fallBack(folder("holiday"), "holiday/a.jpg");
        assertThat(options.wanted("none").recipe()).isEqualTo("photo-x4");
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void aFolderThatNamesNoRecipeIsRefusedAndSoIsNoFolder() {
        options.fallBack(folder("holiday"), "holiday/a.jpg");
        options.fallBack(new Options(), "a.jpg");
        assertThat(options.problems())
                .containsExactly(
                        "folder holiday: recipe is 'holiday', which does not exist; there are photo-x2, photo-x4",
                        "a.jpg: lies in no folder that names a recipe; put it into one of photo-x2, photo-x4");
    }

    @Test
    void ofVeryManyProblemsTheFirstAreShownEachInOneLineOfBearableLength() {
        var nonsense = new LinkedHashMap<String, OptionValue>();
        for (int i = 0; i < 1000; i++) {
            nonsense.put("x\n".repeat(500) + i, number("1"));
        }
        options.add("file", nonsense);
        assertThat(options.problems())
                .hasSize(51)
                .allMatch(problem -> problem.length() < 200 && !problem.contains("\n"));
        assertThat(options.problems().getLast()).isEqualTo("and 950 more like these");
    }

    private static Options folder(String name) {
        var folder = new Options();
        folder.add("folder " + name, Map.of("recipe", OptionValue.text(name)));
        return folder;
    }

    private static OptionValue number(String text) {
        return new OptionValue(Kind.WHOLE_NUMBER, text);
    }
}
