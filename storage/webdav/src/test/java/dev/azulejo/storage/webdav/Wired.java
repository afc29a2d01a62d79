package dev.azulejo.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What tests of servers do again and again.
final class Wired {
    static final Map<String, String> METADATA = Map.of("job", "1");

    private Wired() {}

    static boolean write(Storage storage, String key, String text, Precondition precondition) {
        return storage.write(key, text.getBytes(StandardCharsets.UTF_8), METADATA, precondition);
    }

    static void put(Storage storage, String key, String text) {
        assertThat(write(storage, key, text, Precondition.NONE)).isTrue();
    }

    static String text(Storage storage, String key) {
        return new String(storage.readAll(key), StandardCharsets.UTF_8);
    }

    static List<String> keys(Storage storage) {
        try (var stats = storage.list("")) {
            return stats.map(ObjectStat::key).toList();
        }
    }

    static Precondition seen(Storage storage, String key) {
        return new Precondition.Matches(storage.stat(key).orElseThrow().etag());
    }

    static Predicate<WireRequest> is(String method) {
        return request -> request.method().equals(method);
    }

    /// Answers some requests itself.
    static WireService before(DavFake fake, Function<WireRequest, Optional<WireAnswer>> answers) {
        return new WireService() {
            @Override
            public WireAnswer answer(WireRequest request) {
                return answers.apply(request).orElseGet(() -> fake.answer(request));
            }

            @Override
            public void expire(String token) {
                fake.expire(token);
            }

            @Override
            public void forgetUpload(WireRequest request) {
                fake.forgetUpload(request);
            }
        };
    }
}
