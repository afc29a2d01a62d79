package dev.azulejo.lab.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Describes a machine with a GPU to rent or to buy: a row of `machines.json` beside this class, or of a
/// file like it.
///
/// @param name for a reader
/// @param teraflops that its GPU reaches at most in 32 bits, by its data sheet
/// @param processors that draw batches meanwhile
/// @param hour US dollars on demand; 0 where it is not rented out
/// @param spotHour US dollars on Spot; 0 where there is none
/// @param price US dollars to buy it; 0 where it is not for sale
/// @param watts that it draws at work
/// @param source where the figures are from
public record Machine(
        String name,
        double teraflops,
        double processors,
        double hour,
        double spotHour,
        double price,
        double watts,
        String source) {
    private static final String OURS = "machines.json";

    /// The share of the data sheet's figure that small networks reach.
    private static final double REACHED = 0.25;

    /// The least seconds of a step, however small its network: it starts some hundred kernels one after the other.
    private static final double LEAST_STEP = 0.004;

    public Machine {
        if (name.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a machine lacks its name or its source");
        }
        if (!(teraflops > 0 && processors > 0 && hour >= 0 && spotHour >= 0 && price >= 0 && watts >= 0)) {
            throw new IllegalArgumentException(
                    "%s: teraflops and processors must be above 0, prices and watts 0 or more".formatted(name));
        }
        if (hour == 0 && price == 0) {
            throw new IllegalArgumentException(name + ": it has neither a price nor one for an hour");
        }
    }

    /// Returns the machines that this build knows.
    public static List<Machine> ours() {
        try (var in = Machine.class.getResourceAsStream(OURS)) {
            return read(Objects.requireNonNull(in, OURS), OURS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws dev.azulejo.local.exit.CommandFailure when the file cannot be read, or a row is not valid
    public static List<Machine> of(Path file) {
        try (var in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read as machines: %s".formatted(file, e.getMessage()));
        }
    }

    private static List<Machine> read(InputStream in, String name) throws IOException {
        try {
            var rows = new JsonMapper().readTree(in).path("machines");
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("it has no \"machines\"");
            }
            return rows.valueStream().map(Machine::of).toList();
        } catch (IllegalArgumentException e) {
            throw ExitCode.NO_INPUT.failure("%s: %s".formatted(name, e.getMessage()));
        }
    }

    private static Machine of(JsonNode row) {
        return new Machine(
                row.path("name").asText(),
                row.path("teraflops").asDouble(),
                row.path("processors").asDouble(),
                row.path("hour").asDouble(),
                row.path("spotHour").asDouble(),
                row.path("price").asDouble(),
                row.path("watts").asDouble(),
                row.path("source").asText());
    }

    /// Predicts the seconds of a step: the processors draw batches while the GPU learns.
    public double step(StepWork work) {
        double learning = Math.max(LEAST_STEP, work.operations() / (teraflops * 1e12 * REACHED));
        return Math.max(learning, work.drawing() / processors);
    }
}
