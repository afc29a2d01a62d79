package dev.azulejo.imaging.jpeg;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A JPEG whose EXIF segments are renamed so that libvips does not recognise them. It would let libexif
/// read them, which takes time and memory beyond our limits. The marker and the name are found at any
/// place, so that no other interpretation of the file's structure finds EXIF that this one has missed;
/// compressed pixels cannot hold such a marker.
final class VeiledExif extends FilterInputStream {
    /// The name of a renamed segment, by which this libvips does not recognise EXIF.
    static final String NAME = "ExiF";

    private static final long APP1_AND_NAME = 0xffe1_0000_4578_6966L; // between them the length
    private static final long BUT_LENGTH = 0xffff_0000_ffff_ffffL;

    private long lastEight;

    VeiledExif(InputStream file) {
        super(file);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int i = offset; i < offset + count; i++) {
            lastEight = lastEight << Byte.SIZE | (target[i] & 0xff);
            if ((lastEight & BUT_LENGTH) == APP1_AND_NAME) {
                target[i] = 'F';
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
