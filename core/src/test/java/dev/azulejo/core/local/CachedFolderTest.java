package dev.azulejo.core.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CachedFolderTest {
    @TempDir
    Path cache;

    /// As where a program is built for minutes and packages are fetched by another test.
    @Test
    void aFolderDoesNotWaitForOneOfAnotherName() {
        var quickIsMade = new CountDownLatch(1);
        var slowHasBegun = new CountDownLatch(1);
        var slow = CompletableFuture.supplyAsync(() -> new CachedFolder(cache, "slow", "1").made(work -> {
            slowHasBegun.countDown();
            return filled(work, await(quickIsMade) ? "in time" : "too late");
        }));
        assertThat(await(slowHasBegun)).isTrue();
        new CachedFolder(cache, "quick", "1").made(work -> filled(work, "quick"));
        quickIsMade.countDown();
        assertThat(slow.join().resolve("in time")).exists();
    }

    @Test
    void twoThatWantTheSameGetWhatOneMade() {
        var made = new AtomicInteger();
        var bothAreThere = new CountDownLatch(2);
        var wish = new CachedFolder(cache, "same", "1");
        var first = CompletableFuture.supplyAsync(() -> wanted(wish, bothAreThere, made), Thread::startVirtualThread);
        var second = CompletableFuture.supplyAsync(() -> wanted(wish, bothAreThere, made), Thread::startVirtualThread);
        assertThat(first.join()).isEqualTo(second.join()).isDirectory();
        assertThat(made).hasValue(1);
    }

    private static Path wanted(CachedFolder wish, CountDownLatch bothAreThere, AtomicInteger made) {
        bothAreThere.countDown();
        assertThat(await(bothAreThere)).isTrue();
        return wish.made(work -> {
            made.incrementAndGet();
            return filled(work, "made");
        });
    }

    private static Path filled(Path work, String file) throws IOException {
        var result = Files.createDirectory(work.resolve("result"));
        Files.createFile(result.resolve(file));
        return result;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAKilledFetchLeftGoesWithTheNextAndOneUnderWayStays() throws IOException {
        var left = Files.createDirectory(cache.resolve("fetch-1"));
        Files.writeString(left.resolve("half.whl"), "half of it");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        var underWay = Files.createDirectory(cache.resolve("fetch-2"));
        var mine = CachedFolder.toFetchInto(cache);
        assertThat(mine).isEmptyDirectory();
        assertThat(cache).isDirectoryNotContaining(left::equals).isDirectoryContaining(underWay::equals);
    }
}
