package dev.azulejo.storage.testkit;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableStorage;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.FaultedPlace.Opened;
import dev.azulejo.storage.testkit.PossibleObjects.Content;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// One seed's story: a client writes, reads, lists, deletes, is killed in the middle of an upload,
/// continues it and follows the changes if the place supports that, while requests and answers are lost,
/// cut, damaged, refused. It knows at each moment which objects are possible, and compares. In the end no
/// more faults happen, and everything must be as it knows.
///
/// A failure is only allowed after a fault that trying again cannot mend: bytes that arrive damaged, or an
/// upload that the service forgot. A range carries no hash, so only the encryption of the wire can find
/// damage there.
public final class FaultStory {
    private static final int STEPS = 7;
    private static final double SHARE = 0.15;
    private static final int MOST_FAULTS = 5;
    private static final List<String> KEYS = List.of("a", "ü b.jpg", "sub/c");

    private final Random random;
    private final FaultedPlace place;
    private final FaultScript script;
    private final PossibleObjects known = new PossibleObjects();
    private final List<String> story = new ArrayList<>();
    private final Optional<FollowedChanges> followed;
    private Opened opened;
    private String staleEtag = "";
    private int written;

    private FaultStory(long seed, FaultedPlace place) {
        this.random = new Random(seed);
        this.place = place;
        this.script = FaultScript.seeded(seed, SHARE, MOST_FAULTS);
        this.opened = place.open();
        this.followed = opened.feed().map(FollowedChanges::new);
    }

    /// @throws AssertionError telling the whole story, when something is not as it must be
    public static void run(long seed, FaultedPlace place) {
        var story = new FaultStory(seed, place);
        try {
            story.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d: %s%n%s%nfaults: %s%nknown: %s"
                            .formatted(
                                    seed,
                                    e.getMessage(),
                                    String.join("\n", story.story),
                                    String.join("\n        ", story.script.log()),
                                    story.known),
                    e);
        }
    }

    private void run() {
        place.follow(script);
        for (int step = 0; step < STEPS; step++) {
            var key = KEYS.get(random.nextInt(KEYS.size()));
            switch (random.nextInt(10)) {
                case 0, 1 -> step("write " + key, () -> write(key, Precondition.NONE));
                case 2 -> step("write if absent " + key, () -> writeIfAbsent(key));
                case 3 -> step("replace " + key, () -> replace(key));
                case 4 -> step("read " + key, () -> read(key));
                case 5 -> step("range of " + key, () -> range(key));
                case 6 -> step("list", this::list);
                case 7 -> step("delete " + key, () -> delete(key));
                case 8 -> step("be killed while writing " + key, () -> beKilled(key));
                default -> step("follow", () -> followed.ifPresent(FollowedChanges::follow));
            }
        }
        place.follow(FaultScript.none());
        opened = place.open();
        followed.ifPresent(FollowedChanges::follow);
        compareAll();
    }

    /// Runs a step, which may fail only after a fault that cannot be mended.
    private void step(String what, Runnable action) {
        int before = script.log().size();
        story.add(what);
        try {
            action.run();
        } catch (StorageUnavailable e) {
            story.add("  failed: " + e.getMessage());
            if (since(before).stream().noneMatch(FaultStory::isBeyondMending)) {
                throw new AssertionError(
                        "%s failed, though %s could be mended: %s".formatted(what, since(before), e.getMessage()), e);
            }
        }
    }

    private List<String> since(int before) {
        var log = script.log();
        return log.subList(before, log.size());
    }

    private static boolean isBeyondMending(String fault) {
        return fault.contains("Damaged") || fault.contains("ForgottenUpload");
    }

    private Content content() {
        written++;
        int chunk = place.chunkBytes();
        int[] sizes = {0, 1, chunk / 2, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + chunk / 2};
        var bytes = new byte[sizes[random.nextInt(sizes.length)]];
        random.nextBytes(bytes);
        return new Content(bytes, Map.of("number", Integer.toString(written)));
    }

    private boolean write(String key, Precondition precondition) {
        var content = content();
        boolean isThere;
        try (var pending = random.nextBoolean()
                ? storage().write(key, content.metadata())
                : storage().write(key, content.metadata(), content.bytes().length)) {
            fill(pending, content.bytes(), 0, content.bytes().length);
            isThere = pending.commit(precondition);
        } catch (StorageUnavailable e) {
            known.mayBe(key, Optional.of(content));
            throw e;
        }
        if (isThere) {
            known.is(key, Optional.of(content));
        } else if (precondition.equals(Precondition.NONE)) {
            throw new AssertionError("a write without precondition was refused");
        }
        return isThere;
    }

    private static void fill(PendingObject pending, byte[] bytes, int from, int to) {
        try {
            pending.write(bytes, from, to - from);
        } catch (IOException e) {
            throw new AssertionError("an open object takes bytes", e);
        }
    }

    private void writeIfAbsent(String key) {
        boolean isPossible = known.mayBeAbsent(key);
        if (!write(key, Precondition.ABSENT)) {
            known.seen(key, "is there, as a refused write says", Optional::isPresent);
        } else if (!isPossible) {
            throw new AssertionError("%s was written though something lay there".formatted(key));
        }
    }

    private void replace(String key) {
        var stat = storage().stat(key);
        if (stat.isEmpty()) {
            known.seenAbsent(key);
            return;
        }
        boolean isStale = !staleEtag.isEmpty() && !staleEtag.equals(stat.get().etag()) && random.nextBoolean();
        var etag = isStale ? staleEtag : stat.get().etag();
        staleEtag = stat.get().etag();
        if (write(key, new Precondition.Matches(etag)) == isStale) {
            throw new AssertionError("%s was %s by %s, where %s lay"
                    .formatted(
                            key,
                            isStale ? "replaced" : "not replaced",
                            etag,
                            stat.get().etag()));
        }
    }

    private void read(String key) {
        try {
            known.seen(key, storage().readAll(key));
        } catch (NoSuchObject e) {
            known.seenAbsent(key);
        }
    }

    private void range(String key) {
        int before = script.log().size();
        try {
            var stat = storage().stat(key);
            if (stat.isEmpty() || stat.get().bytes() < 2) {
                return;
            }
            int bytes = (int) stat.get().bytes();
            int from = random.nextInt(bytes - 1);
            int to = random.nextInt(from + 1, bytes + 1);
            var found = storage().readRange(key, from, to - from);
            if (since(before).stream().noneMatch(FaultStory::isBeyondMending)) {
                known.seen(
                        key,
                        "has other bytes from %d to %d".formatted(from, to),
                        state -> state.filter(content -> content.bytes().length == bytes)
                                .filter(content -> Arrays.equals(Arrays.copyOfRange(content.bytes(), from, to), found))
                                .isPresent());
            }
        } catch (NoSuchObject e) {
            known.seenAbsent(key);
        }
    }

    private List<ObjectStat> list() {
        List<ObjectStat> stats;
        try (var listing = storage().list("")) {
            stats = listing.toList();
        }
        var keys = stats.stream().map(ObjectStat::key).toList();
        if (keys.stream().distinct().count() < keys.size() || !KEYS.containsAll(keys)) {
            throw new AssertionError("there should be nothing twice and nothing else: " + keys);
        }
        for (var key : KEYS) {
            if (!keys.contains(key)) {
                known.seenAbsent(key);
            }
        }
        for (var stat : stats) {
            known.seen(
                    stat.key(),
                    "has %d bytes".formatted(stat.bytes()),
                    state -> state.filter(content -> content.bytes().length == stat.bytes())
                            .isPresent());
        }
        return stats;
    }

    private void delete(String key) {
        try {
            storage().delete(key);
            known.is(key, Optional.empty());
        } catch (StorageUnavailable e) {
            known.mayBe(key, Optional.empty());
            throw e;
        }
    }

    private void beKilled(String key) {
        var content = content();
        int written = random.nextInt(content.bytes().length + 1);
        if (opened.resumable().isPresent()) {
            resume(opened.resumable().get(), key, content, written);
            return;
        }
        try (var pending = storage().write(key, content.metadata())) {
            fill(pending, content.bytes(), 0, written);
        }
        opened = place.open();
    }

    /// Kills an upload after some bytes; another client continues it, or gives up.
    private void resume(ResumableStorage resumable, String key, Content content, int written) {
        var bytes = content.bytes();
        try {
            String token;
            long held;
            try (var first = resumable.begin(key, bytes.length, content.metadata())) {
                fill(first, bytes, 0, written);
                token = first.token();
                held = first.held();
                if (random.nextInt(4) == 0) {
                    first.abandon();
                    return;
                }
            }
            opened = place.open();
            try (var second = opened.resumable().orElseThrow().resume(token)) {
                if (second.held() < held || second.held() > bytes.length) {
                    throw new AssertionError(
                            "of %d bytes %d were there, and now %d are".formatted(bytes.length, held, second.held()));
                }
                fill(second, bytes, (int) second.position(), bytes.length);
                known.mayBe(key, Optional.of(content));
                second.commit();
                known.is(key, Optional.of(content));
            }
        } catch (NoSuchObject e) {
            throw new StorageUnavailable("it must begin again: " + e.getMessage(), e);
        }
    }

    private Storage storage() {
        return opened.storage();
    }

    private void compareAll() {
        var stats = list();
        followed.ifPresent(changes -> changes.compare(stats, place.tellsWhatIsGone()));
        for (var stat : stats) {
            read(stat.key());
            var metadata = storage().stat(stat.key()).map(ObjectStat::metadata);
            known.seen(
                    stat.key(),
                    "has metadata " + metadata,
                    state -> state.map(Content::metadata).equals(metadata));
        }
        if (!place.leaked().isEmpty()) {
            throw new AssertionError("left behind: " + place.leaked());
        }
    }
}
