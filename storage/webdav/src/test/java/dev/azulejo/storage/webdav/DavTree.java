package dev.azulejo.storage.webdav;

import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The files and folders of [DavFake]. For one thread at a time.
final class DavTree {
    private final Set<Quirk> quirks;
    private final Node root = Node.folder();
    private long number;

    DavTree(Set<Quirk> quirks) {
        this.quirks = quirks;
    }

    /// A folder where it has children, a file where it has bytes.
    static final class Node {
        final Optional<Map<String, Node>> children;
        final Map<String, String> properties = new HashMap<>();
        byte[] bytes = {};
        Instant modified = Instant.EPOCH;
        long number;

        private Node(Optional<Map<String, Node>> children) {
            this.children = children;
        }

        static Node folder() {
            return new Node(Optional.of(new TreeMap<>()));
        }

        static Node file() {
            return new Node(Optional.empty());
        }

        boolean isFolder() {
            return children.isPresent();
        }
    }

    Optional<Node> find(List<String> path) {
        var found = Optional.of(root);
        for (var name : path) {
            found = found.flatMap(node -> node.children)
                    .flatMap(children -> nameIn(children, name).map(children::get));
        }
        return found;
    }

    /// By which name it is there.
    private Optional<String> nameIn(Map<String, Node> children, String name) {
        return children.keySet().stream()
                .filter(there -> same(there).equals(same(name)))
                .findFirst();
    }

    private String same(String name) {
        boolean isForm = quirks.contains(Quirk.DECOMPOSES) || quirks.contains(Quirk.FOLDS_FORM);
        var form = isForm ? Normalizer.normalize(name, Normalizer.Form.NFC) : name;
        return quirks.contains(Quirk.FOLDS_CASE) ? form.toLowerCase(Locale.ROOT) : form;
    }

    Optional<Map<String, Node>> parent(List<String> path) {
        return find(path.subList(0, path.size() - 1)).flatMap(node -> node.children);
    }

    /// @return whether something was there
    boolean put(List<String> path, Node node) {
        var children = parent(path).orElseThrow();
        var there = nameIn(children, path.getLast());
        var shown = quirks.contains(Quirk.DECOMPOSES)
                ? Normalizer.normalize(path.getLast(), Normalizer.Form.NFD)
                : path.getLast();
        children.put(there.orElse(shown), node);
        return there.isPresent();
    }

    void remove(List<String> path) {
        var children = parent(path).orElseThrow();
        nameIn(children, path.getLast()).ifPresent(children::remove);
    }

    void stamp(Node node, Instant now) {
        node.modified = now;
        node.number = ++number;
    }

    String etag(Node node) {
        var text = quirks.contains(Quirk.COARSE_ETAGS)
                ? "%x-%x".formatted(node.modified.getEpochSecond(), node.bytes.length)
                : "e%d".formatted(node.number);
        return (quirks.contains(Quirk.WEAK_ETAGS) ? "W/" : "") + "\"" + text + "\"";
    }
}
