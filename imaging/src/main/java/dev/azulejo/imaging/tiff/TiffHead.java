package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.ExifBlock.Directory;
import dev.azulejo.imaging.ifd.Fraction;
import dev.azulejo.imaging.ifd.TiffField;
import dev.azulejo.imaging.ifd.TiffWriter;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What stands before the strips of a TIFF: header, directories, metadata. (TIFF 6.0; Adobe Photoshop TIFF
/// technical notes; CIPA DC-008 for the directories of EXIF)
public final class TiffHead {
    private static final int CMYK = 4;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int PLANAR_CONFIGURATION = 284;
    private static final int RESOLUTION_UNIT = 296;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int INK_SET = 332;
    private static final int EXTRA_SAMPLES = 338;
    private static final int XMP = 700;
    private static final int IPTC = 33_723;
    private static final int PROFILE = 34_675;
    private static final int MAKER_NOTE = 0x927c;
    private static final int NONE = 1;
    private static final int DEFLATE = 8;
    private static final int HORIZONTAL = 2;
    private static final int INCH = 2;
    private static final int CENTIMETRE = 3;
    private static final int STRAIGHT_ALPHA = 2;

    /// What EXIF's first directory says of a photograph, not of how its pixels are stored: document,
    /// description, camera, page, software, date, artist, computer, copyright, rating, and Windows' title, comment,
    /// author, keywords and subject.
    public static final Set<Integer> DESCRIPTIVE = Set.of(
            269, 270, 271, 272, 285, 305, 306, 315, 316, 33_432, 0x4746, 0x4749, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e,
            0x9c9f);

    /// A maker's note that starts further in the block would cost more zeros before it than it is worth.
    private static final int MOST_SKIPPED = 1 << 16;

    private final Manifest manifest;
    private final ResultColour colour;
    private final ResultMetadata metadata;
    private final Optional<ExifBlock> exif;
    private final ByteOrder order;
    private final TiffLayout layout;

    public TiffHead(Manifest manifest, ResultColour colour, TiffLayout layout) {
        this.manifest = manifest;
        this.colour = colour;
        this.layout = layout;
        metadata = ResultMetadata.of(manifest);
        exif = metadata.exif().flatMap(ExifBlock::parse);
        order = TiffStripEncoder.order(manifest);
    }

    public byte[] bytes(List<StripFacts> facts) {
        // The places of strips or tiles hang on the length of the head, which does not hang on them.
        int length = written(facts, 0).length;
        return written(facts, length);
    }

    private byte[] written(List<StripFacts> facts, long firstStrip) {
        var writer = new TiffWriter(order, layout.big());
        var fields = new ArrayList<>(pixelFields());
        addPlaces(facts, firstStrip, fields);
        addDensity(fields);
        addMetadata(writer, fields);
        int first = writer.directory(fields, null, 0);
        return writer.toByteArray(first);
    }

    private List<TiffField> pixelFields() {
        var size = manifest.outputSize();
        int bands = colour.colours() + (colour.alpha() ? 1 : 0);
        var bits = new int[bands];
        Arrays.fill(bits, colour.bits());
        boolean deflated = TiffStripEncoder.isDeflated(manifest.output());
        var fields = new ArrayList<>(List.of(
                TiffField.number(WIDTH, order, size.width()),
                TiffField.number(HEIGHT, order, size.height()),
                TiffField.shorts(BITS, order, bits),
                TiffField.shorts(COMPRESSION, order, deflated ? DEFLATE : NONE),
                TiffField.shorts(PHOTOMETRIC, order, photometric()),
                TiffField.shorts(ORIENTATION, order, 1),
                TiffField.shorts(SAMPLES_PER_PIXEL, order, bands),
                TiffField.shorts(PLANAR_CONFIGURATION, order, 1)));
        if (deflated) {
            fields.add(TiffField.shorts(PREDICTOR, order, HORIZONTAL));
        }
        if (layout.tiled()) {
            fields.add(TiffField.number(TILE_WIDTH, order, TiffLayout.TILE_WIDTH));
            fields.add(TiffField.number(TILE_HEIGHT, order, layout.tileHeight()));
        } else {
            int rows = Math.min(manifest.strips().rowsPerStrip(), size.height());
            fields.add(TiffField.number(ROWS_PER_STRIP, order, rows));
        }
        if (colour.colours() == CMYK) {
            fields.add(TiffField.shorts(INK_SET, order, 1));
        }
        if (colour.alpha()) {
            fields.add(TiffField.shorts(EXTRA_SAMPLES, order, STRAIGHT_ALPHA));
        }
        return fields;
    }

    private int photometric() {
        return switch (colour.colours()) {
            case 1 -> 1; // black is zero
            case CMYK -> 5;
            default -> 2;
        };
    }

    private void addPlaces(List<StripFacts> facts, long firstStrip, List<TiffField> fields) {
        long[] lengths = layout.tiled()
                ? facts.stream()
                        .flatMap(strip -> strip.partBytes().stream())
                        .mapToLong(Integer::longValue)
                        .toArray()
                : facts.stream().mapToLong(StripFacts::encodedBytes).toArray();
        var offsets = new long[lengths.length];
        long place = firstStrip;
        for (int part = 0; part < offsets.length; part++) {
            offsets[part] = place;
            place += lengths[part];
        }
        int offsetsTag = layout.tiled() ? TILE_OFFSETS : STRIP_OFFSETS;
        int lengthsTag = layout.tiled() ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
        fields.add(TiffField.places(offsetsTag, order, layout.big(), offsets));
        fields.add(TiffField.places(lengthsTag, order, layout.big(), lengths));
    }

    private void addDensity(List<TiffField> fields) {
        var density = manifest.density();
        if (density != null) {
            boolean metric = Fraction.isMetric(density);
            fields.add(TiffField.rational(X_RESOLUTION, order, Fraction.perUnit(density.horizontal(), metric)));
            fields.add(TiffField.rational(Y_RESOLUTION, order, Fraction.perUnit(density.vertical(), metric)));
            fields.add(TiffField.shorts(RESOLUTION_UNIT, order, metric ? CENTIMETRE : INCH));
        }
    }

    private void addMetadata(TiffWriter writer, List<TiffField> fields) {
        exif.ifPresent(block -> addExif(block, block.main().orElseThrow(), writer, fields));
        fields.add(TiffField.bytes(XMP, metadata.xmp()));
        metadata.iptc().ifPresent(records -> fields.add(TiffField.undefined(IPTC, records)));
        colour.embedded().ifPresent(profile -> fields.add(TiffField.undefined(PROFILE, profile)));
    }

    private void addExif(ExifBlock block, Directory main, TiffWriter writer, List<TiffField> fields) {
        for (var field : fields(block, main)) {
            if (DESCRIPTIVE.contains(field.tag())) {
                fields.add(field);
            }
        }
        main.entry(ResultExif.EXIF_DIRECTORY)
                .flatMap(block::pointedAt)
                .ifPresent(directory ->
                        fields.add(place(ResultExif.EXIF_DIRECTORY, photographDirectory(block, directory, writer))));
        main.entry(ResultExif.GPS_DIRECTORY)
                .flatMap(block::pointedAt)
                .ifPresent(directory -> fields.add(
                        place(ResultExif.GPS_DIRECTORY, writer.directory(fields(block, directory), null, 0))));
    }

    /// The directory of EXIF; what a maker noted stays at its place, since it holds others that count from the
    /// start of the file.
    private int photographDirectory(ExifBlock block, Directory directory, TiffWriter writer) {
        var fields = fields(block, directory);
        directory
                .entry(ResultExif.INTEROPERABILITY_DIRECTORY)
                .flatMap(block::pointedAt)
                .ifPresent(other -> fields.add(
                        place(ResultExif.INTEROPERABILITY_DIRECTORY, writer.directory(fields(block, other), null, 0))));
        return directory(block, directory, fields, writer);
    }

    private static int directory(ExifBlock block, Directory directory, List<TiffField> fields, TiffWriter writer) {
        var entry = directory.entry(MAKER_NOTE).filter(note -> note.bytes() > Long.BYTES);
        var note = fields.stream().filter(field -> field.tag() == MAKER_NOTE).findFirst();
        if (entry.isEmpty() || note.isEmpty()) {
            return writer.directory(fields, null, 0);
        }
        int wanted = entry.get().offset();
        if (wanted >= writer.length() && wanted <= MOST_SKIPPED && wanted % 2 == 0) {
            writer.skipTo(wanted);
        }
        return writer.directory(fields, note.get(), writer.append(block.value(entry.get())));
    }

    private TiffField place(int tag, int place) {
        return TiffField.places(tag, order, layout.big(), place);
    }

    /// Its fields, but for those that point at directories, whose places change.
    private static List<TiffField> fields(ExifBlock block, Directory directory) {
        var fields = new ArrayList<TiffField>();
        for (var entry : directory.entries()) {
            boolean points = entry.tag() == ResultExif.EXIF_DIRECTORY
                    || entry.tag() == ResultExif.GPS_DIRECTORY
                    || entry.tag() == ResultExif.INTEROPERABILITY_DIRECTORY;
            if (!points) {
                fields.add(new TiffField(entry.tag(), entry.type(), entry.count(), block.value(entry)));
            }
        }
        return fields;
    }
}
