package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.imaging.colour.ResultColour;
import dev.azulejo.imaging.encode.ResultMetadata;
import dev.azulejo.imaging.exif.SourceExif;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdField;
import dev.azulejo.imaging.ifd.IfdWriter;
import dev.azulejo.imaging.ifd.Tag;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes the part before the strips of a TIFF: header, directories, metadata. (TIFF 6.0; Adobe Photoshop
/// TIFF technical notes; CIPA DC-008 for the directories of EXIF)
final class TiffHead {
    private static final int CMYK = 4;
    private static final int NONE = 1;
    private static final int DEFLATE = 8;
    private static final int HORIZONTAL = 2;
    private static final int STRAIGHT_ALPHA = 2;

    /// The greatest number of zeros before a maker's note: one that starts further in the block is not
    /// worth them.
    private static final int MOST_SKIPPED = 1 << 16;

    private final Result result;
    private final ResultColour colour;
    private final ResultMetadata metadata;
    private final Optional<ExifBlock> exif;
    private final ByteOrder order;
    private final TiffLayout layout;

    public TiffHead(Result result, ResultColour colour, TiffLayout layout) {
        this.result = result;
        this.colour = colour;
        this.layout = layout;
        metadata = ResultMetadata.of(result);
        exif = metadata.exif().flatMap(ExifBlock::parse);
        order = TiffStripEncoder.order(result);
    }

    public byte[] bytes(List<StripFacts> facts) {
        // The places of strips or tiles depend on the length of the head, which does not depend on them.
        int length = written(facts, 0).length;
        return written(facts, length);
    }

    private byte[] written(List<StripFacts> facts, long firstStrip) {
        var writer = new IfdWriter(order, layout.big());
        var fields = new ArrayList<>(pixelFields());
        addPlaces(facts, firstStrip, fields);
        addDensity(fields);
        addMetadata(writer, fields);
        int first = writer.directory(fields);
        return writer.toByteArray(first);
    }

    private List<IfdField> pixelFields() {
        var size = result.size();
        int bands = colour.bands();
        var bits = new int[bands];
        Arrays.fill(bits, colour.bits());
        boolean deflated = TiffStripEncoder.isDeflated(result.encoding());
        var fields = new ArrayList<>(List.of(
                IfdField.number(Tag.WIDTH, order, size.width()),
                IfdField.number(Tag.HEIGHT, order, size.height()),
                IfdField.shorts(Tag.BITS_PER_SAMPLE, order, bits),
                IfdField.shorts(Tag.COMPRESSION, order, deflated ? DEFLATE : NONE),
                IfdField.shorts(Tag.PHOTOMETRIC, order, photometric()),
                IfdField.shorts(Tag.ORIENTATION, order, 1),
                IfdField.shorts(Tag.SAMPLES_PER_PIXEL, order, bands),
                IfdField.shorts(Tag.PLANAR_CONFIGURATION, order, 1)));
        if (deflated) {
            fields.add(IfdField.shorts(Tag.PREDICTOR, order, HORIZONTAL));
        }
        if (layout.tiled()) {
            fields.add(IfdField.number(Tag.TILE_WIDTH, order, TiffLayout.TILE_WIDTH));
            fields.add(IfdField.number(Tag.TILE_HEIGHT, order, layout.tileHeight()));
        } else {
            int rows = Math.min(result.strips().rowsPerStrip(), size.height());
            fields.add(IfdField.number(Tag.ROWS_PER_STRIP, order, rows));
        }
        if (colour.colours() == CMYK) {
            fields.add(IfdField.shorts(Tag.INK_SET, order, 1));
        }
        if (colour.alpha()) {
            fields.add(IfdField.shorts(Tag.EXTRA_SAMPLES, order, STRAIGHT_ALPHA));
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

    private void addPlaces(List<StripFacts> facts, long firstStrip, List<IfdField> fields) {
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
        int offsetsTag = layout.tiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
        int lengthsTag = layout.tiled() ? Tag.TILE_LENGTHS : Tag.STRIP_LENGTHS;
        fields.add(IfdField.places(offsetsTag, order, layout.big(), offsets));
        fields.add(IfdField.places(lengthsTag, order, layout.big(), lengths));
    }

    private void addDensity(List<IfdField> fields) {
        var density = result.density();
        if (density != null) {
            fields.addAll(IfdField.density(density, order));
        }
    }

    private void addMetadata(IfdWriter writer, List<IfdField> fields) {
        exif.ifPresent(block -> addExif(block, block.main().orElseThrow(), writer, fields));
        fields.add(IfdField.bytes(Tag.XMP, metadata.xmp()));
        metadata.iptc().ifPresent(records -> fields.add(IfdField.undefined(Tag.IPTC, records)));
        colour.embedded().ifPresent(profile -> fields.add(IfdField.undefined(Tag.PROFILE, profile)));
    }

    private void addExif(ExifBlock block, Ifd main, IfdWriter writer, List<IfdField> fields) {
        for (var field : fields(block, main)) {
            if (SourceExif.DESCRIPTIVE.contains(field.tag())) {
                fields.add(field);
            }
        }
        main.entry(Tag.EXIF_DIRECTORY)
                .flatMap(block::pointedAt)
                .ifPresent(directory ->
                        fields.add(place(Tag.EXIF_DIRECTORY, photographDirectory(block, directory, writer))));
        main.entry(Tag.GPS_DIRECTORY)
                .flatMap(block::pointedAt)
                .ifPresent(
                        directory -> fields.add(place(Tag.GPS_DIRECTORY, writer.directory(fields(block, directory)))));
    }

    /// Writes the directory of EXIF; a maker's note stays at its place, since it contains places that count
    /// from the start of the file.
    private int photographDirectory(ExifBlock block, Ifd directory, IfdWriter writer) {
        var fields = fields(block, directory);
        directory
                .entry(Tag.INTEROPERABILITY_DIRECTORY)
                .flatMap(block::pointedAt)
                .ifPresent(other ->
                        fields.add(place(Tag.INTEROPERABILITY_DIRECTORY, writer.directory(fields(block, other)))));
        return directory(block, directory, fields, writer);
    }

    private static int directory(ExifBlock block, Ifd directory, List<IfdField> fields, IfdWriter writer) {
        var entry = directory.entry(Tag.MAKER_NOTE).filter(note -> note.length() > Long.BYTES);
        var note =
                fields.stream().filter(field -> field.tag() == Tag.MAKER_NOTE).findFirst();
        if (entry.isEmpty() || note.isEmpty()) {
            return writer.directory(fields);
        }
        int wanted = (int) entry.get().offset();
        if (wanted >= writer.length() && wanted <= MOST_SKIPPED && wanted % 2 == 0) {
            writer.skipTo(wanted);
        }
        return writer.directory(fields, note.get(), writer.append(block.value(entry.get())));
    }

    private IfdField place(int tag, int place) {
        return IfdField.places(tag, order, layout.big(), place);
    }

    /// The fields of a directory, except for those that point at directories, whose places change.
    private static List<IfdField> fields(ExifBlock block, Ifd directory) {
        var fields = new ArrayList<IfdField>();
        for (var entry : directory.entries()) {
            boolean points = entry.tag() == Tag.EXIF_DIRECTORY
                    || entry.tag() == Tag.GPS_DIRECTORY
                    || entry.tag() == Tag.INTEROPERABILITY_DIRECTORY;
            if (!points) {
                fields.add(IfdField.of(entry, block.value(entry)));
            }
        }
        return fields;
    }
}
