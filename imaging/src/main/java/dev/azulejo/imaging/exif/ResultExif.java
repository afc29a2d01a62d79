package dev.azulejo.imaging.exif;

import dev.azulejo.core.pixels.Density;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.Fraction;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdField;
import dev.azulejo.imaging.ifd.IfdWriter;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.metadata.ResultFacts;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Converts the EXIF of a source into that of its result: upright, of the new size, without its old
/// thumbnail, and without the place where it was taken if that is not wanted. Bytes that are kept do not
/// move.
public final class ResultExif {
    private static final int MOST_DIRECTORIES = 8;
    private static final int UPRIGHT = 1;

    /// The tags that state, or may state, where a photograph was taken: directories of GPS and of other
    /// images, XMP, IPTC and Photoshop's resources within EXIF, GeoTIFF's and GDAL's tags, and a DNG's private
    /// data.
    private static final List<Integer> PLACES = List.of(
            Tag.GPS_DIRECTORY,
            0x014a,
            700,
            33_723,
            34_377,
            33_550,
            33_922,
            34_264,
            34_735,
            34_736,
            34_737,
            42_112,
            0xc634);

    private final ExifBlock exif;
    private final Ifd main;
    private final ResultFacts facts;

    private ResultExif(ExifBlock exif, Ifd main, ResultFacts facts) {
        this.exif = exif;
        this.main = main;
        this.facts = facts;
    }

    /// @param source the source's block; the result is empty if it cannot be read
    /// @return a block as long as `source`; empty if that is longer than EXIF may be
    public static Optional<byte[]> of(byte[] source, ResultFacts facts) {
        if (ExifCheck.excess(source, new FileBudget()).isPresent()) {
            return Optional.empty();
        }
        try {
            return edited(source, facts);
        } catch (FileBudget.Spent moreByRemoving) { // what lay upon each other became something else
            return Optional.empty();
        }
    }

    private static Optional<byte[]> edited(byte[] source, ResultFacts facts) {
        return ExifBlock.parse(source).flatMap(exif -> {
            var result = new ResultExif(exif, exif.main().orElseThrow(), facts);
            result.describe();
            result.removeImages();
            if (facts.withoutPlace()) {
                result.removePlace();
            }
            var last = exif.main(); // nothing may be left of a directory
            // In a damaged block, data that was written later may overlap this entry.
            last.ifPresent(directory -> exif.setShort(directory, Tag.ORIENTATION, UPRIGHT));
            return last.map(ignored -> exif.bytes());
        });
    }

    /// The orientation that a block states, by EXIF's number, stored as any type of number.
    public static Optional<Integer> orientation(byte[] block) {
        return ExifBlock.parse(block)
                .flatMap(
                        exif -> exif.main().orElseThrow().entry(Tag.ORIENTATION).flatMap(exif::number));
    }

    /// The density that a block states, if it can be read and states one.
    public static Optional<Density> density(byte[] block) {
        return ExifBlock.parse(block).flatMap(exif -> {
            var main = exif.main().orElseThrow();
            boolean centimetres = isMetric(exif, main);
            double horizontal = main.entry(Tag.X_RESOLUTION).map(exif::rational).orElse(0.0);
            double vertical = main.entry(Tag.Y_RESOLUTION).map(exif::rational).orElse(0.0);
            double mm = centimetres ? Fraction.MM_PER_CENTIMETRE : Density.MM_PER_INCH;
            return horizontal > 0 && vertical > 0
                    ? Optional.of(new Density(horizontal / mm, vertical / mm))
                    : Optional.empty();
        });
    }

    private static boolean isMetric(ExifBlock exif, Ifd main) {
        return main.entry(Tag.RESOLUTION_UNIT).flatMap(exif::number).orElse(0) == Tag.CENTIMETRES;
    }

    /// EXIF that states only the density.
    public static byte[] ofDensity(Density density) {
        var writer = new IfdWriter(ByteOrder.LITTLE_ENDIAN, false);
        return writer.toByteArray(writer.directory(IfdField.density(density, ByteOrder.LITTLE_ENDIAN)));
    }

    private void describe() {
        var size = facts.size();
        var density = facts.density();
        exif.setShort(main, Tag.ORIENTATION, UPRIGHT);
        setNumber(main, Tag.WIDTH, size.width());
        setNumber(main, Tag.HEIGHT, size.height());
        sub(Tag.EXIF_DIRECTORY).ifPresent(directory -> {
            setNumber(directory, Tag.PIXEL_X_DIMENSION, size.width());
            setNumber(directory, Tag.PIXEL_Y_DIMENSION, size.height());
            if (facts.colourSpace() != 0) {
                setNumber(directory, Tag.COLOUR_SPACE, facts.colourSpace());
            }
        });
        if (density != null) {
            boolean centimetres = isMetric(exif, main);
            setDensity(Tag.X_RESOLUTION, Fraction.perUnit(density.horizontal(), centimetres));
            setDensity(Tag.Y_RESOLUTION, Fraction.perUnit(density.vertical(), centimetres));
        }
    }

    private void setNumber(Ifd directory, int tag, int value) {
        directory.entry(tag).ifPresent(entry -> exif.setNumber(entry, value));
    }

    private void setDensity(int tag, Fraction density) {
        main.entry(tag).ifPresent(entry -> exif.setRational(entry, density));
    }

    private Optional<Ifd> sub(int tag) {
        return main.entry(tag).flatMap(exif::pointedAt);
    }

    /// Removes the directories after the first, which are of other images: the thumbnail.
    private void removeImages() {
        var gone = new BitSet();
        var images = new ArrayList<Ifd>();
        for (var next = exif.next(main); next.isPresent() && images.size() < MOST_DIRECTORIES; ) {
            images.add(next.get());
            next = exif.next(next.get());
        }
        for (var image : images) {
            ExifBlock.mark(image, gone);
            markData(image, Tag.THUMBNAIL_OFFSET, Tag.THUMBNAIL_LENGTH, gone);
            markData(image, Tag.STRIP_OFFSETS, Tag.STRIP_LENGTHS, gone);
        }
        exif.endAfter(main);
        exif.erase(gone, kept(Tag.GPS_DIRECTORY, Tag.EXIF_DIRECTORY));
    }

    private void markData(Ifd image, int offsetTag, int lengthTag, BitSet bytes) {
        var offset = image.entry(offsetTag).flatMap(exif::number).orElse(0);
        var length = image.entry(lengthTag).flatMap(exif::number).orElse(0);
        int most = exif.bytes().length;
        if (offset > 0 && offset < most && length > 0) {
            bytes.set(offset, (int) Math.min((long) offset + length, most));
        }
    }

    /// Removes the place, and all that cannot be reached from what is kept: data behind an unknown tag may
    /// be a place, too.
    private void removePlace() {
        for (var directory : directories(Tag.EXIF_DIRECTORY)) {
            PLACES.forEach(tag -> exif.remove(directory, tag));
        }
        var gone = new BitSet();
        gone.set(0, exif.bytes().length);
        exif.erase(gone, kept(Tag.EXIF_DIRECTORY)); // read anew: entries have moved up
    }

    /// The positions of all kept data: overlapping directories are damage that must not spread.
    private BitSet kept(int... tags) {
        var kept = new BitSet();
        kept.set(0, 8);
        directories(tags).forEach(directory -> ExifBlock.mark(directory, kept));
        return kept;
    }

    /// The main directory, those that it names by `tags`, even several times, and those of interoperability
    /// in them.
    private List<Ifd> directories(int... tags) {
        var seen = new HashSet<Long>();
        var found = new ArrayList<Ifd>();
        exif.main().filter(first -> seen.add(first.start())).ifPresent(found::add);
        for (var directory : List.copyOf(found)) {
            for (int tag : tags) {
                addNamed(directory, tag, seen, found);
            }
        }
        for (var directory : List.copyOf(found)) {
            addNamed(directory, Tag.INTEROPERABILITY_DIRECTORY, seen, found);
        }
        return found;
    }

    /// @param seen places of directories that need not be read again
    private void addNamed(Ifd directory, int tag, Set<Long> seen, List<Ifd> found) {
        exif.places(directory, tag).stream()
                .filter(seen::add)
                .forEach(place -> exif.directory(place.intValue()).ifPresent(found::add));
    }
}
