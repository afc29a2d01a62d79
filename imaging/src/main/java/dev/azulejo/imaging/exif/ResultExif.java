package dev.azulejo.imaging.exif;

import dev.azulejo.core.job.Density;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.ExifBlock.Directory;
import dev.azulejo.imaging.ifd.Fraction;
import dev.azulejo.imaging.ifd.TiffField;
import dev.azulejo.imaging.ifd.TiffWriter;
import dev.azulejo.imaging.metadata.ResultFacts;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Makes the EXIF of a source that of its result: upright, of the new size, without a thumbnail of what it was,
/// and without the place where it was taken if that is not wanted. Every byte that stays stays where it was.
public final class ResultExif {
    public static final int EXIF_DIRECTORY = 0x8769;
    public static final int GPS_DIRECTORY = 0x8825;
    public static final int INTEROPERABILITY_DIRECTORY = 0xa005;

    private static final int IMAGE_WIDTH = 0x0100;
    private static final int IMAGE_LENGTH = 0x0101;
    private static final int STRIP_OFFSETS = 0x0111;
    private static final int ORIENTATION = 0x0112;
    private static final int STRIP_BYTE_COUNTS = 0x0117;
    private static final int X_RESOLUTION = 0x011a;
    private static final int Y_RESOLUTION = 0x011b;
    private static final int RESOLUTION_UNIT = 0x0128;
    private static final int THUMBNAIL_OFFSET = 0x0201;
    private static final int THUMBNAIL_LENGTH = 0x0202;
    private static final int COLOUR_SPACE = 0xa001;
    private static final int PIXEL_X_DIMENSION = 0xa002;
    private static final int PIXEL_Y_DIMENSION = 0xa003;
    private static final int INCHES = 2;
    private static final int CENTIMETRES = 3;
    private static final int MOST_DIRECTORIES = 8;

    /// What says where a photograph was taken, or may: directories of GPS and of other images, XMP, IPTC and
    /// Photoshop's
    /// resources within EXIF, and GeoTIFF's tags.
    private static final List<Integer> PLACES =
            List.of(GPS_DIRECTORY, 0x014a, 700, 33_723, 34_377, 33_550, 33_922, 34_264, 34_735, 34_736, 34_737);

    private final ExifBlock exif;
    private final Directory main;
    private final ResultFacts facts;

    private ResultExif(ExifBlock exif, Directory main, ResultFacts facts) {
        this.exif = exif;
        this.main = main;
        this.facts = facts;
    }

    /// @param source nothing comes of one that cannot be read
    /// @return as long as `source`
    public static Optional<byte[]> of(byte[] source, ResultFacts facts) {
        return ExifBlock.parse(source).flatMap(exif -> {
            var result = new ResultExif(exif, exif.main().orElseThrow(), facts);
            result.describe();
            result.removeImages();
            if (facts.withoutPlace()) {
                result.removePlace();
            }
            return exif.main().map(ignored -> exif.bytes()); // nothing may be left of a directory
        });
    }

    /// How a block says that the pixels are turned, by EXIF's number, whatever kind of number it is.
    public static Optional<Integer> orientation(byte[] block) {
        return ExifBlock.parse(block)
                .flatMap(exif -> exif.main().orElseThrow().entry(ORIENTATION).flatMap(exif::number));
    }

    /// What a block says of density, if it can be read and does.
    public static Optional<Density> density(byte[] block) {
        return ExifBlock.parse(block).flatMap(exif -> {
            var main = exif.main().orElseThrow();
            boolean centimetres = main.entry(RESOLUTION_UNIT)
                    .flatMap(exif::number)
                    .filter(unit -> unit == CENTIMETRES)
                    .isPresent();
            double horizontal = main.entry(X_RESOLUTION).map(exif::rational).orElse(0.0);
            double vertical = main.entry(Y_RESOLUTION).map(exif::rational).orElse(0.0);
            double mm = centimetres ? Fraction.MM_PER_CENTIMETRE : Fraction.MM_PER_INCH;
            return horizontal > 0 && vertical > 0
                    ? Optional.of(new Density(horizontal / mm, vertical / mm))
                    : Optional.empty();
        });
    }

    /// EXIF that says nothing else.
    public static byte[] ofDensity(Density density) {
        var order = ByteOrder.LITTLE_ENDIAN;
        boolean metric = Fraction.isMetric(density);
        var writer = new TiffWriter(order, false);
        int place = writer.directory(
                List.of(
                        TiffField.rational(X_RESOLUTION, order, Fraction.perUnit(density.horizontal(), metric)),
                        TiffField.rational(Y_RESOLUTION, order, Fraction.perUnit(density.vertical(), metric)),
                        TiffField.shorts(RESOLUTION_UNIT, order, metric ? CENTIMETRES : INCHES)),
                null,
                0);
        return writer.toByteArray(place);
    }

    private void describe() {
        var size = facts.size();
        var density = facts.density();
        exif.setShort(main, ORIENTATION, 1);
        setNumber(main, IMAGE_WIDTH, size.width());
        setNumber(main, IMAGE_LENGTH, size.height());
        sub(EXIF_DIRECTORY).ifPresent(directory -> {
            setNumber(directory, PIXEL_X_DIMENSION, size.width());
            setNumber(directory, PIXEL_Y_DIMENSION, size.height());
            if (facts.colourSpace() != 0) {
                setNumber(directory, COLOUR_SPACE, facts.colourSpace());
            }
        });
        if (density != null) {
            boolean centimetres = main.entry(RESOLUTION_UNIT)
                    .flatMap(exif::number)
                    .filter(unit -> unit == CENTIMETRES)
                    .isPresent();
            setDensity(X_RESOLUTION, Fraction.perUnit(density.horizontal(), centimetres));
            setDensity(Y_RESOLUTION, Fraction.perUnit(density.vertical(), centimetres));
        }
    }

    private void setNumber(Directory directory, int tag, int value) {
        directory.entry(tag).ifPresent(entry -> exif.setNumber(entry, value));
    }

    private void setDensity(int tag, Fraction density) {
        main.entry(tag).ifPresent(entry -> exif.setRational(entry, density.numerator(), density.denominator()));
    }

    private Optional<Directory> sub(int tag) {
        return main.entry(tag).flatMap(exif::pointedAt);
    }

    /// Directories after the first are of other images: the thumbnail.
    private void removeImages() {
        var gone = new BitSet();
        var images = new ArrayList<Directory>();
        for (var next = exif.next(main); next.isPresent() && images.size() < MOST_DIRECTORIES; ) {
            images.add(next.get());
            next = exif.next(next.get());
        }
        for (var image : images) {
            ExifBlock.mark(image, gone);
            markData(image, THUMBNAIL_OFFSET, THUMBNAIL_LENGTH, gone);
            markData(image, STRIP_OFFSETS, STRIP_BYTE_COUNTS, gone);
        }
        exif.endAfter(main);
        exif.erase(gone, kept(GPS_DIRECTORY, EXIF_DIRECTORY));
    }

    private void markData(Directory image, int offsetTag, int lengthTag, BitSet bytes) {
        var offset = image.entry(offsetTag).flatMap(exif::number).orElse(0);
        var length = image.entry(lengthTag).flatMap(exif::number).orElse(0);
        int most = exif.bytes().length;
        if (offset > 0 && offset < most && length > 0) {
            bytes.set(offset, (int) Math.min((long) offset + length, most));
        }
    }

    /// The place, and all that is not reached from what stays: what hangs of something unknown may be a place, too.
    private void removePlace() {
        for (var directory : directories(EXIF_DIRECTORY)) {
            PLACES.forEach(tag -> exif.remove(directory, tag));
        }
        var gone = new BitSet();
        gone.set(0, exif.bytes().length);
        exif.erase(gone, kept(EXIF_DIRECTORY)); // read anew: entries have moved up
    }

    /// Where what stays lies: overlapping directories are damage, and must not spread.
    private BitSet kept(int... tags) {
        var kept = new BitSet();
        kept.set(0, 8);
        ExifBlock.markAll(directories(tags), kept);
        return kept;
    }

    /// The main directory, those that it names by `tags`, however often, and those of interoperability in them.
    private List<Directory> directories(int... tags) {
        var directories = exif.main().map(List::of).orElse(List.of());
        var found = new ArrayList<>(directories);
        for (var directory : directories) {
            for (int tag : tags) {
                found.addAll(exif.pointedAt(directory, tag));
            }
        }
        for (var directory : List.copyOf(found)) {
            found.addAll(exif.pointedAt(directory, INTEROPERABILITY_DIRECTORY));
        }
        return found;
    }
}
