package dev.azulejo.imaging.libvips;

import java.nio.file.Path;
import java.util.Map;

/// The choice of which libvips to load. Builds differ in what they read and in the bits they give, so by
/// default every machine uses the same one.
public sealed interface LibvipsChoice {
    /// The variable of the environment that chooses.
    String VARIABLE = "AZULEJO_LIBVIPS";

    /// The build that this version was tested with, from a pinned package, fetched once and kept. The
    /// system's library is used only if none can be fetched.
    LibvipsChoice PINNED = new OfPackage();

    /// The library that the system's own search finds.
    LibvipsChoice SYSTEM = new OfSystem();

    record OfPackage() implements LibvipsChoice {
        @Override
        public String text() {
            return "pinned";
        }
    }

    record OfSystem() implements LibvipsChoice {
        @Override
        public String text() {
            return "system";
        }
    }

    /// @param library a shared library
    record Named(Path library) implements LibvipsChoice {
        @Override
        public String text() {
            return library.toString();
        }
    }

    /// The choice that [#VARIABLE] asks for; the pinned one if it is not set.
    static LibvipsChoice of(Map<String, String> environment) {
        return parse(environment.getOrDefault(VARIABLE, ""));
    }

    /// Parses the text of a choice: `pinned`, `system`, or the path of a shared library.
    static LibvipsChoice parse(String text) {
        return switch (text.strip()) {
            case "", "pinned" -> PINNED;
            case "system" -> SYSTEM;
            case String path -> new Named(Path.of(path));
        };
    }

    /// The text that [#parse] reads.
    String text();
}
