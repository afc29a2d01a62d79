package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.drives.ServiceHash;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/// Dropbox's `content_hash`: SHA-256 of the SHA-256 of each block of 4 MiB. Its state is the hashes of the
/// blocks so far, so it exists at the end of a block alone: for 1 GiB it is 11 kB of text.
final class DropboxHash implements ServiceHash {
    static final int BLOCK_BYTES = 4 << 20;

    private static final String STATE = "blocks:"; // never empty, also before the first block

    @Override
    public String name() {
        return "dropbox";
    }

    @Override
    public Running start() {
        return new Blocks();
    }

    @Override
    public Running resume(String state) {
        var blocks = new Blocks();
        blocks.hashes.writeBytes(Base64.getDecoder().decode(state.substring(STATE.length())));
        return blocks;
    }

    static String of(byte[] bytes) {
        var hash = new Blocks();
        hash.update(bytes, 0, bytes.length);
        return hash.finish();
    }

    private static final class Blocks implements Running {
        private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        private final MessageDigest block = ContentVersion.digest(); // SHA-256
        private int filled;

        @Override
        public void update(byte[] bytes, int offset, int length) {
            int end = offset + length;
            for (int at = offset; at < end; ) {
                int count = Math.min(end - at, BLOCK_BYTES - filled);
                block.update(bytes, at, count);
                filled += count;
                at += count;
                if (filled == BLOCK_BYTES) {
                    endBlock();
                }
            }
        }

        private void endBlock() {
            hashes.writeBytes(block.digest());
            filled = 0;
        }

        @Override
        public String finish() {
            if (filled > 0) {
                endBlock();
            }
            return HexFormat.of().formatHex(ContentVersion.digest().digest(hashes.toByteArray()));
        }

        @Override
        public String state() {
            return filled == 0 ? STATE + Base64.getEncoder().encodeToString(hashes.toByteArray()) : "";
        }
    }
}
