package dev.azulejo.arena.store;

import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Vote;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// An arena in a place: a folder, or a bucket. Each object is written once, so what was read need not be
/// read again, and a process that dies between two writes has lost nothing that was confirmed. Thread-safe.
///
/// @see ArenaKeys
public final class ArenaObjects {
    private final JobStorage place;
    private final Map<String, Vote> votes = new ConcurrentHashMap<>();
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    public ArenaObjects(JobStorage place) {
        this.place = place;
    }

    /// Stores a picture under a random name, which tells nothing about its maker.
    ///
    /// @return the object's key
    public String addPicture(byte[] png, Random random) {
        var key = ArenaKeys.picture(drawnId(random));
        place.put(key, png);
        return key;
    }

    public static String drawnId(Random random) {
        return JudgeKey.random(random).text().substring(JudgeKey.PREFIX.length());
    }

    /// Publishes the arena; call it once its pictures are stored.
    ///
    /// @return false if an arena is already there
    public boolean publish(PublishedArena arena) {
        return place.writeIfAbsent(ArenaKeys.ARENA, ArenaJson.bytes(ArenaJson.of(arena)));
    }

    public Optional<PublishedArena> arena() {
        return read(ArenaKeys.ARENA).map(bytes -> ArenaJson.read(ArenaKeys.ARENA, bytes, ArenaJson::arena));
    }

    /// The arena that lies here.
    ///
    /// @param written the place, as the user has written it, for the message
    /// @throws NoSuchObject when there is none
    public PublishedArena arenaOf(String written) {
        return arena().orElseThrow(() -> new NoSuchObject(
                "there is no arena in %s; make one first: azulejo arena make".formatted(written), null));
    }

    /// The PNG of a picture as judges see it.
    public byte[] picture(PublishedArena arena, String scene, Picture picture) {
        return place.readAll(arena.key(scene, picture));
    }

    /// Adds a judge.
    ///
    /// @param key of which only the hash is kept
    public Judge invite(String name, JudgeKey key, Instant now) {
        var judge = new Judge(key.judge(), name, key.hash().hex(), now);
        place.writeIfAbsent(ArenaKeys.judge(judge.id()), ArenaJson.bytes(ArenaJson.of(judge)));
        return judge;
    }

    /// The judge to whom a key belongs.
    public Optional<Judge> judge(JudgeKey key) {
        var object = ArenaKeys.judge(key.judge());
        return read(object)
                .map(bytes -> ArenaJson.read(object, bytes, ArenaJson::judge))
                .filter(judge -> judge.keyHash().equals(key.hash().hex()));
    }

    public List<Judge> judges() {
        return keys(ArenaKeys.JUDGES).stream()
                .map(key -> ArenaJson.read(key, place.readAll(key), ArenaJson::judge))
                .toList();
    }

    /// The questions a judge was asked, in order.
    public List<Asked> asked(String judge) {
        return keys(ArenaKeys.asked(judge)).stream().map(this::question).toList();
    }

    private Asked question(String key) {
        return asked.computeIfAbsent(key, _ -> ArenaJson.read(key, place.readAll(key), ArenaJson::asked));
    }

    /// @return false if the judge was asked something else under that number
    public boolean ask(Asked question) {
        return place.writeIfAbsent(
                ArenaKeys.asked(question.judge(), question.number()), ArenaJson.bytes(ArenaJson.of(question)));
    }

    /// All votes, in any order.
    public List<Vote> votes() {
        return keys(ArenaKeys.VOTES).stream().map(this::vote).toList();
    }

    /// A hash over all that the arena's result rests on: SHA-256 of `arena.json` and of all votes, in the
    /// order of their keys.
    public String sha256() {
        var hashes = new StringBuilder(hash(ArenaKeys.ARENA));
        keys(ArenaKeys.VOTES).stream().sorted().map(this::hash).forEach(hashes::append);
        return Hash.of(hashes.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private String hash(String key) {
        return Hash.of(place.readAll(key)).hex();
    }

    public Optional<Vote> vote(String judge, int number) {
        var key = ArenaKeys.vote(judge, number);
        return read(key).map(bytes -> ArenaJson.read(key, bytes, ArenaJson::vote));
    }

    private Vote vote(String key) {
        return votes.computeIfAbsent(key, _ -> ArenaJson.read(key, place.readAll(key), ArenaJson::vote));
    }

    /// @return false if that question is already answered
    public boolean vote(Vote vote) {
        return place.writeIfAbsent(
                ArenaKeys.vote(vote.judge(), vote.asked().number()), ArenaJson.bytes(ArenaJson.of(vote)));
    }

    /// Adds votes from elsewhere, which name their judges. An unknown judge is invited with a key that is
    /// thrown away.
    ///
    /// @return how many are new
    /// @throws PermanentFailure naming the first question that has another answer here; nothing is added then
    public int add(List<Vote> named, Random random) {
        var ids = new HashMap<String, String>();
        judges().forEach(judge -> ids.put(judge.name(), judge.id()));
        for (var vote : named) {
            var id = ids.get(vote.judge());
            var kept =
                    id == null ? Optional.<Vote>empty() : vote(id, vote.asked().number());
            if (kept.isPresent() && !kept.get().equals(vote.by(kept.get().judge()))) {
                throw new PermanentFailure("question %d of %s has another answer here; nothing is added"
                        .formatted(vote.asked().number(), vote.judge()));
            }
        }
        int added = 0;
        for (var vote : named) {
            var id = ids.computeIfAbsent(
                    vote.judge(),
                    name -> invite(name, JudgeKey.random(random), vote.asked().at())
                            .id());
            ask(vote.by(id).asked());
            added += vote(vote.by(id)) ? 1 : 0;
        }
        return added;
    }

    private List<String> keys(String prefix) {
        try (var objects = place.list(prefix)) {
            return objects.map(ObjectStat::key).toList();
        }
    }

    private Optional<byte[]> read(String key) {
        try {
            return Optional.of(place.readAll(key));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }
}
