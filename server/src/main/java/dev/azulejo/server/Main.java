package dev.azulejo.server;

import io.quarkus.runtime.annotations.QuarkusMain;

/// The command itself: `serve` finds its server in this build.
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        dev.azulejo.cli.Main.main(args);
    }
}
