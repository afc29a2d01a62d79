package dev.azulejo.simulator.place;

import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.Precondition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One of the three places of a run, with the listeners that hear of its changes.
public final class Place {
    private final String name;
    private final URI uri;
    private final Shelf shelf;
    private final List<PlaceView.Pending> pending = new ArrayList<>();
    private Consumer<String> onTry = key -> {};
    private Consumer<Write> onWrite = write -> {};
    private BiConsumer<String, SimProcess> onDelete = (key, by) -> {};

    public Place(String name, URI uri, Shelf shelf) {
        this.name = name;
        this.uri = uri;
        this.shelf = shelf;
    }

    public String name() {
        return name;
    }

    public URI uri() {
        return uri;
    }

    /// The objects that lie there, read without a call and without faults.
    public Shelf shelf() {
        return shelf;
    }

    /// Sets the listener for writes, including those that are refused.
    public void onTry(Consumer<String> listener) {
        onTry = listener;
    }

    public void onWrite(Consumer<Write> listener) {
        onWrite = listener;
    }

    /// Sets the listener that is told of an object before it is deleted.
    public void onDelete(BiConsumer<String, SimProcess> listener) {
        onDelete = listener;
    }

    /// @return whether it was made
    public boolean commit(
            String key, byte[] bytes, Map<String, String> metadata, Precondition precondition, SimProcess by) {
        onTry.accept(key);
        if (!shelf.commit(key, bytes, metadata, precondition)) {
            return false;
        }
        onWrite.accept(new Write(this, key, bytes, shelf.stat(key).orElseThrow(), by, JobFile.of(key)));
        return true;
    }

    public void delete(String key, SimProcess by) {
        onDelete.accept(key, by);
        shelf.delete(key);
    }

    /// Writes that were begun and neither committed nor closed.
    List<PlaceView.Pending> pending() {
        return pending;
    }

    /// Pending writes of processes that are alive.
    public List<String> leaks() {
        return pending.stream()
                .filter(upload -> !upload.process().isDead())
                .map(upload -> upload.key() + " of " + upload.process())
                .toList();
    }
}
