package dev.azulejo.cli.storage;

import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.CopyProgress;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.transfer.Copies;
import dev.azulejo.storage.transfer.SideBySide;
import dev.azulejo.storage.transfer.Sync;
import dev.azulejo.storage.transfer.SyncExtent;
import dev.azulejo.storage.transfer.SyncMemory;
import dev.azulejo.storage.transfer.Transfer;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// `azulejo storage sync` between two places. For one thread.
public final class SyncRun {
    private final Copies.Place<Storage> from;
    private final Copies.Place<Storage> to;
    private final Copies copies;
    private final int atOnce;
    private final Storage memories;
    private final PrintWriter out;
    private final PrintWriter err;

    /// @param atOnce how many files are copied at once
    /// @param memories of what was alike the last time ([SyncMemory])
    public SyncRun(
            Copies.Place<Storage> from,
            Copies.Place<Storage> to,
            Transfer transfer,
            int atOnce,
            Storage memories,
            PrintWriter out,
            PrintWriter err) {
        this.from = from;
        this.to = to;
        this.copies = new Copies(transfer, from, to, Copies.Others.REPLACED);
        this.atOnce = atOnce;
        this.memories = memories;
        this.out = out;
        this.err = err;
    }

    /// Looks at all that would be deleted, before anything is: a place that cannot be listed ends it here.
    ///
    /// @param agrees asked where most of the other place would go
    /// @throws dev.azulejo.local.exit.CommandFailure where it does not
    public void checkDeletions(Predicate<String> agrees) {
        SyncExtent extent;
        try (var here = from.storage().list("");
                var there = to.storage().list("")) {
            extent = SyncExtent.of(here, there);
        }
        if (!extent.isSweeping()) {
            return;
        }
        var what = Console.printable("%s%d of %d files in %s would be deleted"
                .formatted(
                        extent.sources() == 0 ? "there is nothing in %s; ".formatted(from.name()) : "",
                        extent.extras(),
                        extent.targets(),
                        to.name()));
        if (!agrees.test(what)) {
            throw ExitCode.USAGE.failure(
                    what + "; nothing was changed. --dry-run lists them, and --yes says that this is meant");
        }
    }

    /// @param isDeleting whether what lies in the other place alone is removed
    /// @throws dev.azulejo.local.exit.CommandFailure at its end, if an object was left out because of its name
    public void run(boolean isDeleting, boolean shown) {
        var news = new SyncNews();
        var unnamed = new Unnamed();
        try (var progress = new CopyProgress(err, shown);
                var memory = memory();
                var here = from.storage().list("", unnamed);
                var there = to.storage().list("")) {
            new Sync(copies, isDeleting, atOnce, memory).run(here, there, new Sync.Listener() {
                @Override
                public LongConsumer begins(ObjectStat object) {
                    progress.begins(object.key(), object.bytes());
                    return progress::done;
                }

                @Override
                public void ended(String key, Copies.Done done) {
                    news.ended(key, done);
                }

                @Override
                public boolean isPassedOver(ObjectStat object, StorageFailure failure) {
                    return news.isPassedOver(object, failure);
                }
            });
            memory.commit();
        } finally { // also where a failure ends it
            unnamed.tell(err, from.name());
            news.tellRefused(err);
        }
        news.tellCounts(out, "%d copied, %d unchanged, %d deleted");
        news.check(to);
    }

    /// Prints what [#run] would do, a line for each file that it would copy or delete, and changes nothing.
    public void tellOnly(boolean isDeleting) {
        var news = new SyncNews();
        var unnamed = new Unnamed();
        try (var memory = memory();
                var here = from.storage().list("", unnamed);
                var there = to.storage().list("")) {
            SideBySide.walk(here, there, new SideBySide.Visitor() {
                @Override
                public void found(ObjectStat source, Optional<ObjectStat> target) {
                    wouldCopy(source, target, memory, news);
                }

                @Override
                public void extra(ObjectStat target) {
                    if (isDeleting) {
                        news.ended(target.key(), Copies.Done.DELETED);
                        out.println(Console.printable("delete  " + target.key()));
                    }
                }
            });
        }
        unnamed.tell(err, from.name());
        news.tellRefused(err);
        news.tellCounts(out, "%d to copy, %d unchanged, %d to delete; nothing was changed");
    }

    private SyncMemory memory() {
        return SyncMemory.of(memories, from.name(), to.name());
    }

    private void wouldCopy(ObjectStat source, Optional<ObjectStat> target, SyncMemory memory, SyncNews news) {
        try {
            var done = target.filter(there -> memory.isAlike(source, there)).isPresent()
                    ? Copies.Done.UNCHANGED
                    : copies.wouldCopy(source, target);
            news.ended(source.key(), done);
            if (done == Copies.Done.COPIED) {
                out.println(Console.printable("copy    " + source.key()));
            }
        } catch (StorageFailure failure) {
            if (!news.isPassedOver(source, failure)) {
                throw failure;
            }
        }
    }
}
