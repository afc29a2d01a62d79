package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.OptionValue.Kind;
import dev.azulejo.core.option.Preset;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.pixels.ImageFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private final Options options = new Options(new SampleModels());

    @Test
    void aLaterPlaceWinsOptionByOption() {
        options.add("outer", Map.of("quality", number("10"), "format", OptionValue.text("png")));
        options.add("inner", Map.of("quality", number("20"), "recipe", OptionValue.text("photo-x2")));
        options.add("sidecar", Map.of("recipe", OptionValue.text("photo-x4")));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("none").main().encoding(ImageFormat.PNG).quality())
                .isEqualTo(20);
        assertThat(options.wanted("none").main().format()).contains(ImageFormat.PNG);
        assertThat(options.wanted("none").recipe()).isEqualTo("photo-x4");
    }

    @ParameterizedTest
    @CsvSource({"tile", "shard-tiles", "strip-rows"})
    void howTheWorkIsCutIsForTheCommandToSay(String name) {
        options.add("side", Map.of(name, number("64")));
        assertThat(options.problems())
                .containsExactly("side: %s is an option of the command alone; leave it out".formatted(name));
        assertThat(options.wanted("none").geometry()).isEqualTo(GeometrySpec.AUTOMATIC);
        var command = Options.withCuts(new SampleModels());
        command.addCommand(Map.of(name, number("64")));
        assertThat(command.problems()).isEmpty();
        assertThat(command.wanted("none").geometry()).isNotEqualTo(GeometrySpec.AUTOMATIC);
    }

    @Test
    void whatNobodySaysIsLeftToTheDefault() {
        assertThat(options.wanted("none").main().encoding(ImageFormat.PNG).quality())
                .isEqualTo(92);
        assertThat(options.wanted("none").main().format()).isEmpty();
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
            scale   | 0        | WHOLE_NUMBER | scale is 0, not a number above 0 and up to 16
            scale   | -2       | WHOLE_NUMBER | scale is -2, not a number above 0 and up to 16
            scale   | 16.01    | OTHER        | scale is 16.01, not a number above 0 and up to 16
            scale   | 1000     | WHOLE_NUMBER | scale is 1000, not a number above 0 and up to 16
            scale   | 2xx      | METADATA     | scale is '2xx', not a number above 0 and up to 16
            scale   | x        | METADATA     | scale is 'x', not a number above 0 and up to 16
            scale   | NaN      | METADATA     | scale is 'NaN', not a number above 0 and up to 16
            scale   | 1e1      | METADATA     | scale is '1e1', not a number above 0 and up to 16
            scale   | 2.5      | TEXT         | scale is '2.5', not a number above 0 and up to 16
            format  | gif      | TEXT         | format is 'gif', which is not written; there are FORMATS
            format  | 7        | WHOLE_NUMBER | format is not a text in quotes; there are FORMATS
            recipe  | photo-x3 | TEXT         | recipe is 'photo-x3', which does not exist (did you mean 'photo-x2'?); there are auto, photo-x2, photo-x4, restore-x2, restore-x4, anime-x2, anime-x4, scan, dejpeg, denoise, deblur, detail-x4, resize
            recipe  | true     | OTHER        | recipe is not a text in quotes; there are auto, photo-x2, photo-x4, restore-x2, restore-x4, anime-x2, anime-x4, scan, dejpeg, denoise, deblur, detail-x4, resize
            recipe  | sepia    | TEXT         | recipe is 'sepia', which does not exist; there are auto, photo-x2, photo-x4, restore-x2, restore-x4, anime-x2, anime-x4, scan, dejpeg, denoise, deblur, detail-x4, resize
            qualty  | 90       | WHOLE_NUMBER | qualty is not an option (did you mean 'quality'?)
            colour  | sgrb     | TEXT         | colour is 'sgrb', which does not exist (did you mean 'srgb'?); there are keep, srgb, p3, grey
            colour  | 3        | WHOLE_NUMBER | colour is not a text in quotes; there are keep, srgb, p3, grey
            metadata | strip-gsp | METADATA  | metadata is 'strip-gsp', which does not exist (did you mean 'strip-gps'?); there are keep, strip-gps, strip
            page    | all      | TEXT         | page is 'all', not a whole number from 1 to 1000000
            page    | 0        | METADATA     | page is 0, not a whole number from 1 to 1000000
            strength | 0       | WHOLE_NUMBER | strength is 0, not a number above 0 and up to 50
            strength | 50.1    | OTHER        | strength is 50.1, not a number above 0 and up to 50
            strength | 20      | TEXT         | strength is '20', not a number above 0 and up to 50
            strength | NaN     | METADATA     | strength is 'NaN', not a number above 0 and up to 50
            denoise | 101      | WHOLE_NUMBER | denoise is 101, not a whole number from 0 to 100
            denoise | -1       | METADATA     | denoise is '-1', not a whole number from 0 to 100
            denoise | 50 %     | METADATA     | denoise is '50 %', not a whole number from 0 to 100
            denoise | 50       | TEXT         | denoise is '50', not a whole number from 0 to 100
            steps   | 7        | WHOLE_NUMBER | steps is 7, not names of models such as "cunet-denoise1, span-x2"
            steps   | [1]      | OTHER        | steps is [1], not names of models such as "cunet-denoise1, span-x2"
            steps   | span-x2, | TEXT         | steps is 'span-x2,', not names of models such as "cunet-denoise1, span-x2"
            steps   | ../x     | TEXT         | steps is '../x', not names of models such as "cunet-denoise1, span-x2"
            steps   | ["spam-x2","y"] | OTHER  | steps has 'spam-x2', a model that does not exist (did you mean 'span-x2'?); there are animevideo-x2, animevideo-x4, azulejo-photo-x2, azulejo-photo-x4, azulejo-restore-x2, azulejo-restore-x4, azulejo-unsharp, cunet-denoise0, cunet-denoise1, cunet-denoise2, cunet-denoise3, ffdnet, maxim-deblur, span-x2, span-x4, x4plus
            zoom    | 300      | WHOLE_NUMBER | zoom is not an option; there are also, at-least, background, canvas, colour, compression, denoise, dpi, fit, format, height, max-bytes, metadata, page, percent, preset, print, quality, recipe, scale, steps, strength, width, wrap
            dpi     | 0        | WHOLE_NUMBER | dpi is 0, not a number above 0 and up to 10000
            width   | 0        | WHOLE_NUMBER | width is 0, not a whole number from 1 to 10000000
            percent | fifty    | TEXT         | percent is 'fifty', not a number above 0 and up to 10000
            canvas  | 0x10     | TEXT         | canvas is '0x10', not a size in pixels such as 2000x2000
            print   | A99      | TEXT         | print is 'A99', not a paper such as A2, letter, 420x594mm or 16x20in
            background | grue  | TEXT         | background is 'grue', not a colour such as white, black, transparent, #f0f0f0 or #ffffff80
            max-bytes | 2G     | TEXT         | max-bytes is '2G', not a number of bytes such as 500000, 500k or 2M
            fit     | crop     | TEXT         | fit is 'crop', which does not exist; there are inside, contain, cover, fill
            """)
    void aRefusalNamesPlaceAndFieldAndWhatIsAllowed(String name, String text, Kind kind, String problem) {
        options.add("a.jpg.azulejo.json", Map.of(name, new OptionValue(kind, text)));
        assertThat(options.problems())
                .first()
                .isEqualTo("a.jpg.azulejo.json: " + problem.replace("FORMATS", ImageFormat.names()));
        assertThat(options.problems()).hasSize(text.contains("\"y\"") ? 2 : 1);
    }

    /// Of the API, which points at the option and says the rest.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            scale=0                         | scale | is '0', not a number above 0 and up to 16
            sclae=2                         | sclae | is not an option (did you mean 'scale'?)
            steps=span-x2 scale=4           | scale | is 4, but steps enlarge 2 times; leave scale out
            also=99999999w.png              | also  | 99999999w.png: width is 99999999, not a whole number from 1 to 10000000
            """)
    void aProblemSaysWhichOptionItIsAbout(String said, String option, String words) {
        options.add("", said(said));
        assertThat(options.found()).singleElement().satisfies(problem -> {
            assertThat(problem.option()).isEqualTo(option);
            assertThat(problem.words()).isEqualTo(words);
            assertThat(problem.line()).isEqualTo(option + " " + words);
        });
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
                Map.of("format", OptionValue.metadata("gif")));
        assertThat(options.problems())
                .containsExactly(
                        "photo-x2/azulejo.json: quality is 900, not a whole number from 1 to 100",
                        "photo-x2/azulejo.json: colour is 'red', which does not exist; there are keep, srgb, p3, grey",
                        "photo-x2/a/azulejo.json: is not JSON at line 1, column 2: why",
                        "metadata of photo-x2/a/b.jpg: azulejo-format is 'gif', which is not written; there are "
                                + ImageFormat.names());
        assertThat(options.wanted("none").main().encoding(ImageFormat.PNG).quality())
                .isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            photo-x2 | 4 | side: scale is 4, but folder says recipe photo-x2, which enlarges 2 times; leave scale out or take recipe photo-x4
            photo-x4 | 2 | side: scale is 2, but folder says recipe photo-x4, which enlarges 4 times; leave scale out or take recipe photo-x2
            photo-x2 | 3 | side: scale is 3, but folder says recipe photo-x2, which enlarges 2 times; leave scale out or take recipe photo-x4
            anime-x2 | 2.5 | side: scale is 2.5, but folder says recipe anime-x2, which enlarges 2 times; leave scale out or take recipe anime-x4
            dejpeg   | 2 | side: scale is 2, but folder says recipe dejpeg, which keeps the size; leave scale out
            """)
    void aScaleThatContradictsTheRecipeIsRefused(String recipe, String scale, String problem) {
        options.add("folder", Map.of("recipe", OptionValue.text(recipe)));
        options.add("side", Map.of("scale", number(scale)));
        assertThat(options.problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {" 4 ", "4x", "4X ", "4.0×"})
    void aScaleThatAgreesWithTheRecipeIsNoProblemWhicheverComesFirst(String scale) {
        options.add("outer", Map.of("scale", OptionValue.metadata(scale)));
        options.add("inner", Map.of("recipe", OptionValue.text("photo-x4")));
        assertThat(options.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            recipe=auto     strength=20        | strength is 20, but it also says recipe auto, which measures the noise; say by denoise how much of it to remove, or take recipe denoise
            steps=span-x2   strength=20        | strength is 20, but there are steps, of which no model removes noise; leave strength out or take recipe denoise
            recipe=photo-x2 denoise=50         | denoise is 50, but it also says recipe photo-x2, of which no model removes noise; leave denoise out or take recipe denoise
            steps=span-x2   denoise=0          | denoise is 0, but there are steps, of which no model removes noise; leave denoise out or take recipe denoise
            recipe=denoise  strength=9 denoise=50 | denoise is 50, a share of the noise that is estimated, but strength says how much to remove; leave one of the two out
            steps=span-x2   recipe=photo-x2    | steps names models, but it also says recipe photo-x2, which has its own; leave one of them out
            steps=span-x2   scale=4            | scale is 4, but steps enlarge 2 times; leave scale out
            steps=span-x4,span-x4,span-x2      | steps enlarge 32 times together; at most 16 is done
            """)
    void whatDoesNotGoTogetherIsRefused(String said, String problem) {
        options.add("side", said(said));
        assertThat(options.problems()).containsExactly("side: " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "recipe=auto     scale=4,                                'auto  4'",
        "recipe=denoise  strength=12.5,                          'denoise   12.5'",
        "'steps=ffdnet,span-x2  strength=20 scale=2',             'steps ffdnet+span-x2 2 20.0'",
        "'recipe=photo-x2 also=200x200.png fit=contain background=black', photo-x2",
    })
    void whatGoesTogetherIsWanted(String said, String wanted) {
        options.add("side", said(said));
        assertThat(options.problems()).isEmpty();
        var its = options.wanted("none");
        assertThat("%s %s %s %s"
                        .formatted(
                                its.recipe(),
                                String.join("+", its.models()),
                                its.scale().map(String::valueOf).orElse(""),
                                its.strength().map(String::valueOf).orElse(""))
                        .strip())
                .isEqualTo(wanted);
    }

    /// What a text such as `recipe=auto scale=3` says.
    static Map<String, OptionValue> said(String text) {
        var values = new LinkedHashMap<String, OptionValue>();
        for (var option : text.strip().split(" +", -1)) {
            values.put(option.replaceAll("=.*", ""), OptionValue.metadata(option.replaceAll(".*=", "")));
        }
        return values;
    }

    @Test
    void coloursMetadataAndPageAreWantedAsTheyAreNamed() {
        options.add("side", said("colour=p3 metadata=strip-gps page=3 format=webp"));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("none").options().or(OptionTable.COLOUR)).contains(new WantedColour("p3", null));
        assertThat(options.wanted("none").options().or(OptionTable.METADATA)).isEqualTo(MetadataPolicy.STRIP_GPS);
        assertThat(options.wanted("none").main().format()).contains(ImageFormat.WEBP);
        assertThat(options.page()).isEqualTo(3);
        options.add("inner", said("colour=keep"));
        assertThat(options.wanted("none").options().or(OptionTable.COLOUR)).isEmpty();
    }

    @Test
    void everyPresetCanBeTakenAlone() {
        assertThat(Preset.all()).allSatisfy(preset -> {
            var alone = new Options(new SampleModels());
            alone.add("", said("preset=" + preset.name()));
            alone.fallBack();
            assertThat(alone.problems()).isEmpty();
            assertThat(alone.wanted("none").options().values().keySet())
                    .containsAll(preset.says().keySet());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preset=marketplace                  | background canvas colour format max-bytes metadata   | 2000x2000
            preset=marketplace format=png       | background canvas colour format max-bytes metadata   | 2000x2000
            preset=marketplace at-least=900     | at-least colour format max-bytes metadata            |
            preset=marketplace canvas=900x600   | canvas colour format max-bytes metadata              | 900x600
            preset=marketplace recipe=restore-x4 scale=4 | colour format max-bytes metadata recipe scale |
            """)
    void whatIsSaidBesideAPresetWins(String words, String names, String canvas) {
        options.add("side", said(words));
        var chosen = options.wanted("none").options();
        assertThat(chosen.values().keySet()).containsExactly(names.split(" "));
        assertThat(chosen.has(SizeOptions.CANVAS)).isEqualTo(canvas != null);
        assertThat(chosen.get(OptionTable.FORMAT))
                .contains(words.contains("format=png") ? ImageFormat.PNG : ImageFormat.JPEG);
    }

    @Test
    void aLaterPlaceWinsOverAPreset() {
        options.add("folder", said("preset=print"));
        options.add("side", said("format=png"));
        assertThat(options.wanted("none").options().get(OptionTable.FORMAT)).contains(ImageFormat.PNG);
    }

    /// An event says its recipe elsewhere.
    @Test
    void aPresetSaysNothingThatMayNotBeSaidInItsPlace() {
        options.add("event", "options.", Options.BESIDE_RECIPE, said("preset=archive"));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("auto").recipe()).isEqualTo("auto");
        assertThat(options.wanted("auto").options().get(OptionTable.FORMAT)).contains(ImageFormat.TIFF);
    }

    @Test
    void aPresetThatDoesNotExistIsRefused() {
        options.add("side", said("preset=archvie"));
        assertThat(options.problems())
                .containsExactly("side: preset is 'archvie', which does not exist (did you mean 'archive'?); there are"
                        + " marketplace, real-estate, print, archive");
    }

    @Test
    void aListOfModelsMayBeTextOrAList() {
        options.add("side", Map.of("steps", new OptionValue(Kind.OTHER, "[\"cunet-denoise1\",\"span-x2\"]")));
        assertThat(options.wanted("none").models()).containsExactly("cunet-denoise1", "span-x2");
        options.add("inner", Map.of("steps", OptionValue.text(" ffdnet , span-x4 ")));
        assertThat(options.wanted("none").models()).containsExactly("ffdnet", "span-x4");
        assertThat(options.wanted("none").recipe()).isEqualTo("steps");
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void whereStepsAreNamedTheFolderNeedNotNameARecipe() {
        options.add("side", said("steps=span-x2"));
        options.fallBack(folder("holiday"));
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void aCommandIsToldInItsOwnWords() {
        options.addCommand(said("quality=0 scale=3 sclae=2"));
        options.fallBack();
        assertThat(options.problems())
                .containsExactly(
                        "--quality is 0, not a whole number from 1 to 100",
                        "--sclae is not an option (did you mean 'scale'?)");
        var scaled = new Options(new SampleModels());
        scaled.addCommand(said("scale=3 width=900"));
        scaled.fallBack();
        assertThat(scaled.problems())
                .containsExactly(
                        "--scale is 3 and --width is 900: both say how large the result becomes; leave one out");
    }

    @Test
    void theFolderNamesTheRecipeWhereNobodyElseDoes() {
        options.fallBack(folder("photo-x2"));
        assertThat(options.wanted("none").recipe()).isEqualTo("photo-x2");
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void aFolderMayHaveAnyNameWhereAnotherPlaceNamesTheRecipe() {
        options.add("holiday/azulejo.json", Map.of("recipe", OptionValue.text("photo-x4")));
        options.fallBack(folder("holiday"));
        assertThat(options.wanted("none").recipe()).isEqualTo("photo-x4");
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void aFolderThatNamesNoRecipeIsRefused() {
        options.fallBack(folder("holiday"));
        assertThat(options.problems())
                .containsExactly(
                        "folder holiday: recipe is 'holiday', which does not exist; there are auto, photo-x2, photo-x4, restore-x2, restore-x4, anime-x2, anime-x4, scan, dejpeg, denoise, deblur, detail-x4, resize");
    }

    @Test
    void aFileInNoFolderGetsTheDefaultRecipe() {
        options.fallBack(new Options(new SampleModels()));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("none").recipe()).isEqualTo("auto");
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
                .allMatch(problem -> problem.length() < 300 && !problem.contains("\n"));
        assertThat(options.problems().getLast()).isEqualTo("and 950 more like these");
    }

    private static Options folder(String name) {
        var folder = new Options(new SampleModels());
        folder.add("folder " + name, Map.of("recipe", OptionValue.text(name)));
        return folder;
    }

    private static OptionValue number(String text) {
        return new OptionValue(Kind.WHOLE_NUMBER, text);
    }
}
