package dev.azulejo.integration.page;

import dev.azulejo.integration.page.Nginx.Words;
import dev.azulejo.server.Served;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `azulejo serve --public-url` behind nginx with TLS: a page of another server does a whole job in a real browser, and
/// hears of its progress as it happens.
class BehindNginxIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aPageOfAnotherServerDoesAWholeJob(Words words) throws IOException {
        OtherOriginIT.onAnotherPage((page, origin) -> {
            try (var nginx = new Nginx(folder.resolve("nginx"));
                    var served = Served.on(
                            folder.resolve("data"),
                            "--public-url",
                            nginx.address().toString(),
                            "--allow-origin",
                            origin)) {
                nginx.start(words, served.address());
                OtherOriginIT.assertDoesAWholeJob(page, nginx.address(), served.key());
            }
        });
    }
}
