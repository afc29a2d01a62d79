package dev.azulejo.storage.webdav;

import dev.azulejo.storage.InvalidKey;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Whether paths have exactly the spelling of a key. Some servers find `photo.jpg` under `Photo.JPG`, or
/// `é` of two characters under that of one. This server's behaviour is found out with the first file that
/// has two spellings. Thread-safe.
final class Spelling {
    private final DavClient client;
    private final Map<Kind, Habit> habits = new ConcurrentHashMap<>();
    private volatile Optional<Form> form = Optional.empty();

    Spelling(DavClient client) {
        this.client = client;
    }

    /// The difference between two spellings.
    private enum Kind {
        /// Case, of ASCII alone: servers differ beyond that, and `ß` has no other case of one letter.
        CASE {
            @Override
            String other(String name) {
                return name.chars()
                        .map(letter -> letter >= 'a' && letter <= 'z'
                                ? letter - 'a' + 'A'
                                : letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        },
        FORM {
            @Override
            String other(String name) {
                var composed = Normalizer.normalize(name, Form.NFC);
                return composed.equals(name) ? Normalizer.normalize(name, Form.NFD) : composed;
            }
        };

        abstract String other(String name);
    }

    private enum Habit {
        EXACT,
        FOLDS
    }

    /// @param path of a file or folder that was found
    /// @return whether it is spelled so
    boolean isExact(DavPath path) {
        return Stream.of(Kind.values()).noneMatch(kind -> habit(kind, path) == Habit.FOLDS) || isListed(path);
    }

    /// The path in its other spelling, except for the server's root.
    private DavPath other(Kind kind, DavPath path) {
        int from = client.root().segments().size();
        var changed = client.root();
        for (var name : path.segments().subList(from, path.segments().size())) {
            changed = changed.child(kind.other(name));
        }
        return changed;
    }

    /// @param path of an existing file or folder
    private Habit habit(Kind kind, DavPath path) {
        var known = habits.get(kind);
        var other = other(kind, path);
        if (known != null || other.equals(path)) {
            return known == null ? Habit.EXACT : known; // for this path; the next one may show more
        }
        boolean isExact = client.find(other).isEmpty() || (isListed(other) && isListed(path));
        var found = isExact ? Habit.EXACT : Habit.FOLDS;
        habits.put(kind, found);
        return found;
    }

    private boolean isListed(DavPath path) {
        var folder = client.root();
        for (var name : path.segments()
                .subList(folder.segments().size(), path.segments().size())) {
            var child = folder.child(name);
            if (names(folder).noneMatch(child.name()::equals)) {
                return false;
            }
            folder = child;
        }
        return true;
    }

    private Stream<String> names(DavPath folder) {
        return client.children(folder).orElse(List.of()).stream()
                .map(Resource::path)
                .map(DavPath::name);
    }

    /// Finds out how this server treats spellings.
    ///
    /// @param own a file of ours with a letter, and with one that has two forms, in its composed form
    void learn(DavPath own) {
        var _ = isExact(own);
        if (habits.get(Kind.FORM) == Habit.FOLDS && form.isEmpty()) {
            boolean isComposed = names(own.parent()).anyMatch(own.name()::equals);
            form = Optional.of(isComposed ? Form.NFC : Form.NFD);
        }
    }

    /// Whether it is already known that this path leads to no file with another spelling.
    boolean isKnownToBeExact(DavPath path) {
        return Stream.of(Kind.values()).allMatch(kind -> {
            var known = habits.get(kind);
            return known == null ? other(kind, path).equals(path) : known == Habit.EXACT;
        });
    }

    /// Requires a spelling that the server keeps; to be called before a write, after [#learn].
    ///
    /// @throws InvalidKey when the server would find another file by it, or change its name
    void require(DavPath path) {
        if (!habits.containsValue(Habit.FOLDS)) {
            return;
        }
        var folder = client.root();
        for (var name : path.segments()
                .subList(folder.segments().size(), path.segments().size())) {
            if (form.filter(normal -> !Normalizer.isNormalized(name, normal)).isPresent()) {
                throw new InvalidKey(
                        "%s is not in the form of Unicode that this server gives names (%s)"
                                .formatted(path, form.get()),
                        null);
            }
            names(folder)
                    .filter(there -> !there.equals(name) && folded(there).equals(folded(name)))
                    .findFirst()
                    .ifPresent(there -> {
                        throw new InvalidKey(
                                "%s: this server has '%s', which it takes for the same".formatted(path, there), null);
                    });
            folder = folder.child(name);
        }
    }

    private String folded(String name) {
        var same = habits.get(Kind.FORM) == Habit.FOLDS ? Normalizer.normalize(name, Form.NFC) : name;
        return habits.get(Kind.CASE) == Habit.FOLDS ? same.toLowerCase(Locale.ROOT) : same;
    }
}
