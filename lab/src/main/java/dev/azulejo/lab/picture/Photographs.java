package dev.azulejo.lab.picture;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.set.FileHash;
import dev.azulejo.quality.set.ImageSet;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The pictures of a folder, each read when it is first asked for. Those asked for last stay in memory.
public final class Photographs implements Pictures {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".avif");
    private static final long KEPT_BYTES = 224L << 20;

    private final PlainPictures reader;
    private final List<Path> files;
    private final int leastSide;
    private final Map<Integer, PixelBlock> kept = new LinkedHashMap<>(16, 0.75f, true);

    private Photographs(PlainPictures reader, List<Path> files, int leastSide) {
        this.reader = reader;
        this.files = files;
        this.leastSide = leastSide;
    }

    /// The pictures in a folder and all below it, or in a set.
    ///
    /// @param place a folder, or a set's file (.json), whose images must match their hashes
    /// @param wanted which images of a set
    /// @param leastSide least side of each picture
    /// @throws dev.azulejo.local.exit.CommandFailure when there are none, or they do not match
    public static Photographs in(Path place, Predicate<SetImage> wanted, PlainPictures reader, int leastSide) {
        return String.valueOf(place.getFileName()).endsWith(".json")
                ? ofSet(place, wanted, reader, leastSide)
                : inFolder(place, reader, leastSide);
    }

    private static Photographs ofSet(Path file, Predicate<SetImage> wanted, PlainPictures reader, int leastSide) {
        try {
            var all = SetFile.read(UserFiles.readableByName(file));
            var set = new ImageSet(
                    all.name(),
                    all.description(),
                    all.images().stream().filter(wanted).toList());
            var wrong = SetFile.check(file, set);
            if (!wrong.isEmpty()) {
                throw ExitCode.NO_INPUT.failure("%s: %s".formatted(file, String.join("; ", wrong)));
            }
            if (set.images().isEmpty()) {
                throw ExitCode.NO_INPUT.failure(file + " has no image for this; see azulejo lab dataset");
            }
            var files = set.images().stream()
                    .map(image -> SetFile.path(file, image))
                    .toList();
            return new Photographs(reader, files, leastSide);
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        }
    }

    private static Photographs inFolder(Path folder, PlainPictures reader, int leastSide) {
        if (!Files.isDirectory(folder)) {
            throw ExitCode.NO_INPUT.failure(folder + " is no folder; name one that holds photographs");
        }
        try (var found = Files.walk(folder)) {
            var files = found.filter(Photographs::isPicture).sorted().toList();
            if (files.isEmpty()) {
                throw ExitCode.NO_INPUT.failure(
                        "%s holds no photographs; names end in %s".formatted(folder, String.join(", ", ENDINGS)));
            }
            return new Photographs(reader, files, leastSide);
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be listed: %s".formatted(folder, e.getMessage()));
        }
    }

    private static boolean isPicture(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    @Override
    public int count() {
        return files.size();
    }

    /// The file of a picture.
    public Path file(int number) {
        return files.get(number);
    }

    /// The name of a picture's file.
    public String name(int number) {
        return String.valueOf(files.get(number).getFileName());
    }

    @Override
    public Size size(int number) {
        var block = block(number);
        return new Size(block.width(), block.height());
    }

    @Override
    public Picture part(int number, Rect rect) {
        return Picture.of(block(number).crop(rect));
    }

    /// The whole picture.
    public Picture picture(int number) {
        return Picture.of(block(number));
    }

    private PixelBlock block(int number) {
        var block = kept.get(number);
        if (block == null) {
            block = read(files.get(number));
            kept.put(number, block);
            long bytes = kept.values().stream()
                    .mapToLong(each -> each.samples().length)
                    .sum();
            for (var oldest = kept.values().iterator(); bytes > KEPT_BYTES && kept.size() > 1; ) {
                bytes -= oldest.next().samples().length;
                oldest.remove();
            }
        }
        return block;
    }

    private PixelBlock read(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var block = reader.read(in, size -> List.of(new Rect(0, 0, size.width(), size.height())))
                    .getFirst();
            if (Math.min(block.width(), block.height()) < leastSide) {
                throw ExitCode.BAD_IMAGE.failure("%s is %dx%d; with this recipe a photograph needs %d pixels a side"
                        .formatted(file, block.width(), block.height(), leastSide));
            }
            return block;
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure("%s: %s".formatted(file, e.detail()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String identity() {
        return files.stream().map(FileHash::sha256).collect(Collectors.joining("\n"));
    }
}
