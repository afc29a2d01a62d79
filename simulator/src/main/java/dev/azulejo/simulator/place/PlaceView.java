package dev.azulejo.simulator.place;

import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A place as one process sees it.
public final class PlaceView implements JobStorage {
    private static final double TORN_LISTINGS = 0.05;
    private static final int SHOWN_OF_A_JOB = 4;

    private static final Port.Failures FAILURES = new Port.Failures() {
        @Override
        public RuntimeException noAnswer(String words) {
            return new StorageUnavailable(words, null);
        }

        @Override
        public RuntimeException full(String words) {
            return new StorageFull(words, null);
        }

        @Override
        public RuntimeException denied(String words) {
            return new StorageDenied(words, null);
        }
    };

    private final Place place;
    private final Surroundings surroundings;
    private final SimProcess process;

    public PlaceView(Place place, Surroundings surroundings, SimProcess process) {
        this.place = place;
        this.surroundings = surroundings;
        this.process = process;
    }

    private <T> T call(PortCall call, String key, Supplier<? extends T> effect) {
        return surroundings.port().call(process, call, place.name() + ":" + brief(key), true, FAILURES, effect);
    }

    /// A key as traces show it: a job is known by the start of its id.
    public static String brief(String key) {
        return JobKeys.jobOf(key)
                .map(job -> job.text().substring(0, SHOWN_OF_A_JOB)
                        + "/"
                        + key.substring(JobKeys.folder(job).length()))
                .orElse(key);
    }

    @Override
    public InputStream read(String key) {
        return call(PortCall.READ, key, () -> place.shelf().read(key));
    }

    @Override
    public InputStream readVersion(String key, String version) {
        return call(PortCall.READ_VERSION, key, () -> place.shelf().readVersion(key, version));
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        return call(PortCall.READ_RANGE, key, () -> place.shelf().readRange(key, offset, length));
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return call(PortCall.STAT, key, () -> place.shelf().stat(key));
    }

    @Override
    public Optional<ObjectStat> statVersion(String key, String version) {
        return call(PortCall.STAT_VERSION, key, () -> place.shelf().statVersion(key, version));
    }

    @Override
    public String version(String key) {
        return call(PortCall.VERSION, key, () -> place.shelf().version(key));
    }

    /// Lists objects. What appears or goes while a listing is under way is in it or not.
    @Override
    public Stream<ObjectStat> list(String prefix) {
        var first = call(PortCall.LIST, prefix, () -> listed(prefix));
        if (first.size() < 2 || !surroundings.chance("listing is torn", TORN_LISTINGS)) {
            return first.stream();
        }
        var page = first.subList(0, first.size() / 2);
        var last = page.getLast().key();
        var rest = call(PortCall.LIST, prefix, () -> listed(prefix));
        var all = new ArrayList<>(page);
        rest.stream().filter(stat -> stat.key().compareTo(last) > 0).forEach(all::add);
        return all.stream();
    }

    private List<ObjectStat> listed(String prefix) {
        return place.shelf().list(prefix).toList();
    }

    @Override
    public void delete(String key) {
        call(PortCall.DELETE, key, () -> {
            place.delete(key, process);
            return "";
        });
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        process.requireAlive();
        place.shelf().write(key, metadata).close(); // refuses what may not be
        var pending = new Pending(key, metadata);
        place.pending().add(pending);
        return pending;
    }

    /// An object that is being written; nothing of it is left if its process dies.
    final class Pending extends PendingObject {
        private final String key;
        private final Map<String, String> metadata;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        Pending(String key, Map<String, String> metadata) {
            this.key = key;
            this.metadata = metadata;
        }

        String key() {
            return key;
        }

        SimProcess process() {
            return process;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            requireOpen();
            bytes.write(source, offset, length);
        }

        private void requireOpen() throws IOException {
            process.requireAlive();
            if (ended) {
                throw new IOException(key + " was committed or closed before");
            }
        }

        @Override
        public boolean commit(Precondition precondition) {
            if (ended) {
                throw new IllegalStateException(key + " was committed or closed before");
            }
            try {
                return call(
                        kind(precondition),
                        key,
                        () -> place.commit(key, bytes.toByteArray(), metadata, precondition, process));
            } finally {
                close();
            }
        }

        private static PortCall kind(Precondition precondition) {
            return switch (precondition) {
                case Precondition.None _ -> PortCall.PUT;
                case Precondition.Absent _ -> PortCall.PUT_IF_ABSENT;
                case Precondition.Matches _ -> PortCall.PUT_IF_MATCH;
            };
        }

        @Override
        public void close() {
            if (!process.isDead()) {
                ended = true;
                place.pending().remove(this);
            }
        }
    }
}
