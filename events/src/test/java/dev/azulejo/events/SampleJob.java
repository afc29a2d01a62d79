package dev.azulejo.events;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Inferred;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.PlannedResult;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.core.job.record.Start;
import dev.azulejo.core.job.record.Stitched;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.core.job.record.Stitched.StripPart;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.PictureFacts;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMapText;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.recipe.Alternative;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Offer;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.Background;
import dev.azulejo.core.resize.Fit;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.core.tiling.TileGrid;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The job of the samples, as records: `astronaut.png` enlarged twofold on a laptop, cut small enough to
/// have several shards and strips. Samples of other ends are about the same job.
final class SampleJob {
    private static final URI PHOTOS = URI.create("file:///home/ana/photos/");
    private static final SourceRef SOURCE = new SourceRef(
            new StorageUri(PHOTOS, "astronaut.png"),
            "sha256:88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
            791_555);
    private static final Step SPAN_X2 =
            new Step("span-x2", "be18683f8f859c5523c3797e05fc012f89a6b7b900585f6ad2d26aa77f7133f2");
    private static final Step FFDNET =
            new Step("ffdnet", "5cc5a69130858c0c52881a9fe4112b5fcbe74db14e1050e1f7e6abcfffce9175", null, 95, null);
    private static final Step ANIMEVIDEO_X2 =
            new Step("animevideo-x2", "a107055a93b9f5b85d357881c9c96e69cffacae5e75b11f05f90d7a75ab24d40");
    private static final List<Offer> OFFERS = List.of(
            new Offer("ffdnet", FFDNET), new Offer("span-x2", SPAN_X2), new Offer("animevideo-x2", ANIMEVIDEO_X2));
    private static final String RECIPE = "auto";
    private static final @Nullable String CHOSEN =
            Recipes.DEFAULT.choose(2, Compression.of(ImageFormat.PNG)).chosen();
    private static final String DECIDED =
            "PNG, lossless, noise of 3.1 levels, 3 % drawing or text: ffdnet before span-x2,"
                    + " mixed with animevideo-x2 where it is drawn";
    private static final String DECODER = "libvips 8.18.7 (@img/sharp-libvips-linux-x64@1.3.4)";
    private static final String ENCODER = "PNG by ISA-L of libisal.so.2.0.30, sample 053a642d";
    private static final String WEBP_ENCODER = "WEBP by " + DECODER;
    private static final Size IMAGE = new Size(512, 512);
    private static final TileGrid GRID = new TileGrid(IMAGE, 256, 21);
    private static final List<String> ENGINES = List.of("onnxruntime 1.29.0 linux-x64: cpu fp32 opt=all avx512");

    private SampleJob() {}

    /// The record of each sample, under the sample's name.
    static Map<String, Object> records() {
        var records = new LinkedHashMap<String, Object>();
        records.put("request.json", request());
        records.put(
                "start.json",
                new Start(Start.SCHEMA, request().job(), 0, false, request().source()));
        records.put("shards.json", shards());
        records.put("manifest.json", manifest(new Density(11.811, 11.811)));
        records.put("inferred.json", inferred());
        records.put("task.json", new ShardTask(ShardTask.SCHEMA, "AQCEAAAAKgAAAAMAAAAAAAAAAa5m9L5k", 0, shards()[1]));
        records.put("stitched.json", stitched());
        records.put("decision-deliver.json", decision(null));
        records.put("decision-rejected.json", decision(SampleOrder.rejected(request())));
        records.put("decision-failed.json", decision(SampleOrder.failed(request())));
        records.put("decision-cancelled.json", decision(SampleOrder.cancelled(request())));
        records.put("outcome-succeeded.json", succeeded(result()));
        records.put("outcome-superseded.json", succeeded(null));
        records.put("outcome-rejected.json", SampleOrder.rejected(request()));
        records.put("outcome-failed.json", SampleOrder.failed(request()));
        records.put("outcome-cancelled.json", SampleOrder.cancelled(request()));
        records.putAll(SampleDrop.records());
        records.put("intake-event.json", SampleOrder.intake());
        return records;
    }

    private static Inferred inferred() {
        var strips = manifest(null).results().stream()
                .flatMap(its -> its.strips().runs(its.number(), 4).stream())
                .toList();
        return new Inferred(Inferred.SCHEMA, request().job(), planHash(), 3, strips, ENGINES, List.of());
    }

    static Object record(String sample) {
        return Objects.requireNonNull(records().get(sample), sample);
    }

    static JobRequest request() {
        return JobRequest.of(
                SOURCE,
                1,
                new Chain(RECIPE, List.of(SPAN_X2), 2, CHOSEN, OFFERS, null),
                List.of(),
                List.of(
                        WantedResult.of(
                                ResultEncoding.of(ImageFormat.PNG), new StorageUri(PHOTOS, "astronaut-auto-x2.png")),
                        new WantedResult(
                                ResultEncoding.of(ImageFormat.WEBP),
                                new TargetSize(400, null, null, null, null, Fit.INSIDE, null, Background.WHITE, null),
                                new StorageUri(PHOTOS, "astronaut-auto-400w.webp"),
                                new StorageUri(URI.create("s3://shop/enhanced/ana/"), "astronaut.webp"))),
                new GeometrySpec(0, 3, 256),
                List.of());
    }

    /// The chain that plan made from the request's: there is a caption in the photograph.
    private static Chain decided() {
        var told = new Step(FFDNET.model(), FFDNET.sha256(), 3.1, 95, null);
        var mixed = new Alternative(Kind.DRAWING, List.of(SPAN_X2, ANIMEVIDEO_X2));
        return new Chain(RECIPE, List.of(told, SPAN_X2), 2, DECIDED, null, List.of(mixed));
    }

    private static Picture picture() {
        var line = "kinds 1 512x512 16 960P32D32P";
        return new Picture(
                3.1,
                Map.of("luma", 2.0, "red", 3.2),
                0.61,
                null,
                0.42,
                0.17,
                KindMapText.parse(line.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PictureFacts facts() {
        return picture().facts();
    }

    static Shard[] shards() {
        return IntStream.range(0, GRID.rows())
                .mapToObj(row -> new Shard(Shard.SCHEMA, request().job(), row, 0, row, GRID.columns(), 1))
                .toArray(Shard[]::new);
    }

    static Hash planHash() {
        return Hash.of(new JacksonCodec().encode(shards()));
    }

    static Manifest manifest(@Nullable Density density) {
        var request = request();
        var enlarged = IMAGE.times(2);
        var small = new Size(400, 400);
        var plan = new JobPlan(
                request.job(),
                request.source(),
                decided(),
                picture(),
                IMAGE,
                Orientation.NORMAL,
                PixelFormat.rgb8(),
                GRID,
                List.of(
                        planned(request, 0, ResultLayout.of(enlarged), 256, "ISA-L", density),
                        planned(
                                request,
                                1,
                                new ResultLayout(small, small, 0, 0, Background.WHITE),
                                16_383,
                                "",
                                density)),
                DECODER,
                ImageMetadata.NONE,
                List.of());
        return new Manifest(Manifest.SCHEMA, plan, shards().length, planHash(), true, 3191);
    }

    private static PlannedResult planned(
            JobRequest request, int number, ResultLayout layout, int rows, String deflater, @Nullable Density density) {
        var output = request.outputs().get(number);
        var strips = new StripLayout(layout.canvas(), rows);
        return new PlannedResult(
                output.encoding(), layout, strips, deflater, density, output.destination(), output.copy());
    }

    static Stitched stitched() {
        return new Stitched(
                Stitched.SCHEMA,
                request().job(),
                planHash(),
                List.of(
                        new StitchedFile(
                                List.of(
                                        new StripPart(0, "a3f1c09be24d7718", 318_412),
                                        new StripPart(1, "a3f1c09be24d7718", 372_655),
                                        new StripPart(2, "a3f1c09be24d7718", 401_290),
                                        new StripPart(3, "a3f1c09be24d7718", 384_018),
                                        new StripPart(4, "5c20e8d17b90f6a4", 30)),
                                List.of(ENCODER)),
                        new StitchedFile(
                                List.of(new StripPart(0, "0d94b7aa61c3e25f", 23_410)), List.of(WEBP_ENCODER))));
    }

    static Decision decision(@Nullable Outcome outcome) {
        return new Decision(Decision.SCHEMA, request().job(), 0, outcome);
    }

    static Outcome.Succeeded succeeded(Outcome.@Nullable DeliveredResult result) {
        return new Outcome.Succeeded(
                Outcome.SCHEMA,
                request().job(),
                0,
                SOURCE,
                request().recipe(),
                decided().allSteps().distinct().toList(),
                DECIDED,
                facts(),
                result,
                result == null ? null : List.of(further()),
                Map.of("plan", 0.031, "infer", 3.42, "stitch", 0.118, "deliver", 0.009),
                List.of(DECODER, ENGINES.getFirst(), ENCODER, WEBP_ENCODER),
                List.of());
    }

    private static Outcome.DeliveredResult result() {
        return new Outcome.DeliveredResult(
                request().destination(),
                stitched().files().getFirst().bytes(),
                "sha256:4f2a9c0d7be1835e60c7a1f42d9b38e5716fd02c94ab6e83f15d7c20b9e4a866",
                1024,
                1024,
                null);
    }

    private static Outcome.DeliveredResult further() {
        return new Outcome.DeliveredResult(
                request().outputs().getLast().destination(),
                stitched().files().getLast().bytes(),
                "sha256:0b7c1f9ad2e64583fd0196c7be32a8547e1d90f36cb8257a4e93d10f68b2c5a7",
                400,
                400,
                request().outputs().getLast().copy());
    }
}
