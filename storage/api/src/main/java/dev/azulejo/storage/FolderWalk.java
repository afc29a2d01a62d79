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

/// Walks the files of a place with folders in the order of keys, folder after folder. It holds only the
/// folders from the first one to the present one. For one thread.
public final class FolderWalk<T> extends AbstractSpliterator<FolderWalk.Entry<T>> {
    private final String prefix;
    private final Function<String, Stream<Entry<T>>> children;
    private final Deque<Iterator<Entry<T>>> open = new ArrayDeque<>();

    /// A name in a folder.
    ///
    /// @param key of the entry; a folder's ends with a slash, so it is sorted as its files are
    /// @param found the place's facts about it
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

    /// Lists the files whose keys begin with a prefix.
    ///
    /// @param children the entries of a folder, in any order; a folder is named with a slash at its end,
    ///     the topmost by an empty name
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
