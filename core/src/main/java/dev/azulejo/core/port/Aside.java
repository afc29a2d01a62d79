package dev.azulejo.core.port;

/// Does one thing at a time while its owner goes on: so of what it works on no more than one is held beside what the
/// owner works on. For one owner, on one thread.
public interface Aside extends AutoCloseable {
    /// Begins `work` as soon as what was begun before has ended.
    ///
    /// @throws RuntimeException what that was ended by; `work` does not begin
    void begin(Runnable work);

    /// Waits for what was begun.
    ///
    /// @throws RuntimeException what it was ended by
    void end();

    /// Waits, too, and says nothing of failures: whoever has not asked for them has failed before.
    @Override
    void close();

    /// On a thread of that name.
    static Aside onThread(String name) {
        return new ThreadAside(name);
    }

    /// On the owner's thread, where all must happen in one order.
    static Aside ofCaller() {
        return CallerAside.ONE;
    }
}
