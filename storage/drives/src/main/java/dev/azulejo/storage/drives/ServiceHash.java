package dev.azulejo.storage.drives;

/// A hash by which a service names the bytes of a file.
public interface ServiceHash {
    /// In front of versions, such as `dropbox`.
    String name();

    /// One that has seen no byte.
    Running start();

    /// Goes on from what [Running#state] gave.
    ///
    /// @throws UnsupportedOperationException where that is always empty
    Running resume(String state);

    /// A hash on its way. For one thread.
    interface Running {
        void update(byte[] bytes, int offset, int length);

        /// As the service writes it; the last call.
        String finish();

        /// So much of it that [ServiceHash#resume] can go on; empty where that cannot be told.
        String state();
    }
}
