package dev.azulejo.imaging.exif;

import dev.azulejo.imaging.bytes.Ascii;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.IfdField;
import dev.azulejo.imaging.ifd.IfdReader;
import dev.azulejo.imaging.ifd.IfdWriter;
import dev.azulejo.imaging.ifd.Tag;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Extracts EXIF as a separate block (CIPA DC-008): from files of most formats as they hold it, from a TIFF
/// file by copying the directories among which it lies.
public final class SourceExif {
    private static final byte[] PREFIX = Ascii.of("Exif\0\0");
    private static final int MAX_VALUE = 1 << 16; // as in a JPEG's segment
    private static final int MAX_LENGTH = 1 << 20;
    private static final int LARGEST_DIRECTORY = 4; // times a budget: whether there is too much is asked afterwards

    private static final Set<Integer> RESOLUTION = Set.of(Tag.X_RESOLUTION, Tag.Y_RESOLUTION, Tag.RESOLUTION_UNIT);

    /// The tags of EXIF's first directory that describe a photograph, not how its pixels are stored:
    /// document, description, camera, page, software, date, artist, computer, copyright, rating, and
    /// Windows' title, comment, author, keywords and subject.
    public static final Set<Integer> DESCRIPTIVE = Set.of(
            269, 270, 271, 272, 285, 305, 306, 315, 316, 33_432, 0x4746, 0x4749, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e,
            0x9c9f);

    private SourceExif() {}

    /// The TIFF structure of a block, if it is one, without the prefix that some formats put before it.
    public static Optional<byte[]> of(byte[] block) {
        var exif = Ascii.after(PREFIX, block).orElse(block);
        return IfdReader.exif(exif, FileBudget.forPasses(LARGEST_DIRECTORY)).map(ignored -> exif);
    }

    /// The part of which a block has too much, in words such as `more than 20,000 entries`.
    ///
    /// @param block from [#of]
    /// @param budget of the file
    public static Optional<String> excess(byte[] block, FileBudget budget) {
        return ExifCheck.excess(block, budget);
    }

    /// EXIF made from the directory of an image in a TIFF file, and from the two that it names.
    public static Optional<byte[]> of(IfdReader file, Ifd image) {
        var kept = kept(image);
        var exif = named(file, image, Tag.EXIF_DIRECTORY);
        var gps = named(file, image, Tag.GPS_DIRECTORY);
        if (kept.stream().noneMatch(SourceExif::isDescriptive) && exif.isEmpty() && gps.isEmpty()) {
            return Optional.empty(); // nothing that is not said elsewhere
        }
        if (copiedBytes(kept, exif, gps) > MAX_LENGTH) {
            return Optional.empty();
        }
        var main = fields(image, kept);
        // The places of the two depend on the length of what comes before them, which does not depend on
        // them.
        var pointers = new TreeMap<Integer, Integer>();
        exif.ifPresent(_ -> pointers.put(Tag.EXIF_DIRECTORY, 0));
        gps.ifPresent(_ -> pointers.put(Tag.GPS_DIRECTORY, 0));
        written(file.order(), main, exif, gps, pointers);
        byte[] block = written(file.order(), main, exif, gps, pointers);
        return block.length > MAX_LENGTH ? Optional.empty() : Optional.of(block);
    }

    /// @param pointers fields of the first directory that state the places of the others; they are set here
    private static byte[] written(
            ByteOrder order,
            List<IfdField> main,
            Optional<Ifd> exif,
            Optional<Ifd> gps,
            Map<Integer, Integer> pointers) {
        var writer = new IfdWriter(order, false);
        var fields = new ArrayList<>(main);
        pointers.forEach((tag, place) -> fields.add(IfdField.number(tag, order, place)));
        int first = writer.directory(fields);
        exif.ifPresent(found -> pointers.put(Tag.EXIF_DIRECTORY, writer.directory(fields(found, found.all()))));
        gps.ifPresent(found -> pointers.put(Tag.GPS_DIRECTORY, writer.directory(fields(found, found.all()))));
        return writer.toByteArray(first);
    }

    /// The entries of an image's own directory that are about the photograph and not about the layout of
    /// its pixels.
    private static List<IfdEntry> kept(Ifd image) {
        return image.all().stream()
                .filter(entry ->
                        isDescriptive(entry) || entry.tag() == Tag.ORIENTATION || RESOLUTION.contains(entry.tag()))
                .toList();
    }

    private static boolean isDescriptive(IfdEntry entry) {
        return DESCRIPTIVE.contains(entry.tag());
    }

    /// The size of all values in a block, each counted by itself, even if they overlap in the file.
    private static long copiedBytes(Collection<IfdEntry> kept, Optional<Ifd> exif, Optional<Ifd> gps) {
        return Stream.of(
                        kept,
                        exif.map(Ifd::all).orElse(List.of()),
                        gps.map(Ifd::all).orElse(List.of()))
                .flatMap(Collection::stream)
                .mapToLong(IfdEntry::length)
                .filter(length -> length <= MAX_VALUE)
                .sum();
    }

    /// Whether all values together are too long for a block of EXIF.
    public static boolean isTooLong(IfdReader file, Ifd image) {
        return copiedBytes(kept(image), named(file, image, Tag.EXIF_DIRECTORY), named(file, image, Tag.GPS_DIRECTORY))
                > MAX_LENGTH;
    }

    /// Whether there are values that are too long for a block of EXIF.
    public static boolean leavesOut(IfdReader file, Ifd image) {
        var exif = named(file, image, Tag.EXIF_DIRECTORY).map(Ifd::all).orElse(List.of());
        var gps = named(file, image, Tag.GPS_DIRECTORY).map(Ifd::all).orElse(List.of());
        return Stream.of(kept(image), exif, gps)
                .flatMap(Collection::stream)
                .anyMatch(entry -> entry.length() > MAX_VALUE);
    }

    private static Optional<Ifd> named(IfdReader file, Ifd image, int tag) {
        return image.has(tag) ? file.directory(image.number(tag, 0)) : Optional.empty();
    }

    /// The fields of a directory that are kept, unchanged except for the orientation, which some write as
    /// bytes or longs, and which has to be set later.
    private static List<IfdField> fields(Ifd directory, Collection<IfdEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.type() < IfdEntry.IFD && entry.length() <= MAX_VALUE)
                .filter(entry -> entry.tag() != Tag.INTEROPERABILITY_DIRECTORY) // where that lay
                .map(entry -> entry.tag() == Tag.ORIENTATION
                        ? IfdField.shorts(
                                Tag.ORIENTATION, directory.order(), (int) directory.number(Tag.ORIENTATION, 1))
                        : IfdField.of(entry, directory.bytes(entry).array()))
                .toList();
    }
}
