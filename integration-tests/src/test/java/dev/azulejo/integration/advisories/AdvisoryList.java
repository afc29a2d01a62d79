package dev.azulejo.integration.advisories;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/// All advisories of libraries for Java that OSV knows: one zip of a file each, kept in the user's cache and fetched
/// anew when it is a day old. Offline the last one does.
///
/// @param from when it was fetched
record AdvisoryList(List<Advisory> advisories, Instant from) {
    private static final URI ALL = URI.create("https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip");
    private static final Duration FRESH = Duration.ofDays(1);

    /// The one that `AZULEJO_ADVISORIES` names, else that of the cache; empty when there is none and none can be had.
    static Optional<AdvisoryList> ofThisMachine() throws IOException {
        var named = System.getenv("AZULEJO_ADVISORIES");
        var file = named != null ? Path.of(named) : cached();
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Path cached() throws IOException {
        var folder = PrivateFolder.made(Checkout.USER_CACHE.resolve("advisories"));
        var file = folder.resolve("maven.zip");
        if (!Files.exists(file)
                || Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(FRESH))) {
            var part = Files.createTempFile(folder, "maven", ".part");
            try {
                if (isFetched(part)) {
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return file;
    }

    private static boolean isFetched(Path file) {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            var request =
                    HttpRequest.newBuilder(ALL).timeout(Duration.ofMinutes(5)).build();
            return client.send(request, BodyHandlers.ofFile(file)).statusCode() == 200;
        } catch (IOException offline) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static AdvisoryList read(Path zip) throws IOException {
        var json = new JsonMapper();
        var advisories = new ArrayList<Advisory>();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    var advisory = json.readTree(in.readAllBytes());
                    if (!advisory.has("withdrawn")) {
                        advisories.add(Advisory.parse(advisory));
                    }
                }
            }
        }
        return new AdvisoryList(advisories, Files.getLastModifiedTime(zip).toInstant());
    }

    /// In words, those that have a hole.
    List<String> findings(List<Library> libraries) {
        return libraries.stream()
                .flatMap(library -> advisories.stream()
                        .filter(advisory -> advisory.concerns(library))
                        .map(advisory -> "%s: %s (%s)".formatted(advisory.id(), advisory.summary(), library)))
                .distinct()
                .sorted()
                .toList();
    }
}
