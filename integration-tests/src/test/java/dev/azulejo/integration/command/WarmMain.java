package dev.azulejo.integration.command;

import dev.azulejo.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;

/// A process that runs one command after the other, as [WarmCommands] asks for on its input. It needs nothing but the
/// command itself, and is a single class, so that nothing else of the tests is beside it.
public final class WarmMain {
    private WarmMain() {}

    public static void main(String[] none) throws IOException {
        var asked = new DataInputStream(System.in);
        var answers = new DataOutputStream(System.out);
        while (true) {
            var arguments = new String[arguments(asked)];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = asked.readUTF();
            }
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            System.setOut(new PrintStream(out, true));
            System.setErr(new PrintStream(err, true));
            answers.writeInt(Main.commandLine(arguments).execute(arguments));
            for (var written : new ByteArrayOutputStream[] {out, err}) {
                answers.writeInt(written.size());
                written.writeTo(answers);
            }
            answers.flush();
        }
    }

    /// How many are to come. Once nobody asks any more, this ends the process.
    private static int arguments(DataInputStream asked) throws IOException {
        try {
            return asked.readInt();
        } catch (EOFException nobodyAsks) {
            System.exit(0);
            throw nobodyAsks;
        }
    }
}
