package dev.azulejo.imaging.exif;

import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Walks once through all directories of a block of EXIF, before any other code follows them: many entries
/// may point at one directory, directories may overlap, and so may values, of which each is copied by
/// itself.
final class ExifCheck {
    private static final List<Integer> POINTERS =
            List.of(Tag.EXIF_DIRECTORY, Tag.GPS_DIRECTORY, Tag.INTEROPERABILITY_DIRECTORY);

    /// The bytes of values that may overlap in a block, besides as many as the block is long: some writers
    /// share one value among entries.
    private static final int SHARED_BYTES = 1 << 16;

    private ExifCheck() {}

    /// The part of which a block has too much, in words such as `more than 20,000 entries`.
    ///
    /// @param budget from which each directory is drawn once
    static Optional<String> excess(byte[] block, FileBudget budget) {
        try {
            return ExifBlock.parse(block)
                    .filter(exif -> valueBytes(exif, budget) > 2L * block.length + SHARED_BYTES)
                    .map(_ -> "values that lie upon each other");
        } catch (FileBudget.Spent spent) {
            return Optional.of(spent.words());
        }
    }

    private static long valueBytes(ExifBlock exif, FileBudget budget) {
        var seen = new HashSet<Long>();
        var left = new ArrayDeque<Long>();
        exif.main().map(Ifd::start).ifPresent(left::add);
        long sum = 0;
        while (!left.isEmpty()) {
            long start = left.pop();
            if (seen.add(start)) {
                var directory = exif.directory((int) start);
                budget.draw(Part.EXIF_DIRECTORIES, directory.isPresent() ? 1 : 0);
                budget.draw(Part.EXIF_ENTRIES, directory.map(Ifd::statedEntries).orElse(0L));
                sum += directory.stream()
                        .flatMap(found -> found.entries().stream())
                        .mapToLong(entry -> entry.length() > Integer.BYTES ? entry.length() : 0)
                        .sum();
                directory.ifPresent(found -> {
                    left.add(found.next());
                    POINTERS.forEach(tag -> left.addAll(exif.places(found, tag)));
                });
            }
        }
        return sum;
    }
}
