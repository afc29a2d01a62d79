package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.intake.DroppedFile;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.VersionedStorage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From what appears in the inbox to a request, with all that may lie around it.
class DropIntakeTest {
    private static final String KEY = "anime-x2/a/b.raw";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};

    private final Disks disks = Cloud.buckets();

    @AutoClose
    private final Cloud cloud = new Cloud(disks);

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void aPhotographAloneTakesItsRecipeFromItsFolderAndItsFormatFromItsBytes() {
        var request = cloud.takeIn(Cloud.put(disks, "anime-x2/a/b.jpeg", JPEG));
        assertThat(request.recipe()).isEqualTo("anime-x2");
        assertThat(request.chain().scale()).isEqualTo(2);
        assertThat(request.chain().steps()).hasSize(1);
        assertThat(request.main().encoding().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(request.main().encoding().quality()).isEqualTo(92);
        assertThat(request.destination()).isEqualTo(new StorageUri(Cloud.OUTBOX, "anime-x2/a/b.jpeg"));
        assertThat(request.source().version()).isEqualTo(disks.inbox().version("anime-x2/a/b.jpeg"));
        assertThat(request.source().bytes()).isEqualTo(JPEG.length);
        assertThat(request.problems()).isNull();
        assertThat(cloud.laptop.objects.request(request.job())).isEqualTo(request);
    }

    @Test
    void optionsCountFromTheFolderOverDefaultsAndSidecarToMetadata() {
        Cloud.put(disks, "holiday/azulejo.json", "{\"recipe\": \"anime-x2\", \"quality\": 10, \"format\": \"png\"}");
        Cloud.put(disks, "holiday/a/azulejo.json", "{\"quality\": 20, \"scale\": 2}");
        Cloud.put(disks, "holiday/a/b.jpg.azulejo.json", "{\"quality\": 30, \"format\": \"jpeg\"}");
        assertThat(cloud.takeIn(Cloud.put(disks, "holiday/c.jpg", JPEG)))
                .returns("anime-x2", JobRequest::recipe)
                .returns(10, its -> its.main().encoding().quality());
        assertThat(cloud.takeIn(Cloud.put(disks, "holiday/a/c.jpg", JPEG)))
                .returns(20, its -> its.main().encoding().quality())
                .returns(ImageFormat.PNG, its -> its.main().encoding().format());
        assertThat(cloud.takeIn(Cloud.put(disks, "holiday/a/b.jpg", JPEG)))
                .returns(30, its -> its.main().encoding().quality())
                .returns(ImageFormat.JPEG, its -> its.main().encoding().format());
        var metadata = Map.of("azulejo-quality", "40", "owner", "ana", "azulejo-job", "x", "azulejo-source", "y");
        assertThat(cloud.takeIn(Cloud.put(disks, "holiday/a/b.jpg", JPEG, metadata)))
                .returns(40, its -> its.main().encoding().quality())
                .returns(null, JobRequest::problems);
    }

    @Test
    void theFormatIsThatOfTheVersionAskedForNotOfWhatLiesThereNow() {
        var older = Cloud.put(disks, KEY, JPEG);
        Cloud.put(disks, KEY, PNG);
        assertThat(cloud.takeIn(older).main().encoding().format()).isEqualTo(ImageFormat.JPEG);
    }

    @Test
    void theMetadataIsThatOfTheVersionAskedFor() {
        var older = Cloud.put(disks, KEY, JPEG, Map.of("azulejo-quality", "40"));
        Cloud.put(disks, KEY, JPEG, Map.of("azulejo-quality", "50"));
        assertThat(cloud.takeIn(older).main().encoding().quality()).isEqualTo(40);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndTheJobEndsRejected() {
        Cloud.put(disks, "sepia/azulejo.json", "{\"quality\": 101,");
        Cloud.put(disks, "sepia/a/azulejo.json", "{\"formt\": \"png\", \"scale\": \"two\"}");
        Cloud.put(disks, "sepia/a/b.raw.azulejo.json", "{\"quality\": 101}");
        var file = Cloud.put(disks, "sepia/a/b.raw", Sample.source(1), Map.of("azulejo-format", "gif"));
        var request = cloud.takeIn(file);
        var problems = Objects.requireNonNull(request.problems());
        assertThat(problems).hasSize(6);
        assertThat(problems.get(0)).startsWith("sepia/azulejo.json: is not JSON at line 1, column 17: ");
        assertThat(problems.subList(1, 6))
                .containsExactly(
                        "sepia/a/azulejo.json: formt is not an option (did you mean 'format'?)",
                        "sepia/a/azulejo.json: scale is 'two', not a number above 0 and up to 16",
                        "sepia/a/b.raw.azulejo.json: quality is 101, not a whole number from 1 to 100",
                        "metadata of sepia/a/b.raw: azulejo-format is 'gif', which is not written; there are "
                                + ImageFormat.names(),
                        "folder sepia: recipe is 'sepia', which does not exist; there are " + Recipes.names());
        assertThat(cloud.finish(request.job())).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_OPTION);
            assertThat(rejected.detail()).isEqualTo(String.join("; ", problems));
        });
        assertThat(disks.objectsOf(request.job()))
                .containsExactly(
                        "attempts/0/decision.json", "attempts/0/outcome.json", "attempts/0/start.json", "request.json");
    }

    @Test
    void aSidecarThatIsNoPossibleOneIsRefused() {
        Cloud.put(disks, KEY + ".azulejo.json", "{\"x\":\"" + "y".repeat(70_000) + "\"}");
        assertThat(cloud.takeIn(Cloud.put(disks, KEY, PNG)).problems())
                .containsExactly(KEY + ".azulejo.json: has more than 65,536 bytes; options are a few words");
    }

    @Test
    void aFileInNoFolderGetsAutoUnlessItsSidecarNamesAnother() {
        assertThat(cloud.takeIn(Cloud.put(disks, "a.png", PNG)))
                .returns("auto", JobRequest::recipe)
                .returns(null, JobRequest::problems);
        Cloud.put(disks, "b.png.azulejo.json", "{\"recipe\": \"anime-x2\"}");
        assertThat(cloud.takeIn(Cloud.put(disks, "b.png", PNG)))
                .returns("anime-x2", JobRequest::recipe)
                .returns(null, JobRequest::problems);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anime-x2/", "anime-x2/a.jpg.azulejo.json", "anime-x2/.x", "anime-x2//", "anime-x2/a.error.json"
            })
    void whatIsIgnoredLeavesNothingBehind(String key) {
        assertThat(cloud.intake.run(new DroppedFile(Cloud.INBOX, key, Optional.of("1"), 3)))
                .isEmpty();
        assertThat(Disks.keys(disks.work(), "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anime-x2//a.jpg", "anime-x2/../a.jpg", "anime-x2/a\\b.jpg", "anime-x2/a\n.jpg", "/a.jpg"})
    void aKeyThatNoJobCanNameIsAFailureThatNamesIt(String key) {
        assertThatThrownBy(() -> cloud.intake.run(new DroppedFile(Cloud.INBOX, key, Optional.of("1"), 3)))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("an object of test://inbox/ cannot be enhanced: ")
                .hasMessageEndingWith("; rename it");
    }

    @Test
    void anEventOfAnotherPlaceIsAFailure() {
        var elsewhere = new DroppedFile(URI.create("test://elsewhere/"), KEY, Optional.of("1"), 3);
        assertThatThrownBy(() -> cloud.intake.run(elsewhere))
                .isExactlyInstanceOf(PermanentFailure.class)
                .hasMessage("anime-x2/a/b.raw of test://elsewhere/ is not in the inbox, test://inbox/");
    }

    @Test
    void theSameEventAgainIsTheSameJobWhateverLiesThereByThen() {
        var file = Cloud.put(disks, KEY, PNG);
        var first = cloud.takeIn(file);
        Cloud.put(disks, KEY + ".azulejo.json", "{\"quality\": 30}");
        Cloud.put(disks, "anime-x2/azulejo.json", "nonsense");
        Cloud.put(disks, KEY, JPEG);
        disks.inbox().delete(KEY);
        assertThat(cloud.takeIn(file)).isEqualTo(first);
        assertThat(Disks.keys(disks.work(), JobKeys.JOBS))
                .containsExactly(StageTrigger.PLAN.key(Attempt.first(first.job())), JobKeys.request(first.job()));
    }

    @Test
    void aVersionThatIsGoneBeforeAnybodyLooksEndsRejected() {
        var file = Cloud.put(disks, KEY, Sample.source(1));
        ((VersionedStorage) disks.inbox()).forget(KEY);
        assertThat(cloud.finish(file))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SOURCE_CHANGED));
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(KEY + ".error.json");
    }

    @Test
    void anObjectThatIsGoneFromABucketWithoutVersionsEndsRejected() {
        var file = new DroppedFile(Cloud.INBOX, KEY, Optional.empty(), 3);
        var request = cloud.takeIn(file);
        assertThat(request.source().version()).isEqualTo(SourceRef.NO_VERSION);
        // To S3 that is no version id at all, and so an error of another kind than a version that is gone.
        var unasked = new Calls() {
            @Override
            public <T> T through(Supplier<T> call) {
                throw new AssertionError("nothing can be read of no version");
            }
        };
        var inbox = new ObservedStorage(disks.inbox(), unasked);
        try (var plan = new Cloud(new Disks(inbox, disks.work(), disks.outbox(), disks.locks()))) {
            plan.deliver(request.job());
        }
        assertThat(cloud.finish(request.job()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SOURCE_CHANGED));
    }

    @Test
    void aBucketWithoutVersionsIsAskedForTheOneThatIsThere() {
        Cloud.put(disks, KEY, PNG);
        var request = cloud.takeIn(new DroppedFile(Cloud.INBOX, KEY, Optional.empty(), PNG.length));
        assertThat(request.source().version()).isEqualTo(disks.inbox().version(KEY));
    }

    @Test
    void aSidecarThatComesAfterIntakeIsNamedInTheOutcome() {
        var job = cloud.takeIn(Cloud.put(disks, KEY, Sample.source(1))).job();
        Cloud.put(disks, KEY + ".azulejo.json", "{\"quality\": 30}");
        assertThat(cloud.finish(job))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.warnings())
                                .contains(KEY + ".azulejo.json came or changed after " + KEY
                                        + " was taken in and was not used; put the photograph again"));
    }

    @Test
    void aSidecarThatWasReadIsNoneThatCameLateAlsoWhenItIsGone() {
        Cloud.put(disks, KEY + ".azulejo.json", "{\"quality\": 30}");
        var job = cloud.takeIn(Cloud.put(disks, KEY, Sample.source(1))).job();
        assertThat(cloud.finish(job))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.warnings())
                                .noneMatch(warning -> warning.contains("azulejo.json")));
        var again = cloud.takeIn(Cloud.put(disks, KEY, Sample.source(2))).job();
        disks.inbox().delete(KEY + ".azulejo.json");
        assertThat(cloud.finish(again))
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat(succeeded.warnings())
                                .noneMatch(warning -> warning.contains("azulejo.json")));
    }

    @Test
    void autoReadsTheVersionThatIsEnhancedNotWhatLiesThereNow() throws IOException {
        var older = Cloud.put(disks, "auto/a.jpg", smallJpeg());
        Cloud.put(disks, "auto/a.jpg", PNG);
        var jpeg = cloud.takeIn(older);
        assertThat(jpeg.chain().chosen()).startsWith("JPEG of quality about 75: cunet-denoise1 before ");
        var png = cloud.takeIn(new DroppedFile(Cloud.INBOX, "auto/a.jpg", Optional.empty(), PNG.length));
        assertThat(png.chain().chosen()).isEqualTo("PNG, lossless: span-x2 alone");
        assertThat(png.chain().steps()).extracting(Step::model).containsExactly("span-x2");
    }

    private static byte[] smallJpeg() throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "jpeg", bytes))
                .isTrue();
        return bytes.toByteArray();
    }

    @Test
    void metadataSaysAllThatASidecarMaySay() {
        var metadata = Map.of(
                "azulejo-steps", "span-x2",
                "azulejo-page", "2",
                "azulejo-colour", "p3",
                "azulejo-metadata", "strip-gps",
                "azulejo-format", "tiff");
        assertThat(cloud.takeIn(Cloud.put(disks, "any/b.jpg", JPEG, metadata)))
                .returns(null, JobRequest::problems)
                .returns(2, JobRequest::page)
                .returns(
                        new ResultEncoding(
                                ImageFormat.TIFF, 92, 1, MetadataPolicy.STRIP_GPS, new WantedColour("p3", null)),
                        its -> its.main().encoding());
    }

    @Test
    void aNameThatLeavesNoRoomForAReportIsRefusedByName() {
        var key = "anime-x2/" + "a".repeat(1024 - 9 - 4) + ".png";
        var request = cloud.takeIn(Cloud.put(disks, key, PNG));
        assertThat(request.problems()).singleElement().asString().contains("at most 1024 bytes, this one has 1035");
        assertThat(cloud.finish(request.job())).isInstanceOf(Rejected.class);
        assertThat(Disks.keys(disks.outbox(), "")).isEmpty();
        assertThat(cloud.laptop.notified).hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyKeyFindsItsResultUnderItsOwnName(long seed) {
        var random = new Random(seed);
        var pieces =
                List.of("a", "B", " ", "+", "%20", "%2F", "%", "ä", "写真", "\ud83d\ude00", "&", "?", "#", "'", "\"");
        var name = new StringBuilder("anime-x2/x");
        for (int piece = random.nextInt(12); piece > 0; piece--) {
            name.append(random.nextInt(6) == 0 ? "/x" : pieces.get(random.nextInt(pieces.size())));
        }
        var key = name.append(".png").toString();
        Cloud.put(disks, key + ".azulejo.json", "{\"quality\": 30}");
        var file = Cloud.put(disks, key, Sample.source(1));
        assertThat(cloud.takeIn(file).main().encoding().quality()).isEqualTo(30);
        assertThat(cloud.finish(file)).isInstanceOf(Succeeded.class);
        assertThat(Disks.keys(disks.outbox(), "")).containsExactly(key);
    }

    @Test
    void whatIntakeFixedSaysWhichFilesItRead() {
        Cloud.put(disks, "anime-x2/azulejo.json", "{}");
        cloud.takeIn(Cloud.put(disks, KEY, PNG));
        var record = Disks.keys(disks.work(), "intake/");
        assertThat(record).hasSize(1);
        assertThat(new String(Disks.bytes(disks.work(), record.getFirst()), StandardCharsets.UTF_8))
                .contains("\"key\": \"anime-x2/azulejo.json\",\n    \"version\": \""
                        + disks.inbox().version("anime-x2/azulejo.json"))
                .contains("\"sidecar\": {\n    \"key\": \"anime-x2/a/b.raw.azulejo.json\"\n  }");
    }
}
