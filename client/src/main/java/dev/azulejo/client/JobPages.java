package dev.azulejo.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Jobs from page to page; each is asked for when the one before is used up. Not thread-safe.
final class JobPages implements Iterator<Job> {
    private final Server server;
    private final String path;
    private Iterator<Job> jobs = Collections.emptyIterator();
    private @Nullable String next = "";

    /// @param path with a query
    JobPages(Server server, String path) {
        this.server = server;
        this.path = path;
    }

    record Page(List<Job> jobs, @Nullable String next) {}

    @Override
    public boolean hasNext() {
        while (!jobs.hasNext() && next != null) {
            var cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            var page = server.call("GET", path + cursor).repeatable().send(Page.class);
            jobs = page.jobs().iterator();
            next = page.next();
        }
        return jobs.hasNext();
    }

    @Override
    public Job next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return jobs.next();
    }
}
