package dev.azulejo.imaging.bmp;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.decode.SpooledReader;
import dev.azulejo.imaging.decode.VipsTools;
import java.io.Closeable;

/// Reads BMP files, which libvips does not.
public final class BmpReader extends SpooledReader {
    public BmpReader(Format format, VipsTools tools) {
        super(format, tools);
    }

    @Override
    protected Rows read(SpooledFile file, Closeable closing, int page) throws UnreadableImage {
        return new BmpRows(format, file, page, closing);
    }
}
