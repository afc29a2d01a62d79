package dev.azulejo.imaging.pyramid;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.imaging.jpeg.JpegHeader;
import dev.azulejo.imaging.jpeg.JpegParts;
import dev.azulejo.imaging.jpeg.JpegSaver;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.VipsPixels;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.png.PngChunks;
import java.util.Arrays;
import java.util.zip.Deflater;

/// Encodes one tile of a pyramid as a separate file. Thread-safe.
final class TileEncoder {
    /// libvips' options for PNG tiles, which are small and read often: a higher level than results have by
    /// default. No filter depends on pixels, so that equal tiles have equal bytes.
    private static final String PNG = ".png[compression=6,filter=sub]";

    private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};
    private static final int PNG_HEADER_BYTES = 8 + 25; // signature and IHDR

    private final JpegSaver jpeg;
    private final VipsPixels images;

    TileEncoder(Libvips libvips) {
        jpeg = new JpegSaver(libvips);
        images = new VipsPixels(libvips);
    }

    /// @param pixels as `look` made them
    byte[] encode(PixelBlock pixels, TileLook look) {
        var tile = ResultPixels.of(pixels);
        var profile = look.colour().embedded();
        if (look.format() == ImageFormat.PNG) {
            byte[] file = images.save(tile, PNG);
            return profile.isPresent() ? withProfile(file, profile.get()) : file;
        }
        byte[] file = jpeg.save(tile, look.jpeg());
        return profile.isPresent() ? withProfile(JpegParts.of(file), profile.get()) : file;
    }

    private static byte[] withProfile(JpegParts parts, byte[] profile) {
        var file = new JpegHeader();
        file.addJfif(null);
        file.addProfile(profile);
        file.add(parts.segments());
        file.add(parts.entropyCoded());
        file.add(END_OF_IMAGE);
        return file.toByteArray();
    }

    private static byte[] withProfile(byte[] png, byte[] profile) {
        var file = new PngChunks(png.length + profile.length + 64);
        file.add(Arrays.copyOf(png, PNG_HEADER_BYTES));
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            byte[] packed = new byte[profile.length + 64];
            deflater.setInput(profile);
            deflater.finish();
            file.profile(Arrays.copyOf(packed, deflater.deflate(packed)));
        }
        file.add(Arrays.copyOfRange(png, PNG_HEADER_BYTES, png.length));
        return file.toByteArray();
    }
}
