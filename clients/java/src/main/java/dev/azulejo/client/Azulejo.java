package dev.azulejo.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A server of Azulejo, and a key for it.
///
/// ```java
/// var azulejo = Azulejo.at(URI.create("http://127.0.0.1:8787"), key); azulejo.enhance(Path.of("photo.jpg"),
/// Map.of("recipe", "auto", "format", "webp"), Path.of("photo.webp"));
/// ```
///
/// Each method blocks until it is done. A refusal by the server is a [ProblemException]; a connection that
/// stays broken is an [UncheckedIOException]. If that may help, requests are sent again first, see
/// [Patience]. Thread-safe.
public final class Azulejo {
    private static final String JOBS = "/v1/jobs";
    private static final String UPLOADS = "/v1/uploads";

    /// The status by which S3 refuses a second write.
    private static final int PRECONDITION_FAILED = 412;

    /// The type of problem by which `azulejo serve` refuses a second write.
    private static final String THERE_ALREADY = "/v1/problems/not-possible-now";

    private final Server server;

    private Azulejo(Server server) {
        this.server = server;
    }

    /// Makes a client for a server.
    /// @param server its address, as `azulejo serve` prints it, without the part after `#`
    /// @param key the part after `#key=`
    public static Azulejo at(URI server, String key) {
        return new Azulejo(new Server(server, key, Patience.USUAL));
    }

    /// Returns a client for the same server, with another patience.
    public Azulejo with(Patience patience) {
        return new Azulejo(server.with(patience));
    }

    /// Batches: many jobs at once.
    public Batches batches() {
        return new Batches(server);
    }

    /// Webhooks, which receive events about the ends of jobs.
    public Webhooks webhooks() {
        return new Webhooks(server);
    }

    /// The recipes, models, options and limits.
    public Catalog catalog() {
        return new Catalog(server);
    }

    /// The data of tenants; for the owner of a server alone.
    public Tenants tenants() {
        return new Tenants(server);
    }

    /// Calls an operation that has no method of its own here, such as `/v1/enhance`.
    ///
    /// @param path with the query
    /// @param body value to be written as JSON; null for none
    /// @return the JSON of the answer
    @SuppressWarnings("unchecked")
    public Map<String, Object> call(String method, String path, @Nullable Object body) {
        var call = server.call(method, path);
        return (body == null ? call : call.json(body)).send(Map.class);
    }

    /// Uploads a file, has it enhanced, waits for the end and saves the result. Further results that `also`
    /// asks for can be saved with [#download].
    ///
    /// @param options see `/v1/options`; without a recipe it is `auto`
    /// @param to file of the result; an existing one is replaced, as a whole or not at all
    /// @return the job, which has succeeded
    /// @throws NoResultException if it has ended otherwise
    public Job enhance(Path from, Map<String, ?> options, Path to) {
        var order = Order.ofUpload(upload(from).id(), options);
        var job = await(submit(order).id());
        download(job.result(), to);
        return job;
    }

    /// Announces a file and sends its bytes, read from the disk as they are sent.
    public Upload upload(Path file) {
        try {
            var name = file.toAbsolutePath().normalize().getFileName();
            if (name == null) {
                throw new IOException("%s is not a file".formatted(file));
            }
            // Not idempotent, but sent again all the same: an announcement whose answer was lost does no harm.
            var upload = server.call("POST", UPLOADS)
                    .json(Map.of("name", name.toString(), "bytes", Files.size(file)))
                    .repeatable()
                    .send(Upload.class);
            long offset = 0;
            for (var part : upload.parts()) {
                var call = server.link("PUT", part.url()).bytes(new FileRange(file, offset, part.bytes()));
                part.headers().forEach(call::header);
                putOnce(call);
                offset += part.bytes();
            }
            return upload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends bytes that are accepted once: if they are sent again after a lost answer, the refusal means
    /// that they are there.
    private static void putOnce(Call call) {
        try {
            call.repeatable().send();
        } catch (ProblemException e) {
            if (e.status() != PRECONDITION_FAILED && !THERE_ALREADY.equals(e.type())) {
                throw e;
            }
        }
    }

    /// Lists all held uploads, the newest first; pages are requested as they are read.
    public Iterable<HeldUpload> uploads() {
        return () -> new Pages<>(server, UPLOADS + "?limit=100", Pages.Uploads.class);
    }

    /// Shows an upload: whether its bytes are there, the jobs that need it and when it expires.
    public HeldUpload upload(String id) {
        return server.call("GET", Server.path(UPLOADS, id)).repeatable().send(HeldUpload.class);
    }

    /// Removes an upload that no job needs.
    public void deleteUpload(String id) {
        server.call("DELETE", Server.path(UPLOADS, id)).repeatable().send();
    }

    /// Asks for the forecast of a job, without starting it.
    public Quote quote(Order order) {
        return server.call("POST", "/v1/quotes").json(order).repeatable().send(Quote.class);
    }

    /// Starts a job. The request has an Idempotency-Key of its own, so it can be sent again if its answer
    /// is lost.
    public Job submit(Order order) {
        return submit(order, UUID.randomUUID().toString());
    }

    /// Starts a job, or finds the one that the same request has started.
    ///
    /// @param idempotencyKey the request's name, remembered for a day
    public Job submit(Order order, String idempotencyKey) {
        return server.call("POST", JOBS)
                .header("Idempotency-Key", idempotencyKey)
                .json(order)
                .repeatable()
                .send(Job.class);
    }

    public Job job(String id) {
        return server.call("GET", path(id)).repeatable().send(Job.class);
    }

    /// Returns the pyramids that a viewer shows of a succeeded job; made at the first request, which takes
    /// a while.
    public Preview preview(String id) {
        return server.call("GET", path(id) + "/preview").repeatable().send(Preview.class);
    }

    /// Waits until a job has ended, however it ends.
    public Job await(String id) {
        return await(id, job -> {});
    }

    /// @param listener receives the job as it is now and after each change, the end included, in this
    ///     thread
    public Job await(String id, Consumer<Job> listener) {
        return new JobEvents(server, path(id) + "/events").toTheEnd(listener);
    }

    /// Saves a result.
    ///
    /// @param to file of the result; an existing one is replaced, as a whole or not at all
    public void download(Job.Result result, Path to) {
        try {
            var target = to.toAbsolutePath();
            var part = target.resolveSibling(".%s-%s.part".formatted(target.getFileName(), UUID.randomUUID()));
            try {
                server.link("GET", result.url()).repeatable().save(part, result.bytes());
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String id) {
        return Server.path(JOBS, id);
    }

    /// The jobs, the newest first; pages are requested as they are read.
    public Iterable<Job> jobs() {
        return () -> new Pages<>(server, JOBS + "?limit=100", Pages.Jobs.class);
    }

    public Iterable<Job> jobs(Job.Status status) {
        return () -> new Pages<>(server, JOBS + "?limit=100&status=" + status.text(), Pages.Jobs.class);
    }

    public Job cancel(String id) {
        return post(path(id) + "/cancel");
    }

    /// Tries a job again that has no result, from as far as it got.
    public Job redrive(String id) {
        return post(path(id) + "/redrive");
    }

    /// Sends a request that must not be repeated: if the answer is lost, it may have been carried out, and
    /// doing it twice is refused.
    private Job post(String path) {
        return server.call("POST", path).send(Job.class);
    }

    /// Removes a job's results and pixels, and its upload if no other job is made from it.
    public void delete(String id) {
        server.call("DELETE", path(id)).repeatable().send();
    }
}
