package dev.azulejo.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Iterates over a list from page to page; each page is requested when the one before is used up. Not
/// thread-safe.
final class Pages<T> implements Iterator<T> {
    private final Server server;
    private final String path;
    private final Class<? extends Page<T>> type;
    private Iterator<T> items = Collections.emptyIterator();
    private @Nullable String next = "";

    /// @param path with a query
    Pages(Server server, String path, Class<? extends Page<T>> type) {
        this.server = server;
        this.path = path;
        this.type = type;
    }

    interface Page<T> {
        List<T> items();

        /// The cursor of the next page; null at the end.
        @Nullable String next();
    }

    record Jobs(List<Job> jobs, @Nullable String next) implements Page<Job> {
        @Override
        public List<Job> items() {
            return jobs;
        }
    }

    record Batches(List<Batch.Brief> batches, @Nullable String next) implements Page<Batch.Brief> {
        @Override
        public List<Batch.Brief> items() {
            return batches;
        }
    }

    record Deliveries(
            List<Webhook.Delivery> deliveries, @Nullable String next) implements Page<Webhook.Delivery> {
        @Override
        public List<Webhook.Delivery> items() {
            return deliveries;
        }
    }

    record Uploads(List<HeldUpload> uploads, @Nullable String next) implements Page<HeldUpload> {
        @Override
        public List<HeldUpload> items() {
            return uploads;
        }
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && next != null) {
            var cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            var page = server.call("GET", path + cursor).repeatable().send(type);
            items = page.items().iterator();
            next = page.next();
        }
        return items.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }
}
