package dev.azulejo.lab.picture;

import java.util.List;
import java.util.stream.Collectors;

/// Several collections of pictures as one.
public record Joined(List<Pictures> parts) implements Pictures {
    public Joined {
        parts = List.copyOf(parts);
    }

    @Override
    public int count() {
        return parts.stream().mapToInt(Pictures::count).sum();
    }

    @Override
    public Picture picture(int number) {
        int rest = number;
        for (var part : parts) {
            if (rest < part.count()) {
                return part.picture(rest);
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
