package dev.azulejo.core.port;

/// Runs one piece of work at a time beside its owner, so no more than one is held in memory beside what the
/// owner works on. For one owner, on one thread.
public interface Aside extends AutoCloseable {
    /// Begins `work` as soon as the earlier work has ended.
    ///
    /// @throws RuntimeException the failure of the earlier work; `work` does not begin
    void begin(Runnable work);

    /// Waits for the work that was begun.
    ///
    /// @throws RuntimeException its failure
    void end();

    /// Waits for the work, but ignores its failure: an owner that did not ask for it has failed itself.
    @Override
    void close();

    static Aside onThread(String name) {
        return new ThreadAside(name);
    }

    /// Works on the owner's thread, if everything must happen in one order.
    static Aside ofCaller() {
        return CallerAside.ONE;
    }
}
