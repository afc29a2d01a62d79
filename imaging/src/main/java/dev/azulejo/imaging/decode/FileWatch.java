package dev.azulejo.imaging.decode;

import dev.azulejo.imaging.bytes.FileBudget;
import java.io.InputStream;

/// Follows the structure of a file while libvips decodes it. For one thread.
public interface FileWatch extends FileFacts {
    /// A watch that looks at nothing, and takes a file as whole.
    FileWatch NONE = new FileWatch() {
        @Override
        public FileBudget budget() {
            return new FileBudget();
        }

        @Override
        public void saw(byte[] bytes, int count) {
            // nothing to see
        }

        @Override
        public boolean complete() {
            return true;
        }
    };

    /// The bytes that libvips shall read, usually those of the file.
    default InputStream bytes(InputStream file) {
        return file;
    }

    /// Called with the next `count` bytes of the file.
    void saw(byte[] bytes, int count);

    /// Whether the end of the image was seen; files may continue after it.
    boolean complete();
}
