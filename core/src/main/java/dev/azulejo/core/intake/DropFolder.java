package dev.azulejo.core.intake;

import dev.azulejo.core.option.AlsoSpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The names in a drop folder: which objects of the inbox are sources, which files hold their options, and
/// where results and failure reports lie in the outbox. Pure. `docs/drop-folder.md` tells users the same.
///
/// @param inbox where sources are put; its first folder is the recipe
/// @param outbox where results and reports appear
public record DropFolder(URI inbox, URI outbox) {
    static final String DEFAULTS = "azulejo.json";
    private static final String SIDECAR_END = ".azulejo.json";
    private static final String REPORT_END = ".error.json";

    /// What file managers, editors and browsers leave behind, in lower case.
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".crdownload", ".filepart");

    public DropFolder {
        if (inbox.equals(outbox)) {
            throw new IllegalArgumentException(
                    "inbox and outbox are both %s: each result would be taken for a source".formatted(inbox));
        }
    }

    /// Whether an object of the inbox is ignored.
    ///
    /// @param key any text: one that no storage of ours accepts is not ignored but refused
    public static boolean isIgnored(String key, long bytes) {
        if (key.endsWith("/") || (bytes == 0 && key.endsWith("_$folder$"))) { // how S3 tools mark an empty folder
            return true;
        }
        return hasHidden(key) || isLitter(key.substring(key.lastIndexOf('/') + 1));
    }

    private static boolean hasHidden(String key) {
        return Arrays.stream(key.split("/", -1)).anyMatch(DropFolder::isHidden);
    }

    private static boolean isHidden(String segment) {
        return segment.startsWith(".") && !segment.equals(".") && !segment.equals("..");
    }

    private static boolean isLitter(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return name.equals(DEFAULTS)
                || name.endsWith(SIDECAR_END)
                || name.endsWith(REPORT_END)
                || name.startsWith("~$")
                || LITTER.contains(lower)
                || UNFINISHED.stream().anyMatch(lower::endsWith);
    }

    /// Whether an object of the inbox holds options for others.
    public static boolean isOptions(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1);
        return (name.equals(DEFAULTS) || name.endsWith(SIDECAR_END)) && !hasHidden(key);
    }

    /// The folder that names the recipe; empty for a file in no folder. The folder of a [Route] does not
    /// count.
    public static Optional<String> recipeOf(String key) {
        int start = Route.lengthOfFolder(key);
        int slash = key.indexOf('/', start);
        return slash < 0 ? Optional.empty() : Optional.of(key.substring(start, slash));
    }

    /// The key of the file of options beside a source.
    public static String sidecarOf(String key) {
        return key + SIDECAR_END;
    }

    /// The files of defaults that apply to a source: one in each folder from the recipe's down, or that of
    /// its [Route], the outermost first.
    public static List<String> defaultsOf(String key) {
        var files = new ArrayList<String>();
        for (int slash = key.indexOf('/', Math.max(Route.lengthOfFolder(key) - 1, 0));
                slash >= 0;
                slash = key.indexOf('/', slash + 1)) {
            files.add(key.substring(0, slash + 1) + DEFAULTS);
        }
        return files;
    }

    /// The key of the result: the source's whole path and name, with another ending appended if its name
    /// does not fit the format.
    ///
    /// @throws InvalidKey when the key would be too long
    public StorageUri resultOf(String key, ImageFormat format) {
        var name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        boolean fits = dot > 0
                && ImageFormat.parse(name.substring(dot + 1))
                        .filter(format::equals)
                        .isPresent();
        return new StorageUri(outbox, fits ? key : appended(key, format));
    }

    /// The key of a further result: the source's whole name, with size and format appended.
    ///
    /// @param main the key of the main result, where that was chosen; else of the source
    /// @throws InvalidKey when the key would be too long
    StorageUri furtherOf(String main, AlsoSpec also) {
        return also.label()
                .map(size -> new StorageUri(outbox, appended(main + "." + size, also.format())))
                .orElseGet(() -> resultOf(main, also.format()));
    }

    /// The keys of the results of a source that is called `main` in the outbox, in the order in which they
    /// are wanted.
    ///
    /// @param usual the format of a result for which no option gives one
    /// @throws InvalidKey when a key would be too long
    List<StorageUri> resultsOf(String main, Enhancement wanted, ImageFormat usual) {
        return withFurther(resultOf(main, wanted.main().format().orElse(usual)), main, wanted);
    }

    /// The main result, and the further ones under `main` with size and format appended.
    List<StorageUri> withFurther(StorageUri result, String main, Enhancement wanted) {
        return Stream.concat(
                        Stream.of(result),
                        wanted.further().stream()
                                .flatMap(further -> further.also().stream())
                                .map(also -> furtherOf(main, also)))
                .toList();
    }

    private static String appended(String key, ImageFormat format) {
        return key + "." + format.extension();
    }

    /// The key of the report that says why a source has no result: beside the result, under the source's
    /// name. If the request chose another destination, it lies under that one.
    ///
    /// @throws InvalidKey when the key would be too long
    public StorageUri reportOf(String key, StorageUri destination) {
        boolean isUsual = destination.key().equals(key)
                || ImageFormat.written().stream()
                        .anyMatch(format -> destination.key().equals(appended(key, format)));
        return new StorageUri(outbox, (isUsual ? key : destination.key()) + REPORT_END);
    }

    /// The key of the report that a result cannot lie under its key, for readers that see results alone.
    public static String reportBeside(String result) {
        return result + REPORT_END;
    }

    /// Whether a key is reserved for reports, so no result may take it.
    public static boolean isReserved(String key) {
        return key.endsWith(REPORT_END);
    }
}
