package dev.azulejo.cli.option;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/// A colour profile of the user's own, in a file. Only its header is looked at (ICC.1:2022, section 7.2): the
/// rest is for the conversion.
final class IccFile {
    private static final int HEADER_BYTES = 128;
    private static final int MAX_BYTES = 4 << 20;
    private static final int CLASS_OFFSET = 12;
    private static final int SPACE_OFFSET = 16;
    private static final int SIGNATURE_OFFSET = 36;

    /// Displays, printers and colour spaces: what colours can be converted to.
    private static final Set<String> CLASSES = Set.of("mntr", "prtr", "spac");

    private static final Set<String> SPACES = Set.of("RGB ", "GRAY", "CMYK");

    private IccFile() {}

    /// Whether a colour names a file: it is no colour that options know, and looks like a file's name or is one.
    static boolean isNamedBy(String colour) {
        boolean isName = colour.equals("keep") || WantedColour.named(colour).isPresent();
        return !isName && (colour.matches("(?i).*(\\.ic[cm]|[/\\\\].*)") || isFile(colour));
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /// @throws CommandFailure when it is not there, or no profile that colours can be converted to
    static WantedColour read(String name) {
        try {
            var file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw refused(name, "there is no such file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw refused(name, "has more than %,d bytes; is it a profile?".formatted(MAX_BYTES));
            }
            var bytes = Files.readAllBytes(file);
            check(name, bytes);
            return new WantedColour(String.valueOf(file.getFileName()), new Blob(bytes));
        } catch (IOException | InvalidPathException e) {
            throw refused(name, "cannot be read: " + e.getMessage());
        }
    }

    private static void check(String name, byte[] bytes) {
        if (bytes.length <= HEADER_BYTES || !text(bytes, SIGNATURE_OFFSET).equals("acsp")) {
            throw refused(name, "is no ICC profile; name a file such as printer.icc");
        }
        long stated = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
        if (stated > bytes.length) {
            throw refused(
                    name, "has %,d bytes and says that it has %,d; is it all there?".formatted(bytes.length, stated));
        }
        var deviceClass = text(bytes, CLASS_OFFSET);
        if (!CLASSES.contains(deviceClass)) {
            throw refused(
                    name,
                    "is a profile of class '%s', to which colours cannot be converted; take one of a display or printer"
                            .formatted(printable(deviceClass)));
        }
        var space = text(bytes, SPACE_OFFSET);
        if (!SPACES.contains(space)) {
            throw refused(
                    name, "has the colour space '%s'; take a profile of RGB, grey or CMYK".formatted(printable(space)));
        }
    }

    private static String text(byte[] bytes, int offset) {
        return new String(bytes, offset, Integer.BYTES, ISO_8859_1);
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?").strip();
    }

    private static CommandFailure refused(String name, String why) {
        return ExitCode.USAGE.failure("--colour %s: %s".formatted(name, why));
    }
}
