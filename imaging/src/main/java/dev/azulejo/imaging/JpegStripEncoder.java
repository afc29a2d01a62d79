package dev.azulejo.imaging;

import dev.azulejo.core.job.Density;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// JPEG in strips: each is encoded as an image of its own, with tables that depend on the quality alone and
/// a restart marker after every row of MCUs, where a decoder forgets what came before. Joined with their
/// markers counted on, they are byte for byte the scan of the whole image.
public final class JpegStripEncoder implements StripEncoder {
    private static final int BLOCK_SIDE = 8;
    // From this quality on colours are kept at full resolution, as libvips does by itself.
    private static final int FULL_COLOUR_QUALITY = 90;

    private static final byte[] START_OF_IMAGE = {(byte) 0xff, (byte) 0xd8};
    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};
    private static final byte APP0 = (byte) 0xe0;
    private static final byte APP2 = (byte) 0xe2;
    private static final int MAX_SEGMENT = 65_535 - 2;
    private static final byte UNIT_NONE = 0;
    private static final byte UNIT_INCH = 1;
    private static final byte UNIT_CENTIMETRE = 2;
    private static final double MM_PER_INCH = 25.4;
    private static final double MM_PER_CENTIMETRE = 10;

    private final Libvips libvips;
    private final JpegSaver saver;

    public JpegStripEncoder(Libvips libvips) {
        this.libvips = libvips;
        saver = new JpegSaver(libvips);
    }

    @Override
    public int rowMultiple(PixelFormat pixels, OutputSpec output) {
        return mcuSide(pixels, output);
    }

    private static boolean subsampled(PixelFormat pixels, OutputSpec output) {
        return pixels.colourBands() == 3 && output.quality() < FULL_COLOUR_QUALITY;
    }

    private static int mcuSide(PixelFormat pixels, OutputSpec output) {
        return subsampled(pixels, output) ? 2 * BLOCK_SIDE : BLOCK_SIDE;
    }

    @Override
    public String fingerprint() {
        return "JPEG by " + libvips.fingerprint();
    }

    @Override
    public EncodedStrip encode(Manifest manifest, int strip, PixelBlock rows) {
        VipsStripEncoders.requireShape(manifest, strip, rows);
        int mcuSide = mcuSide(manifest.pixels(), manifest.output());
        int top = manifest.strips().outputRect(strip).top();
        if (top % mcuSide != 0) {
            throw new IllegalArgumentException(
                    "strip %d starts at row %d, which is no multiple of %d".formatted(strip, top, mcuSide));
        }
        var settings = new JpegSaver.Settings(
                manifest.output().quality(),
                subsampled(manifest.pixels(), manifest.output()),
                Math.ceilDiv(rows.width(), mcuSide));
        int bands = rows.format().colourBands();
        var parts = JpegParts.of(saver.save(EightBitPixels.of(rows), rows.width(), rows.height(), bands, settings));
        byte[] entropyCoded = parts.entropyCodedAfter(top / mcuSide);
        byte[] header = strip == 0 ? header(manifest, parts) : new byte[0];
        byte[] bytes = Arrays.copyOf(header, header.length + entropyCoded.length);
        System.arraycopy(entropyCoded, 0, bytes, header.length, entropyCoded.length);
        return new EncodedStrip(bytes, new StripFacts(0, rows.samples().length));
    }

    private static byte[] header(Manifest manifest, JpegParts parts) {
        var header = new ByteArrayOutputStream();
        header.writeBytes(START_OF_IMAGE);
        addSegment(header, APP0, jfif(manifest));
        ColourProfile.of(manifest).ifPresent(profile -> addProfile(header, profile));
        header.writeBytes(parts.segmentsForHeight(manifest.outputSize().height()));
        return header.toByteArray();
    }

    private static void addSegment(ByteArrayOutputStream header, byte marker, byte[] content) {
        header.write(0xff);
        header.write(marker);
        header.writeBytes(
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array());
        header.writeBytes(content);
    }

    /// JFIF 1.02, without a thumbnail. (ITU-T T.871, 10.1)
    private static byte[] jfif(Manifest manifest) {
        var content = ByteBuffer.allocate(14).put("JFIF\0\1\2".getBytes(StandardCharsets.US_ASCII));
        var density = manifest.density();
        if (density == null) {
            return content.put(UNIT_NONE)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .array();
        }
        // Whole numbers of one unit or the other: the one that comes closer.
        boolean inches = rounding(density, MM_PER_INCH) <= rounding(density, MM_PER_CENTIMETRE);
        double unit = inches ? MM_PER_INCH : MM_PER_CENTIMETRE;
        return content.put(inches ? UNIT_INCH : UNIT_CENTIMETRE)
                .putShort(perUnit(density.horizontal(), unit))
                .putShort(perUnit(density.vertical(), unit))
                .array();
    }

    /// How far off the density is in the worse direction, in pixels per millimetre.
    private static double rounding(Density density, double unit) {
        double horizontal = density.horizontal() * unit;
        double vertical = density.vertical() * unit;
        return Math.max(Math.abs(horizontal - Math.rint(horizontal)), Math.abs(vertical - Math.rint(vertical))) / unit;
    }

    private static short perUnit(double perMm, double unit) {
        return (short) Math.clamp(Math.round(perMm * unit), 1, 65_535);
    }

    /// In pieces that fit into segments, numbered from 1. (ICC.1:2022, B.4)
    private static void addProfile(ByteArrayOutputStream header, byte[] profile) {
        byte[] name = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
        int pieceLength = MAX_SEGMENT - name.length - 2;
        int pieces = Math.ceilDiv(profile.length, pieceLength);
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * pieceLength;
            int length = Math.min(pieceLength, profile.length - from);
            var content = ByteBuffer.allocate(name.length + 2 + length).put(name);
            content.put((byte) (piece + 1)).put((byte) pieces).put(profile, from, length);
            addSegment(header, APP2, content.array());
        }
    }

    @Override
    public byte[] trailer(Manifest manifest, List<StripFacts> facts) {
        return END_OF_IMAGE.clone();
    }
}
