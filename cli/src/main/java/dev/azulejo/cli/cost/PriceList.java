package dev.azulejo.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Prices of one region at one date: `prices.json` beside this class, or a user's own file like it.
///
/// @param date since when they hold, or when they were looked up
/// @param prices US dollars for one of each item
public record PriceList(String date, String region, Map<Item, Double> prices) {
    private static final String OURS = "prices.json";

    public PriceList {
        prices = Map.copyOf(prices);
    }

    /// The prices in this build.
    public static PriceList ours() {
        try (var in = PriceList.class.getResourceAsStream(OURS)) {
            return read(Objects.requireNonNull(in, OURS), OURS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws dev.azulejo.local.exit.CommandFailure when it cannot be read, or lacks an item
    public static PriceList of(Path file) {
        try (var in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read as prices: %s".formatted(file, e.getMessage()));
        }
    }

    private static PriceList read(InputStream in, String name) throws IOException {
        var json = new JsonMapper().readTree(in);
        var prices = new EnumMap<Item, Double>(Item.class);
        for (var item : Item.values()) {
            prices.put(item, price(json, item, name));
        }
        return new PriceList(json.path("date").asText(), json.path("region").asText(), prices);
    }

    private static double price(JsonNode json, Item item, String name) {
        var found = json.path("prices")
                .valueStream()
                .filter(row -> row.path("item").asText().equals(item.key()))
                .filter(row -> row.path("price").isNumber() && row.path("price").doubleValue() >= 0)
                .filter(row -> !row.path("source").asText().isBlank())
                .findFirst();
        return found.orElseThrow(() -> ExitCode.NO_INPUT.failure(
                        "%s has no row for '%s' with a price and a source".formatted(name, item.key())))
                .path("price")
                .doubleValue();
    }

    double of(Item item) {
        return Objects.requireNonNull(prices.get(item));
    }
}
