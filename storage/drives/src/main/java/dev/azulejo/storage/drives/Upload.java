package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A file on its way to a service. For one thread at a time. Each method has tried again what may be tried again, and
/// asked the service how far it came where an answer was lost, so that no byte is sent twice that it has.
public interface Upload {
    /// How often bytes are sent of which the service keeps none.
    int MOST_IN_VAIN = 8;

    /// How many bytes the service has, by what it said last; asks nobody.
    long offset();

    /// Sends the bytes from [#offset] on: [DriveService#chunkBytes] of them, or fewer that complete such a chunk of
    /// which the service had kept a part. They stay the caller's, who may change them afterwards.
    ///
    /// @throws NoSuchObject when the service has forgotten the upload: it must begin again
    void append(byte[] chunk);

    /// Sends the last bytes, at most [DriveService#chunkBytes], and makes the file appear if `precondition`
    /// holds. Where an answer was lost and the file is there with `hash`, it is ours.
    ///
    /// @param last may be empty
    /// @param hash of the whole file: where the service says another, the file is removed again
    ///     ([dev.azulejo.storage.StorageUnavailable])
    /// @return the file; empty if the precondition did not hold, and then nothing changed
    Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition);

    /// With it another process goes on. A secret: it may hold an address that whoever has it may write to.
    String token();

    /// What is still to be sent of a chunk: chunks are large, so it is the same array where that is all of it.
    static byte[] rest(byte[] chunk, int from) {
        return from == 0 ? chunk : Arrays.copyOfRange(chunk, from, chunk.length);
    }

    /// Sends what is left of some bytes.
    interface Step {
        /// @return whether more must be sent; where nothing is left, the service is asked how far it is
        boolean send(byte[] rest);
    }

    /// Sends what is left until the offset is the end.
    ///
    /// @param what is sent to whom, such as `a.jpg to Dropbox`
    /// @param offset how many bytes the service has by now; each step moves it
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

    /// Ends it. What the service keeps of it cannot be seen and is forgotten by itself.
    void abort();
}
