package dev.azulejo.storage.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The possible objects under each key, as its writers know them: one, until a write fails with an unknown
/// result.
final class PossibleObjects {
    private static final List<Optional<Content>> NOTHING = List.of(Optional.empty());

    private final Map<String, List<Optional<Content>>> states = new TreeMap<>();

    /// The content of an object; no two are equal.
    record Content(byte[] bytes, Map<String, String> metadata) {
        @Override
        public String toString() {
            return "%d bytes %s".formatted(bytes.length, metadata);
        }
    }

    private List<Optional<Content>> at(String key) {
        return states.getOrDefault(key, NOTHING);
    }

    /// Records that a key certainly has this content.
    void is(String key, Optional<Content> content) {
        states.put(key, List.of(content));
    }

    /// Records that a key may have this content, too.
    void mayBe(String key, Optional<Content> content) {
        var more = new ArrayList<>(at(key));
        if (!more.contains(content)) {
            more.add(content);
        }
        states.put(key, more);
    }

    boolean isSure(String key) {
        return at(key).size() == 1;
    }

    boolean mayBeThere(String key) {
        return at(key).stream().anyMatch(Optional::isPresent);
    }

    boolean mayBeAbsent(String key) {
        return at(key).contains(Optional.empty());
    }

    /// Narrows the possibilities to those that fit a look.
    ///
    /// @throws AssertionError when none of the possibilities fits
    void seen(String key, String what, Predicate<Optional<Content>> fits) {
        var left = at(key).stream().filter(fits).toList();
        if (left.isEmpty()) {
            throw new AssertionError("%s %s, but there should be %s".formatted(key, what, at(key)));
        }
        states.put(key, left);
    }

    void seen(String key, byte[] bytes) {
        seen(
                key,
                "has %d other bytes".formatted(bytes.length),
                state -> state.filter(content -> Arrays.equals(content.bytes, bytes))
                        .isPresent());
    }

    void seenAbsent(String key) {
        seen(key, "is not there", Optional::isEmpty);
    }

    /// All known keys, whether or not an object lies there.
    List<String> keys() {
        return List.copyOf(states.keySet());
    }

    @Override
    public String toString() {
        return states.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
