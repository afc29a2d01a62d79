package dev.azulejo.lab.dataset;

import dev.azulejo.lab.picture.Likeness;
import java.util.HashMap;
import java.util.Map;

/// Groups pictures that look alike: if one looks like another, which looks like a third, all three are in
/// one group.
final class Clusters {
    private Clusters() {}

    /// @param looks by the SHA-256 of each picture
    /// @return the least SHA-256 of each picture's group
    static Map<String, String> of(Map<String, Likeness> looks) {
        var least = new HashMap<String, String>();
        var each = looks.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        each.forEach(one -> least.put(one.getKey(), one.getKey()));
        for (int i = 0; i < each.size(); i++) {
            var one = each.get(i);
            each.subList(i + 1, each.size()).stream()
                    .filter(other -> one.getValue().distance(other.getValue()) <= Likeness.NEAR)
                    .forEach(other -> join(least, one.getKey(), other.getKey()));
        }
        each.forEach(one -> least.put(one.getKey(), root(least, one.getKey())));
        return least;
    }

    private static void join(Map<String, String> least, String one, String other) {
        var first = root(least, one);
        var second = root(least, other);
        if (first.compareTo(second) < 0) {
            least.put(second, first);
        } else {
            least.put(first, second);
        }
    }

    private static String root(Map<String, String> least, String hash) {
        var root = hash;
        for (var next = least.get(root); next != null && !next.equals(root); next = least.get(root)) {
            root = next;
        }
        return root;
    }
}
