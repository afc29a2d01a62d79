package dev.azulejo.quality.arena;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The results that contenders made of images.
///
/// @param contenders in the order in which they were named
/// @param files of each image, in the order of contenders
/// @param by what made them
public record Candidates(List<String> contenders, SortedMap<String, List<Path>> files, By by) {
    /// The makers of candidates, as far as they are known.
    ///
    /// @param percent the size that recipes gave them; 0 for their own
    /// @param models that ran, by contender, each as `id sha256`
    /// @param sources what recipes were given, by image
    public record By(int percent, Map<String, List<String>> models, Map<String, Path> sources) {
        private static final By UNKNOWN = new By(0, Map.of(), Map.of());

        public By {
            models = Map.copyOf(models);
            sources = Map.copyOf(sources);
        }
    }

    /// Images that lie in a folder of each contender under one name, in any format.
    ///
    /// @throws CommandFailure naming those that some contender lacks
    public static Candidates in(Map<String, Path> folders) {
        var byContender = new LinkedHashMap<String, SortedMap<String, Path>>();
        folders.forEach((contender, folder) -> byContender.put(contender, images(folder)));
        var names = new TreeMap<String, List<Path>>();
        byContender.values().forEach(files -> files.keySet().forEach(name -> names.put(name, new ArrayList<>())));
        var missing = new ArrayList<String>();
        names.forEach((name, files) -> byContender.forEach((contender, byName) -> {
            var file = byName.get(name);
            if (file == null) {
                missing.add("%s has no %s".formatted(contender, name));
            } else {
                files.add(file);
            }
        }));
        if (names.isEmpty()) {
            throw ExitCode.NO_INPUT.failure("there is no image in %s"
                    .formatted(folders.values().iterator().next()));
        }
        if (!missing.isEmpty()) {
            throw ExitCode.NO_INPUT.failure("all must have made all images, and %s".formatted(some(missing)));
        }
        return new Candidates(List.copyOf(folders.keySet()), names, By.UNKNOWN);
    }

    private static String some(List<String> missing) {
        return String.join(", ", missing.subList(0, Math.min(5, missing.size())))
                + (missing.size() > 5 ? " and %d more".formatted(missing.size() - 5) : "");
    }

    private static SortedMap<String, Path> images(Path folder) {
        var images = new TreeMap<String, Path>();
        try (var files = Files.list(folder)) {
            files.filter(Candidates::isImage).sorted().forEach(file -> {
                var name = stem(file);
                var other = images.putIfAbsent(name, file);
                if (other != null) {
                    throw ExitCode.USAGE.failure(
                            "%s and %s have one name; leave one of them out".formatted(other, file.getFileName()));
                }
            });
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
        return images;
    }

    private static boolean isImage(Path file) {
        try (var in = Files.isRegularFile(file) ? Files.newInputStream(file) : null) {
            return in != null
                    && ImageFormat.sniff(in.readNBytes(ImageFormat.SNIFFED_BYTES))
                            .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String stem(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
