package dev.azulejo.arena;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A comparison of models or recipes by people: what is compared, on which scenes, and when there are
/// enough votes.
///
/// @param contenders models or recipes, by the operator's names; judges never see them
/// @param budget greatest number of votes that count, over all judges
/// @param seed decides what is asked; judges must not know it
public record Arena(String title, List<String> contenders, List<Scene> scenes, int budget, long seed) {
    public static final int MOST_CONTENDERS = 20;

    public Arena {
        contenders = List.copyOf(contenders);
        scenes = List.copyOf(scenes);
        if (contenders.size() < 2 || contenders.size() > MOST_CONTENDERS) {
            throw new IllegalArgumentException(
                    "an arena compares 2 to %d contenders, not %d".formatted(MOST_CONTENDERS, contenders.size()));
        }
        if (Set.copyOf(contenders).size() < contenders.size()) {
            throw new IllegalArgumentException("two contenders have one name: " + contenders);
        }
        if (scenes.isEmpty() || scenes.stream().map(Scene::id).distinct().count() < scenes.size()) {
            throw new IllegalArgumentException("an arena needs a scene, and each an id of its own");
        }
        if (budget < 1) {
            throw new IllegalArgumentException("a budget of %d votes is none".formatted(budget));
        }
    }

    /// All tags of the scenes, in alphabetical order.
    public Set<String> tags() {
        return scenes.stream().flatMap(scene -> scene.tags().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    public Scene scene(String id) {
        return scenes.stream()
                .filter(scene -> scene.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scene " + id));
    }

    public int number(String contender) {
        int number = contenders.indexOf(contender);
        if (number < 0) {
            throw new IllegalArgumentException("no contender " + contender);
        }
        return number;
    }
}
