package dev.azulejo.integration.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/// What a client sends, signed and framed as it goes out, in the order in which it is sent.
final class SentRequests implements ExecutionInterceptor {
    private static final int MAX_TRAILER_BYTES = 512;

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /// @param body with the frames around signed chunks, and the trailer behind them
    record Sent(SdkRequest request, SdkHttpRequest http, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// Those of its headers and trailers that are of S3's own, but for what each signed request has.
        Map<String, String> s3Headers() {
            var found = new TreeMap<String, String>();
            http.forEachHeader((name, values) -> found.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            found.keySet().removeIf(name -> !name.matches("if-.*|x-amz-.*"));
            found.keySet().removeIf(name -> name.matches("x-amz-(date|content-sha256|meta-.*)"));
            var trailer = found.get("x-amz-trailer");
            if (trailer != null) {
                found.put(trailer, trailer(trailer));
            }
            return found;
        }

        private String trailer(String name) {
            int start = Math.max(0, body.length - MAX_TRAILER_BYTES);
            return new String(body, start, body.length - start, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 1);
        }
    }

    List<Sent> of(Class<? extends SdkRequest> kind) {
        return sent.stream().filter(one -> kind.isInstance(one.request())).toList();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        sent.add(new Sent(context.request(), context.httpRequest(), body((SdkHttpFullRequest) context.httpRequest())));
    }

    private static byte[] body(SdkHttpFullRequest request) {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (var bytes = request.contentStreamProvider().get().newStream()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
