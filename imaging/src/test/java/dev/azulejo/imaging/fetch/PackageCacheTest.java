package dev.azulejo.imaging.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.fetch.PinnedPackage.Client;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCacheTest {
    private static final byte[] LIBRARY = "not really a library".repeat(100).getBytes(StandardCharsets.UTF_8);

    private static final String LIBRARY_SHA256 = sha256(LIBRARY);

    @TempDir
    Path folder;

    private final AtomicInteger fetches = new AtomicInteger();

    private PackageCache cache(byte[] packageFile) {
        return new PackageCache(folder, (workFolder, command) -> {
            fetches.incrementAndGet();
            Files.write(workFolder.resolve("package-file"), packageFile);
            return 0;
        });
    }

    private static byte[] tgz() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new GZIPOutputStream(bytes)) {
            tarEntry(tar, "package/README.md", new byte[700]);
            tarEntry(tar, "package/lib/libvips.so", LIBRARY);
            tarEntry(tar, "package/package.json", new byte[1]);
            tar.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static void tarEntry(GZIPOutputStream tar, String name, byte[] content) throws IOException {
        var header = new byte[512];
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, header, 0, name.length());
        var size = "%011o ".formatted(content.length);
        System.arraycopy(size.getBytes(StandardCharsets.US_ASCII), 0, header, 124, size.length());
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }

    private static byte[] wheel() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zipEntry(zip, "other/libvips.so", new byte[1]);
            zipEntry(zip, "libs/libvips-e42.so.42", LIBRARY);
        }
        return bytes.toByteArray();
    }

    private static void zipEntry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0); // else two wheels made across a tick of the clock differ
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static PinnedPackage npm(byte[] packageFile) throws Exception {
        var digest = MessageDigest.getInstance("SHA-512").digest(packageFile);
        var checksum = "sha512-" + Base64.getEncoder().encodeToString(digest);
        return new PinnedPackage(Client.NPM, "any", "@img/some@1", checksum, "package/lib/libvips.so", LIBRARY_SHA256);
    }

    private static PinnedPackage pip(byte[] packageFile) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(packageFile);
        var checksum = "sha256:" + HexFormat.of().formatHex(digest);
        return new PinnedPackage(Client.PIP, "any", "some==1", checksum, "libs/libvips-*.so.42", LIBRARY_SHA256);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Path> filesLeft() {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void unpacksTheLibraryOnceAndKeepsNothingElse() throws Exception {
        var cache = cache(tgz());
        var library = cache.library(npm(tgz()));
        assertThat(library).hasBinaryContent(LIBRARY);
        assertThat(cache.library(npm(tgz()))).isEqualTo(library);
        assertThat(fetches).hasValue(1);
        assertThat(filesLeft()).containsExactly(library);
    }

    @Test
    void aLibraryThatWasChangedInTheFolderIsFetchedAnew() throws Exception {
        var cache = cache(tgz());
        var library = cache.library(npm(tgz()));
        var changed = LIBRARY.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(library, changed);
        assertThat(cache.library(npm(tgz()))).hasBinaryContent(LIBRARY);
        assertThat(fetches).hasValue(2);
        assertThat(filesLeft()).containsExactly(library);
    }

    @Test
    void aLibraryThatWasChangedInTheFolderIsNotTakenWhereNothingCanBeFetched() throws Exception {
        var pinned = npm(tgz());
        Files.write(cache(tgz()).library(pinned), new byte[LIBRARY.length]);
        assertThatIOException().isThrownBy(() -> new PackageCache(folder, (workFolder, command) -> 1).library(pinned));
    }

    @Test
    void theCopyOfAReleaseIsTakenAndNothingIsFetchedOrKept() throws Exception {
        var pinned = npm(tgz());
        var shipped = Files.createDirectories(folder.resolve("release"));
        var copy = Files.write(shipped.resolve(pinned.fileName()), LIBRARY);
        var cache = new PackageCache(folder.resolve("cache"), Optional.of(shipped), (workFolder, command) -> 1);
        assertThat(cache.library(pinned)).isEqualTo(copy);
        assertThat(folder.resolve("cache")).doesNotExist();
        Files.delete(copy);
        assertThatIOException().isThrownBy(() -> cache.library(pinned));
    }

    @Test
    void refusesAPackageWhoseLibraryIsAnother() throws Exception {
        var pinned = npm(tgz());
        var other = new PinnedPackage(
                Client.NPM, "any", pinned.requirement(), pinned.checksum(), pinned.entry(), sha256(new byte[1]));
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> cache(tgz()).library(other))
                .withMessageContaining("holds another library");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void theFolderIsClosedToEverybodyElse() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        cache(tgz()).library(npm(tgz()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void unpacksWheels() throws Exception {
        assertThat(cache(wheel()).library(pip(wheel()))).hasBinaryContent(LIBRARY);
    }

    @Test
    void refusesAPackageThatIsNotThePinnedOneAndLeavesNothingOfIt() throws Exception {
        var other = tgz();
        other[other.length - 1] ^= 1;
        for (var pinned : List.of(npm(tgz()), pip(wheel()))) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> cache(other).library(pinned))
                    .withMessageContaining(pinned.requirement())
                    .withMessageContaining(pinned.checksum());
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesAPackageWithoutTheLibrary() throws Exception {
        var pinned = npm(tgz());
        var elsewhere = new PinnedPackage(
                Client.NPM, "any", pinned.requirement(), pinned.checksum(), "package/lib/other.so", LIBRARY_SHA256);
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> cache(tgz()).library(elsewhere))
                .withMessage("package @img/some@1 holds no package/lib/other.so");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void tellsWhenTheClientFailsOrBringsNothing() throws Exception {
        var pinned = npm(tgz());
        assertThatIOException()
                .isThrownBy(() -> new PackageCache(folder, (workFolder, command) -> 1).library(pinned))
                .withMessage("`npm pack --silent --ignore-scripts --fetch-retry-mintimeout=500 @img/some@1` ended with"
                        + " status 1");
        assertThatIOException()
                .isThrownBy(() -> new PackageCache(folder, (workFolder, command) -> 0).library(pinned))
                .withMessageContaining("left no file");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void twoProcessesMayFetchAtOnce() throws Exception {
        var bothFetch = new CountDownLatch(2);
        byte[] packageFile = tgz();
        var pinned = npm(packageFile);
        try (var executor = Executors.newFixedThreadPool(2)) {
            var libraries = Stream.generate(() ->
                            executor.submit(() -> new PackageCache(folder, (workFolder, command) -> {
                                        bothFetch.countDown();
                                        await(bothFetch);
                                        Files.write(workFolder.resolve("package-file"), packageFile);
                                        return 0;
                                    })
                                    .library(pinned)))
                    .limit(2)
                    .toList();
            for (var library : libraries) {
                assertThat(library.get()).hasBinaryContent(LIBRARY);
            }
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        }
        assertThat(filesLeft()).hasSize(1);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
