package dev.azulejo.storage.drives;

/// A hash by which a service identifies the bytes of a file.
public interface ServiceHash {
    /// The prefix of versions, such as `dropbox`.
    String name();

    /// Starts a hash without any bytes.
    Running start();

    /// Continues from a state of [Running#state].
    ///
    /// @throws UnsupportedOperationException if that is always empty
    Running resume(String state);

    /// A hash of the bytes so far. For one thread.
    interface Running {
        void update(byte[] bytes, int offset, int length);

        /// Returns the hash as the service writes it; the last call.
        String finish();

        /// The state from which [ServiceHash#resume] can continue; empty if there is none at this point.
        String state();
    }
}
