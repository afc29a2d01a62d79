package dev.azulejo.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;

/// How a call of `azulejo lab` in this process ended.
///
/// @param said on both outputs
record LabRun(int code, String said) {
    static LabRun of(Object... words) {
        var said = new StringWriter();
        var arguments = Stream.concat(Stream.of("lab"), Arrays.stream(words).map(Object::toString))
                .toArray(String[]::new);
        var command = dev.azulejo.cli.Main.commandLine(arguments);
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return new LabRun(command.execute(arguments), said.toString());
    }
}
