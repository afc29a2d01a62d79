package dev.azulejo.api.job;

import dev.azulejo.api.job.JobFollowers.News;
import dev.azulejo.api.record.TenantJob;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Looks at one job again and again, and reports to all its followers. Thread-safe.
final class JobWatch {
    private static final System.Logger LOG = System.getLogger(JobWatch.class.getName());

    private final JobFollowers news;
    private final TenantJob job;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private @Nullable Runnable stopper;
    private @Nullable News newest;
    private long seen;

    JobWatch(JobFollowers news, TenantJob job) {
        this.news = news;
        this.job = job;
    }

    /// Adds a follower; the first one starts the looks.
    JobWatch with(Follower follower) {
        followers.add(follower);
        if (stopper == null) {
            stopper = news.repeated(this::look);
        }
        return this;
    }

    /// Removes a follower; without any the looks stop.
    boolean isNeededWithout(Follower follower) {
        followers.remove(follower);
        if (followers.isEmpty()) {
            stop();
        }
        return !followers.isEmpty();
    }

    void stop() {
        if (stopper != null) {
            stopper.run();
        }
    }

    private synchronized void look() {
        try {
            long changes = news.changes(job);
            if (newest == null || changes != seen) {
                seen = changes;
                newest = news.look(job);
            }
            if (newest.isEnd()) {
                news.end(job, this);
            }
            for (var follower : followers) {
                follower.tell(newest);
            }
        } catch (RuntimeException e) { // the boundary of a look: otherwise followers would hear nothing any more
            LOG.log(Level.WARNING, "those who follow job %s have to ask again".formatted(job.job()), e);
            news.end(job, this);
            followers.forEach(Follower::end);
        }
    }
}
