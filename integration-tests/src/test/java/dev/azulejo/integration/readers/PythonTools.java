package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.Program;
import dev.azulejo.integration.python.PythonPackages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the scripts of `src/test/python` with the packages that are pinned there.
final class PythonTools {
    private static final Path SCRIPTS = Checkout.ROOT.resolve("integration-tests/src/test/python");
    private static final Path REQUIREMENTS = SCRIPTS.resolve("requirements.txt");
    private static final PythonPackages PACKAGES = new PythonPackages(
            "test-python",
            List.of("python3"),
            9,
            "tests compare with Pillow and need python3, 3.9 or newer, with pip:"
                    + " apt install python3 python3-pip, or brew install python",
            List.of(REQUIREMENTS),
            List.of("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", REQUIREMENTS.toString()),
            Checkout.USER_CACHE);

    private PythonTools() {}

    /// Runs a script with this machine's Python.
    ///
    /// @return what it printed
    static String run(String script, Object... arguments) {
        var installed = PACKAGES.install();
        // -s: nothing of the user's own; -B: no byte code among the sources
        var command = new ArrayList<>(
                List.of(installed.python(), "-s", "-B", SCRIPTS.resolve(script).toString()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var ended = Program.run(command, Map.of("PYTHONPATH", installed.folder().toString()));
        assertThat(ended.status())
                .as("%s said: %s%s", command, ended.output(), ended.errors())
                .isZero();
        return ended.output();
    }
}
