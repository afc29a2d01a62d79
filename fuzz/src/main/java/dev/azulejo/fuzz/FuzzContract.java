package dev.azulejo.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that a parser of untrusted bytes answers or refuses, whatever they are: with no other exception
/// than its contract names, and soon. Its test says how it is called and which inputs are valid. Here those
/// inputs, changed by a seed, are tried for a moment; `./fuzz/run NAME SECONDS` has Jazzer search for
/// others as long as wanted. Its findings are kept as files in `src/test/resources`, in a folder named
/// after the test's class.
public abstract class FuzzContract {
    private static final int CHANGES = 100;

    /// Valid inputs of each kind: made here, and small.
    protected abstract Stream<byte[]> seeds() throws IOException;

    /// Parses an input. Allowed exceptions are caught, and requirements on its answer are asserted.
    protected abstract void parse(byte[] input) throws Exception;

    static LongStream numbers() {
        return LongStream.range(0, 20);
    }

    @Test
    void goodInputsAreAnswered() throws IOException {
        seeds().forEach(this::tried);
    }

    @Test
    void nothingIsNoReasonToFail() {
        tried(new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void changedInputsAreAnsweredOrRefused(long seed) throws IOException {
        var inputs = seeds().toList();
        var changes = new Changes(inputs, seed);
        for (int i = 0; i < CHANGES; i++) {
            tried(changes.next());
        }
    }

    @Test
    void whatOnceFailedIsAnsweredOrRefused() {
        kept().forEach(this::tried);
    }

    private void tried(byte[] input) {
        try {
            parse(input);
        } catch (Exception | Error failure) {
            throw new AssertionError(
                    "fails for %d bytes, in Base64 %s"
                            .formatted(input.length, Base64.getEncoder().encodeToString(input)),
                    failure);
        }
    }

    /// Inputs that were found to fail before.
    private List<byte[]> kept() {
        var folder = getClass().getResource(getClass().getSimpleName());
        if (folder == null) {
            return List.of();
        }
        var found = new ArrayList<byte[]>();
        try (var files = Files.list(Path.of(folder.toURI()))) {
            for (var file : files.sorted().toList()) {
                found.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    Stream<byte[]> corpus() throws IOException {
        return Stream.concat(seeds(), kept().stream());
    }
}
