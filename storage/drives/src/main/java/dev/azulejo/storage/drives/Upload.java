package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A file on its way to a service. For one thread at a time. Each method tries again where that helps, and
/// after a lost answer asks the service how many bytes it has, so none of these are sent twice.
public interface Upload {
    /// How often bytes are sent if the service keeps none of them.
    int MOST_IN_VAIN = 8;

    /// How many bytes the service has, by its last answer; sends no request.
    long offset();

    /// Sends the bytes from [#offset] on: [DriveService#chunkBytes] of them, or fewer that complete a chunk
    /// of which the service had kept a part. The caller may change the array afterwards.
    ///
    /// @throws NoSuchObject when the service has forgotten the upload: it must begin again
    void append(byte[] chunk);

    /// Sends the last bytes, at most [DriveService#chunkBytes], and makes the file appear if `precondition`
    /// holds. If an answer was lost and the file is there with `hash`, it is ours.
    ///
    /// @param last may be empty
    /// @param hash of the whole file: if the service states another, the file is removed again
    ///     ([dev.azulejo.storage.StorageUnavailable])
    /// @return the file; empty if the precondition did not hold, and then nothing changed
    Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition);

    /// The token by which another process can continue. It is a secret: it may contain an address that can
    /// be written to without further rights.
    String token();

    /// The unsent rest of a chunk; the same array if that is all of it, as chunks are large.
    static byte[] rest(byte[] chunk, int from) {
        return from == 0 ? chunk : Arrays.copyOfRange(chunk, from, chunk.length);
    }

    /// Sends the rest of some bytes.
    interface Step {
        /// @return whether more must be sent; if nothing is left, the service is asked for its offset
        boolean send(byte[] rest);
    }

    /// Sends the rest of the bytes until the service has all of them.
    ///
    /// @param what is sent to whom, such as `a.jpg to Dropbox`
    /// @param offset how many bytes the service has; each step moves it
    static void send(String what, byte[] bytes, LongSupplier offset, Step step) {
        long start = offset.getAsLong();
        long end = start + bytes.length;
        int vain = 0;
        boolean isMore;
        do {
            long before = offset.getAsLong();
            isMore = step.send(rest(bytes, (int) (before - start)));
            long now = offset.getAsLong();
            vain = now > before ? 0 : vain + 1;
            if (isMore && (now < start || now > end || vain == MOST_IN_VAIN)) {
                throw new StorageUnavailable(
                        "%s stands at byte %d, though all from %d to %d were sent (%d times in vain)"
                                .formatted(what, now, start, end, vain),
                        null);
            }
        } while (isMore);
    }

    /// Ends the upload. The service's part of it is invisible and expires by itself.
    void abort();
}
