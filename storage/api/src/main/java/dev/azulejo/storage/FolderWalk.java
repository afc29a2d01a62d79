package dev.azulejo.storage;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What lies in the folders of a place that has folders, in the order of keys, one folder after the other:
/// what is held are the folders from the first one to where the walk is. For one thread.
public final class FolderWalk<T> extends AbstractSpliterator<FolderWalk.Entry<T>> {
    private final String prefix;
    private final Function<String, Stream<Entry<T>>> children;
    private final Deque<Iterator<Entry<T>>> open = new ArrayDeque<>();

    /// One name in a folder.
    ///
    /// @param key of a folder with a slash at its end, so that it is sorted as what is in it
    /// @param found what the place says of it
    public record Entry<T>(String key, T found) {
        boolean isFolder() {
            return key.endsWith("/");
        }
    }

    private FolderWalk(String prefix, Function<String, Stream<Entry<T>>> children) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.prefix = prefix;
        this.children = children;
        enter(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    }

    /// The files whose keys begin with a prefix.
    ///
    /// @param children what is in a folder, in any order; a folder is named with a slash at its end, that
    ///     of all by no character
    public static <T> Stream<Entry<T>> files(String prefix, Function<String, Stream<Entry<T>>> children) {
        return StreamSupport.stream(new FolderWalk<>(prefix, children), false);
    }

    private void enter(String folder) {
        open.push(children.apply(folder)
                .filter(entry -> entry.key().startsWith(prefix) || (entry.isFolder() && prefix.startsWith(entry.key())))
                .sorted(Comparator.comparing(Entry::key, Keys.ORDER))
                .toList()
                .iterator());
    }

    @Override
    public boolean tryAdvance(Consumer<? super Entry<T>> action) {
        while (!open.isEmpty()) {
            var entries = open.element();
            if (!entries.hasNext()) {
                open.pop();
                continue;
            }
            var entry = entries.next();
            if (!entry.isFolder()) {
                action.accept(entry);
                return true;
            }
            enter(entry.key());
        }
        return false;
    }
}
