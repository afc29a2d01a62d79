package dev.azulejo.simulator.protocol;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.notify.FailureReports;
import dev.azulejo.core.notify.NotifyStage;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.simulator.image.BlurModel;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.VersionedStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The stages as functions behind a drop folder, called one by one.
final class Cloud implements AutoCloseable {
    static final URI INBOX = Disks.SOURCE.place();
    static final URI OUTBOX = Disks.RESULT.place();
    static final DropFolder FOLDER = new DropFolder(INBOX, OUTBOX);

    final Laptop laptop;
    final DropIntake intake;
    private final NotifyStage tell;

    Cloud(Disks disks) {
        laptop = new Laptop(disks);
        intake = new DropIntake(laptop.objects, disks, new BlurModel(), new JsonOptions(), FOLDER);
        tell = new NotifyStage(
                laptop.objects,
                laptop,
                Optional.of(new FailureReports(laptop.objects, new JacksonCodec(), disks, FOLDER)));
    }

    /// Buckets: inbox and outbox keep versions.
    static Disks buckets() {
        return new Disks(new VersionedStorage(), new MemoryStorage(), new VersionedStorage(), Path.of("unused"));
    }

    /// Puts an object, as a user does.
    ///
    /// @return the event that tells of it
    static DroppedFile put(Disks disks, String key, byte[] bytes, Map<String, String> metadata) {
        write(disks.inbox(), key, bytes, metadata);
        return new DroppedFile(INBOX, key, Optional.of(disks.inbox().version(key)), bytes.length);
    }

    static DroppedFile put(Disks disks, String key, byte[] bytes) {
        return put(disks, key, bytes, Map.of());
    }

    static DroppedFile put(Disks disks, String key, String text) {
        return put(disks, key, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Storage storage, String key, byte[] bytes, Map<String, String> metadata) {
        try (var pending = storage.write(key, metadata)) {
            pending.write(bytes);
            pending.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobRequest takeIn(DroppedFile file) {
        return intake.run(file).orElseThrow();
    }

    /// Every stage after intake, up to the result.
    void deliver(JobId job) {
        laptop.plan(job);
        var attempt = laptop.newest(job);
        if (laptop.objects.outcome(attempt).isEmpty()) {
            laptop.infer(job);
            laptop.stitch(job);
            laptop.stages.deliver().run(attempt);
        }
    }

    void tell(JobId job) {
        tell.run(laptop.newest(job));
    }

    Outcome finish(JobId job) {
        deliver(job);
        tell(job);
        return laptop.objects.outcome(laptop.newest(job)).orElseThrow();
    }

    Outcome finish(DroppedFile file) {
        return finish(takeIn(file).job());
    }

    @Override
    public void close() {
        laptop.close();
    }
}
