package dev.azulejo.core.option;

import static dev.azulejo.core.option.Option.Audience.COMMAND;
import static dev.azulejo.core.option.Option.Audience.FILES;
import static dev.azulejo.core.option.Option.Audience.MEASURING;
import static dev.azulejo.core.option.Option.Audience.TUNING;

import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All options: a row for each. Which of them do not go together, [Rules] says.
public final class OptionTable {
    public static final Option<Recipe> RECIPE = Option.of(
            "recipe",
            Values.oneOf(Recipes.all().toArray(Recipe[]::new), Recipe::name),
            "NAME",
            Recipes.DEFAULT.name(),
            "What to do; %s by default. See 'azulejo recipes'.",
            "what to do: a [recipe](recipes.md). In a drop folder the first folder names it");

    public static final Option<Factor> SCALE = Option.of(
            "scale",
            Values.times(Factor.MOST),
            "N",
            "2 for `auto`, its own for the others",
            "Make each side N times as long, such as 2, 3 or 2.5; at most " + Factor.MOST + ".",
            "each side N times as long, up to 16: `2`, `3`, `2.5`, `0.5`. Where the recipe's models have this scale, they alone make it;"
                    + " any other is the same as a percentage: a `scale` of 3 is a `percent` of 300");

    public static final Option<List<String>> STEPS = Option.of(
                    "steps",
                    Values.models(),
                    "MODEL,MODEL",
                    "the recipe's",
                    "Models to run one after another, instead of a recipe. See 'azulejo models'.",
                    "[models](../models/README.md) to run one after another in place of a recipe, at most 8, in one text or in a list")
            .rare();

    public static final Option<Double> STRENGTH = Option.of(
                    "strength",
                    Values.above0(50, Double::valueOf),
                    "N",
                    "estimated from the image",
                    "How much noise denoise removes, in grey levels; %s by default.",
                    "how much noise `denoise` (or a step `ffdnet`) removes, as its standard deviation in grey levels")
            .rare();

    public static final Option<Integer> DENOISE = Option.of(
            "denoise",
            Values.whole(0, 100),
            "0..100",
            "95",
            "How much of the noise denoise removes, in percent; what is left is grain. %s by default.",
            "how much of the noise `denoise` (or a step `ffdnet`) removes, in percent; the rest stays as"
                    + " [grain](recipes.md#noise-and-grain). 100 is all of it, and 0 none: the model does not run");

    public static final Option<ImageFormat> FORMAT = Option.of(
            "format",
            Values.words(
                    ImageFormat.namesOfWritten().stream().sorted().toList(),
                    word -> ImageFormat.parse(word).filter(ImageFormat::isWritten),
                    "is not written"),
            String.join("|", ImageFormat.namesOfWritten()),
            "that of the source, or PNG if that cannot be written",
            "Format of the results; that of each source by default, or PNG. The last three are pyramids.",
            "format of the result, where `jpg` is `jpeg`; `dzi`, `szi` and `iiif` are [pyramids](pyramids.md)");

    public static final Option<Integer> QUALITY = Option.of(
            "quality",
            Values.whole(1, 100),
            "1..100",
            Integer.toString(ResultEncoding.DEFAULT_QUALITY),
            "Quality of " + ImageFormat.withQuality("and") + "; %s by default.",
            "quality of " + ImageFormat.withQuality("and"));

    public static final Option<TiffCompression> COMPRESSION = Option.of(
                    "compression",
                    Values.oneOf(TiffCompression.values(), TiffCompression::text),
                    "deflate|none",
                    "deflate",
                    "How TIFF is compressed; %s by default.",
                    "how TIFF is compressed")
            .rare();

    public static final Option<MetadataPolicy> METADATA = Option.of(
            "metadata",
            Values.oneOf(MetadataPolicy.values(), MetadataPolicy::text),
            "keep|strip|strip-gps",
            "keep",
            "What to do with EXIF, XMP and IPTC; kept by default.",
            "what to do with EXIF, XMP and IPTC");

    /// The colours of the results; empty to keep them as they are.
    public static final Option<Optional<WantedColour>> COLOUR = Option.of(
            "colour",
            Values.words(
                    List.of("keep", WantedColour.SRGB, WantedColour.P3, WantedColour.GREY),
                    OptionTable::colour,
                    "does not exist"),
            "keep|srgb|p3|grey|FILE.icc",
            "keep",
            "Colours of the results; kept by default.",
            "what the colours are [converted to](colour-and-metadata.md); the command also takes a profile in a file");

    public static final Option<Wrap> WRAP = Option.of(
                    "wrap",
                    Values.oneOf(Wrap.values(), Wrap::text),
                    "both|across|down",
                    "",
                    "Let the image go on at its opposite edge, so that a seamless texture stays seamless; a panorama goes on across.",
                    "the image goes on at its opposite edge, so that [what is seamless stays so](recipes.md#textures-that-repeat): a texture"
                            + " along both axes, a panorama all around across alone")
            .rare();

    /// The bundle that stands for several other options: see [Preset].
    public static final Option<Preset> PRESET = Option.of(
            "preset",
            Values.oneOf(Preset.all().toArray(Preset[]::new), Preset::name),
            "NAME",
            "",
            "Options for a trade, in one word; other options win over it. See 'azulejo presets'.",
            "[a bundle of options](presets.md) for a trade, in one word; options given beside it win");

    public static final Option<Integer> PAGE = Option.of(
            "page",
            FILES,
            Values.whole(1, 1_000_000),
            "N",
            "1",
            "Which page or frame.",
            "the page or frame of a file that has several");

    public static final Option<List<AlsoSpec>> ALSO = Option.of(
            "also",
            AlsoSpec.VALUES,
            "SIZE.FORMAT|FORMAT",
            "",
            "Make another result of each image, such as 1200w.webp, 400x400.jpg, a2.tiff or webp, without"
                    + " running the models again. May be given several times.",
            "[further results](sizes.md#several-results) of the same image, such as `1200w.webp` or `avif`, without running the models"
                    + " again; at most 8, in one text or in a list");

    public static final Option<String> PAGES = Option.of(
            "pages",
            COMMAND,
            Values.text(
                            "first, all or the number of a page",
                            text -> Optional.of(text).filter(pages -> pages.matches("first|all|[1-9][0-9]{0,5}")))
                    .saying(value -> "is '%s', neither first nor all nor the number of a page".formatted(value.text())),
            "first|N|all",
            "first",
            "Which page or frame; the first by default. With all, each page of a TIFF gets a result.",
            "which page or frame; with `all`, each page of a TIFF gets a result");

    public static final Option<Integer> TILE = Option.of(
                    "tile",
                    TUNING,
                    Values.whole(0, 8_192),
                    "PIXELS",
                    "0",
                    "Longest side of the tiles that the model sees; changes speed and memory, never the result.",
                    "longest side of the tiles that the model sees; changes speed and memory, never the result")
            .rare();

    public static final Option<Integer> SHARD_TILES = Option.of(
            "shard-tiles",
            MEASURING,
            Values.whole(0, Integer.MAX_VALUE),
            "N",
            "0",
            "Most tiles of a shard.",
            "most tiles of a shard");

    public static final Option<Integer> STRIP_ROWS = Option.of(
            "strip-rows",
            MEASURING,
            Values.whole(0, 65_535),
            "N",
            "0",
            "Rows of an encoded strip.",
            "rows of an encoded strip");

    private static final List<Option<?>> ALL = Stream.of(
                    List.of(
                            RECIPE,
                            PRESET,
                            SCALE,
                            STEPS,
                            STRENGTH,
                            DENOISE,
                            FORMAT,
                            QUALITY,
                            COMPRESSION,
                            METADATA,
                            COLOUR,
                            WRAP),
                    SizeOptions.ALL,
                    List.of(PAGE, ALSO, PAGES, TILE, SHARD_TILES, STRIP_ROWS))
            .<Option<?>>flatMap(List::stream)
            .toList();

    private static final Map<String, Option<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Option::name, option -> option));

    private OptionTable() {}

    public static List<Option<?>> of(Audience first, Audience... others) {
        var audiences = EnumSet.of(first, others);
        return ALL.stream()
                .filter(option -> audiences.contains(option.audience()))
                .toList();
    }

    public static Optional<Option<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Optional<Optional<WantedColour>> colour(String word) {
        var named = WantedColour.named(word);
        return named.isPresent() || word.equals("keep") ? Optional.of(named) : Optional.empty();
    }
}
