package dev.azulejo.imaging.heif;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.decode.FileWatch;
import dev.azulejo.imaging.decode.Format;
import dev.azulejo.imaging.decode.StreamInput;
import dev.azulejo.imaging.decode.VipsFile;
import dev.azulejo.imaging.decode.VipsTools;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tells whether a libvips can decode HEIC: many builds read HEIF without the codec of phones, because of
/// its patents, and only trying shows it. Thread-safe.
public final class HevcSupport {
    /// The file of a grey square, encoded by x265.
    private static final String PICTURE = String.join(
            "",
            "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA",
            "AAAAACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAAA4AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAA",
            "AA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNw",
            "AAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHB",
            "crAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAA",
            "AAABAAEEgQIDBAAAABZtZGF0AAAACigBrwQY/ErXm8A=");
    private static final Size SIZE = new Size(64, 64);

    private final Format format;
    private final VipsTools tools;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Boolean found;

    /// @param format HEIC
    public HevcSupport(Format format, VipsTools tools) {
        this.format = format;
        this.tools = tools;
    }

    /// A file of 64 × 64 pixels of HEIC.
    public static byte[] picture() {
        return Base64.getDecoder().decode(PICTURE);
    }

    public boolean isThere() {
        lock.lock();
        try {
            if (found == null) {
                found = tools.loader().has(format.loader()) && decodes();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private boolean decodes() {
        var stream = new ByteArrayInputStream(picture());
        var input = new StreamInput(tools, stream, FileWatch.NONE);
        try (var file = new VipsFile(tools, format, input, 1)) {
            tools.libvips().free(file.fetch(0, SIZE));
            return true;
        } catch (UnreadableImage unsupported) {
            return false;
        }
    }
}
