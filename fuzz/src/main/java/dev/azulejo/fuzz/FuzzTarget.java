package dev.azulejo.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The entry for Jazzer, which calls static methods by these names, so no parser's test knows the
/// fuzzer. As a program, it writes the inputs from which a fuzzer starts: `CLASS FOLDER`.
public final class FuzzTarget {
    private static @Nullable FuzzContract target;

    private FuzzTarget() {}

    /// @param arguments the class of a [FuzzContract]
    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        target = named(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        var fuzzed = target;
        if (fuzzed == null) {
            throw new IllegalStateException("nothing was chosen to be fuzzed");
        }
        fuzzed.parse(input);
    }

    private static FuzzContract named(String name) throws ReflectiveOperationException {
        var maker = Class.forName(name).getDeclaredConstructor();
        maker.setAccessible(true);
        return (FuzzContract) maker.newInstance();
    }

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var folder = Files.createDirectories(Path.of(arguments[1]));
        int number = 0;
        for (var input : named(arguments[0]).corpus().toList()) {
            Files.write(folder.resolve("seed-" + number), input);
            number++;
        }
    }
}
