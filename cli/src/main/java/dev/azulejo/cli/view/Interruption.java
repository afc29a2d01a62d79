package dev.azulejo.cli.view;

/// Tells the user, when he presses Ctrl-C in the middle of a file, that nothing is lost. The job itself needs
/// nothing: it survives being killed at any line.
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /// Announces an interruption until it is closed: a process that ends before ends too early.
    public static Interruption announcedBy(Console console) {
        return announcedBy(console::interrupted);
    }

    /// @param interrupted says so
    public static Interruption announcedBy(Runnable interrupted) {
        var hook = Thread.ofPlatform().unstarted(interrupted);
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending this very moment, and the hook has said so.
        }
    }
}
