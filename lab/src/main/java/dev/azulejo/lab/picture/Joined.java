package dev.azulejo.lab.picture;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Presents several collections of pictures as one.
public record Joined(List<Pictures> parts) implements Pictures {
    public Joined {
        parts = List.copyOf(parts);
    }

    @Override
    public int count() {
        return parts.stream().mapToInt(Pictures::count).sum();
    }

    @Override
    public Size size(int number) {
        return at(number, Pictures::size);
    }

    @Override
    public Picture part(int number, Rect rect) {
        return at(number, (part, local) -> part.part(local, rect));
    }

    /// @param found asks the collection that has the picture, by its number there
    private <T> T at(int number, BiFunction<Pictures, Integer, T> found) {
        int rest = number;
        for (var part : parts) {
            if (rest < part.count()) {
                return found.apply(part, rest);
            }
            rest -= part.count();
        }
        throw new IndexOutOfBoundsException("%d of %d pictures".formatted(number, count()));
    }

    @Override
    public String identity() {
        return parts.stream().map(Pictures::identity).collect(Collectors.joining("\n"));
    }
}
