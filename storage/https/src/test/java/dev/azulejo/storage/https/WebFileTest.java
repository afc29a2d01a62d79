package dev.azulejo.storage.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of servers that do not do what they should.
class WebFileTest {
    private static final byte[] PHOTO = random(1, 300_000);
    private static final byte[] OTHER = random(2, 300_000);
    private static final WebLimits LIMITS = new WebLimits(1_000_000, Duration.ofMinutes(3), 4, Duration.ofMillis(1));

    @AutoClose
    private final GuardedHttp http = Clients.local(Clients.PATIENT);

    private final AtomicInteger asked = new AtomicInteger();

    /// What a server does when it is asked for the n-th time, from 0.
    private interface Turn {
        void take(int number, String head, Socket socket) throws IOException, InterruptedException;
    }

    private RawServer server(Turn turn) {
        return new RawServer((head, socket) -> turn.take(asked.getAndIncrement(), head, socket));
    }

    private WebFile file(RawServer server) {
        return file(server, LIMITS);
    }

    private WebFile file(RawServer server, WebLimits limits) {
        try {
            return new WebFile(http, WebAddress.parse(server.url("127.0.0.1") + "?signature=secret"), limits);
        } catch (RefusedAddress e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of it, as somebody reads it who has looked at it before.
    private byte[] fetched(WebFile file) {
        var version = file.look().version();
        asked.set(0);
        try (var in = file.read(version)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, byte[] file, int from, int to, String... fields) throws IOException {
        RawServer.answer(socket, fields);
        RawServer.answer(socket, "", "", "");
        socket.getOutputStream().write(file, from, to - from);
    }

    private static byte[] random(long seed, int count) {
        var bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static int start(String head) {
        int at = head.indexOf("Range: bytes=") + "Range: bytes=".length();
        return Integer.parseInt(head.substring(at, head.indexOf('-', at)));
    }

    @Test
    void aReadThatBreaksOffGoesOnWhereItWas() {
        try (var server = server((number, head, socket) -> {
            if (head.contains("If-Range: \"one\"")) {
                int first = start(head);
                int end = number < 2 ? first + 50_000 : PHOTO.length;
                send(
                        socket,
                        PHOTO,
                        first,
                        end,
                        "HTTP/1.1 206 Partial Content",
                        "ETag: \"one\"",
                        "Content-Range: bytes %d-%d/%d".formatted(first, PHOTO.length - 1, PHOTO.length),
                        "Content-Length: " + (PHOTO.length - first));
            } else {
                send(socket, PHOTO, 0, 100_000, "HTTP/1.1 200 OK", "ETag: \"one\"", "Content-Length: " + PHOTO.length);
            }
        })) {
            assertThat(fetched(file(server))).isEqualTo(PHOTO);
            assertThat(server.heads().getLast()).contains("Range: bytes=150000-");
        }
    }

    /// Without a strong ETag nobody can say that the rest belongs to the start, so all of it is read again.
    @ParameterizedTest
    @ValueSource(strings = {"X: none", "ETag: W/\"one\"", "Last-Modified: Fri, 27 Nov 2026 12:00:00 GMT"})
    void aServerThatSaysLittleIsReadAgainFromTheStart(String field) {
        try (var server = server((number, head, socket) -> send(
                socket,
                PHOTO,
                0,
                number == 0 ? 200_000 : PHOTO.length,
                "HTTP/1.1 200 OK",
                field,
                "Content-Length: " + PHOTO.length))) {
            assertThat(fetched(file(server))).isEqualTo(PHOTO);
            assertThat(server.heads().getLast()).doesNotContain("bytes=2");
        }
    }

    /// It breaks off, and then there is another file of the same length.
    @ParameterizedTest
    @CsvSource({"ETag: \"one\", ETag: \"two\"", "X: 1, X: 1", "ETag: W/\"one\", ETag: W/\"one\"", "ETag: \"one\", X: 1"
    })
    void aFileThatChangesMeanwhileIsNeverMixed(String before, String after) {
        var mixed = PHOTO.clone(); // equal where a look sees it
        System.arraycopy(OTHER, 0, mixed, 100_000, 200_000);
        try (var server = server((number, head, socket) -> send(
                socket,
                number == 0 ? PHOTO : mixed,
                0,
                number == 0 ? 200_000 : PHOTO.length,
                "HTTP/1.1 200 OK",
                number == 0 ? before : after,
                "Content-Length: " + PHOTO.length))) {
            var file = file(server);
            var version = file.look().version();
            asked.set(0);
            assertThatExceptionOfType(NoSuchObject.class)
                    .isThrownBy(() -> file.read(version).readAllBytes())
                    .withMessageContaining("has changed");
        }
    }

    @Test
    void aRangeOfAnotherFileIsNotTaken() {
        try (var server = server((number, head, socket) -> {
            if (head.contains("If-Range")) {
                send(
                        socket,
                        OTHER,
                        start(head),
                        OTHER.length,
                        "HTTP/1.1 206 Partial Content",
                        "ETag: \"two\"",
                        "Content-Range: bytes %d-%d/%d".formatted(start(head), OTHER.length - 1, OTHER.length));
            } else {
                send(socket, PHOTO, 0, 200_000, "HTTP/1.1 200 OK", "ETag: \"one\"", "Content-Length: " + PHOTO.length);
            }
        })) {
            assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> fetched(file(server)));
        }
    }

    @Test
    void anotherRangeThanWasAskedForIsNotTaken() {
        try (var server = server((number, head, socket) -> {
            if (head.contains("If-Range")) {
                send(
                        socket,
                        PHOTO,
                        0,
                        100_000, // as many as are missing, but others
                        "HTTP/1.1 206 Partial Content",
                        "ETag: \"one\"",
                        "Content-Range: bytes 0-99999/300000");
            } else {
                send(socket, PHOTO, 0, 200_000, "HTTP/1.1 200 OK", "ETag: \"one\"", "Content-Length: " + PHOTO.length);
            }
        })) {
            assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> fetched(file(server)));
        }
    }

    @Test
    void anEtagWithoutRangesIsReadAgainFromTheStart() {
        try (var server = server((number, head, socket) -> send(
                socket,
                PHOTO,
                0,
                number == 0 ? 200_000 : PHOTO.length,
                "HTTP/1.1 200 OK",
                "ETag: \"one\"",
                "Content-Length: " + PHOTO.length))) {
            assertThat(fetched(file(server))).isEqualTo(PHOTO);
        }
    }

    @Test
    void aFileOfUnknownLengthIsReadToItsEnd() {
        try (var server = server((number, head, socket) -> send(socket, PHOTO, 0, PHOTO.length, "HTTP/1.1 200 OK"))) {
            var file = file(server);
            assertThat(file.look().bytes()).isEmpty();
            assertThat(file.size(file.look())).isEqualTo(PHOTO.length);
            assertThat(fetched(file)).isEqualTo(PHOTO);
        }
    }

    @Test
    void fewerBytesThanWereSaidAreAFailure() {
        try (var server = server((number, head, socket) ->
                send(socket, PHOTO, 0, PHOTO.length, "HTTP/1.1 200 OK", "Content-Length: " + (PHOTO.length + 1)))) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> fetched(file(server)))
                    .withMessageContaining("broke off")
                    .withMessageContaining("after 4 of 4 attempts");
        }
    }

    @Test
    void aFileThatIsTooLargeIsLeft() {
        for (var field : new String[] {"Content-Length: 300000", "X: 1"}) {
            try (var server =
                    server((number, head, socket) -> send(socket, PHOTO, 0, PHOTO.length, "HTTP/1.1 200 OK", field))) {
                var limits = new WebLimits(200_000, Duration.ofMinutes(3), 4, Duration.ofMillis(1));
                assertThatExceptionOfType(StorageDenied.class)
                        .isThrownBy(() -> fetched(file(server, limits)))
                        .withMessageContaining("more than 200000 bytes");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, dev.azulejo.storage.StorageDenied, 1",
        "403, dev.azulejo.storage.StorageDenied, 1",
        "404, dev.azulejo.storage.NoSuchObject, 1",
        "410, dev.azulejo.storage.NoSuchObject, 1",
        "418, dev.azulejo.storage.StorageDenied, 1",
        "204, dev.azulejo.storage.StorageDenied, 1",
        "304, dev.azulejo.storage.StorageDenied, 1",
        "408, dev.azulejo.storage.StorageUnavailable, 4",
        "429, dev.azulejo.storage.StorageUnavailable, 4",
        "500, dev.azulejo.storage.StorageUnavailable, 4",
        "503, dev.azulejo.storage.StorageUnavailable, 4"
    })
    void whatIsNoFileSaysWhatToDo(int status, Class<? extends StorageFailure> failure, int attempts) {
        try (var server = server((number, head, socket) ->
                RawServer.answer(socket, "HTTP/1.1 %d So".formatted(status), "Content-Length: 0", "", ""))) {
            assertThatExceptionOfType(failure)
                    .isThrownBy(() -> file(server).look())
                    .withMessageContaining(String.valueOf(status))
                    .withMessageNotContaining("secret");
            assertThat(asked).hasValue(attempts);
        }
    }

    @Test
    void whoIsBusyIsAskedAgain() {
        try (var server = server((number, head, socket) -> {
            if (number < 2) {
                RawServer.answer(socket, "HTTP/1.1 503 Busy", "Retry-After: 0", "Content-Length: 0", "", "");
            } else {
                send(socket, PHOTO, 0, PHOTO.length, "HTTP/1.1 200 OK", "Content-Length: " + PHOTO.length);
            }
        })) {
            assertThat(fetched(file(server))).isEqualTo(PHOTO);
        }
    }

    @Test
    void whoWantsNotToBeAskedForLongIsNotWaitedFor() {
        try (var server = server((number, head, socket) ->
                RawServer.answer(socket, "HTTP/1.1 429 Slow down", "Retry-After: 3600", "Content-Length: 0", "", ""))) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> file(server).look());
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void compressedBytesAreNotTakenForTheFile() {
        try (var server = server((number, head, socket) -> RawServer.answer(
                socket, "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Content-Length: 2", "", "\u001f\u008b"))) {
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(() -> file(server).look())
                    .withMessageContaining("compressed");
            assertThat(server.heads().getFirst()).contains("Accept-Encoding: identity");
        }
    }

    @Test
    void aPageIsReadAsItIs() {
        var page = "<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
        try (var server = server((number, head, socket) ->
                send(socket, page, 0, page.length, "HTTP/1.1 200 OK", "Content-Type: image/png"))) {
            assertThat(file(server).look().head()).isEqualTo(page);
            assertThat(fetched(file(server))).isEqualTo(page);
        }
    }

    @Test
    void anEmptyFileIsOne() {
        try (var server = server((number, head, socket) -> {
            if (head.contains("Range")) {
                RawServer.answer(
                        socket,
                        "HTTP/1.1 416 No",
                        "Content-Range: bytes */0",
                        "ETag: \"e\"",
                        "Content-Length: 0",
                        "",
                        "");
            } else {
                RawServer.answer(socket, "HTTP/1.1 200 OK", "ETag: \"e\"", "Content-Length: 0", "", "");
            }
        })) {
            assertThat(file(server).look().bytes()).hasValue(0);
            assertThat(fetched(file(server))).isEmpty();
        }
    }

    @Test
    void oneByteAtATimeEndsAfterAWhile() {
        try (var server = server((number, head, socket) -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK", "Content-Length: 100000", "", "");
            while (true) {
                socket.getOutputStream().write('x');
                TimeUnit.MILLISECONDS.sleep(10);
            }
        })) {
            var limits = new WebLimits(1_000_000, Duration.ofMillis(500), 1000, Duration.ofMillis(1));
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> file(server, limits).look())
                    .withMessageContaining("took longer than");
        }
    }

    @Test
    void silenceEndsToo() {
        var patience = new Patience(Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofMinutes(3));
        try (var server = server((number, head, socket) -> new CountDownLatch(1).await());
                var impatient = Clients.local(patience)) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> new WebFile(impatient, WebAddress.parse(server.url("127.0.0.1")), LIMITS).look())
                    .withMessageContaining("sent nothing");
            assertThat(asked).hasValue(4);
        }
    }

    @Test
    void aResetIsABreak() {
        try (var server = server((number, head, socket) -> {
            int end = number == 0 ? 150_000 : PHOTO.length;
            send(socket, PHOTO, 0, end, "HTTP/1.1 200 OK", "ETag: \"one\"", "Content-Length: " + PHOTO.length);
            if (number == 0) {
                socket.setSoLinger(true, 0);
            }
        })) {
            assertThat(fetched(file(server))).isEqualTo(PHOTO);
        }
    }

    @Test
    void aRefusedAddressIsDeniedWithoutItsQuery() throws IOException {
        var inside = WebAddress.parse("https://10.0.0.1/a.jpg?signature=secret");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> new WebFile(http, inside, LIMITS).look())
                .withMessageContaining("public internet")
                .withMessageNotContaining("secret");
    }
}
