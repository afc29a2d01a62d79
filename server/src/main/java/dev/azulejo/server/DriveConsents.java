package dev.azulejo.server;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.connect.Connection;
import dev.azulejo.storage.drives.connect.Connections;
import dev.azulejo.storage.drives.connect.Consent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Owners of drives who were sent to a service to agree, and have not come back yet. Thread-safe.
final class DriveConsents {
    private static final Logger LOG = Logger.getLogger(DriveConsents.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST = 20;

    private final Clock clock;
    private final Deque<Pending> pending = new ArrayDeque<>(); // guarded by this

    /// @param name under which the connection will be kept
    private record Pending(Instant until, String name, Connection app, Consent consent, Secrets secrets) {}

    DriveConsents(Clock clock) {
        this.clock = clock;
    }

    /// @param app the connection to be, without tokens
    /// @param callback to which the browser comes back
    /// @return the page of the service that the owner opens
    String begin(DriveProvider provider, String name, Connection app, URI callback, Secrets secrets) {
        var consent = new Consent(provider.title(), provider.oauth(app.addresses()), app, callback);
        synchronized (this) {
            pending.removeIf(question -> question.until.isBefore(clock.instant()));
            if (pending.size() == MOST) {
                pending.removeFirst();
            }
            pending.add(new Pending(clock.instant().plus(PATIENCE), name, app, consent, secrets));
        }
        return consent.page();
    }

    /// Takes what the browser has brought back.
    ///
    /// @param query of the address that it was sent to
    /// @return whether the drive is connected now
    boolean end(String query) {
        var answered = taken(query);
        if (answered.isEmpty()) {
            return false;
        }
        var question = answered.get();
        try (var http = DriveProvider.http(question.app)) {
            new Connections(question.secrets).keep(question.name, question.consent.granted(query, http, clock));
            return true;
        } catch (StorageFailure e) {
            LOG.warnf("%s was not connected: %s", question.name, e.getMessage());
            return false;
        }
    }

    /// Takes the question that a query answers; each question is answered once.
    private synchronized Optional<Pending> taken(String query) {
        var answered = pending.stream()
                .filter(question -> question.consent.isAnsweredBy(query) && question.until.isAfter(clock.instant()))
                .findFirst();
        answered.ifPresent(pending::remove);
        return answered;
    }
}
