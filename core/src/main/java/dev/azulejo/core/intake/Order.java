package dev.azulejo.core.intake;

import dev.azulejo.storage.StorageUri;
import java.util.List;

/// An order to enhance a source.
///
/// @param page of a source that has several, from 1 on
/// @param destinations where the results go, in the order in which they are wanted
public record Order(StorageUri source, int page, Enhancement wanted, List<StorageUri> destinations) {
    public Order {
        if (destinations.size() != wanted.results().size()) {
            throw new IllegalArgumentException("%d results are wanted, and %d destinations given"
                    .formatted(wanted.results().size(), destinations.size()));
        }
        destinations = List.copyOf(destinations);
    }

    public Order(StorageUri source, int page, Enhancement wanted, StorageUri destination) {
        this(source, page, wanted, List.of(destination));
    }
}
