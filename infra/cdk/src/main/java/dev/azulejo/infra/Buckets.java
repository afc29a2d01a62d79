package dev.azulejo.infra;

import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.core.job.key.WorkLayout.Kept;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// The three places: the buckets of sources, jobs and results. CloudFormation names the buckets, so that
/// several stacks fit into one account; all are kept when the stack goes.
final class Buckets extends Construct {
    /// How long the records of a job are kept, for a redrive and for a look at what went wrong.
    private static final Duration WORK_KEPT = Duration.days(14);
    /// How long pixels are kept: a task waits that long for a worker. A redrive after it makes the pixels
    /// anew.
    private static final Duration PIXELS_KEPT = Duration.days(2);
    /// The size from which an object of a job is pixels: the list of the greatest possible number of shards
    /// has some 300 KB. Lifecycle rules cannot match names below a job's folder.
    static final long PIXELS_FROM_BYTES = 400_000;
    /// How long usage counts and deliveries are kept: longer than the month for which they are shown.
    private static final Duration MONTH_KEPT = Duration.days(35);
    /// The answer to CreateMultipartUpload may get lost, and with it the only name of the upload.
    private static final Duration UPLOAD_MAY_TAKE = Duration.days(2);

    /// Allows the page of the API to exchange bytes with S3. Only a signed link gives access: no origin
    /// gets anything without one. (Allowing only the gateway's address would be circular: it needs the
    /// function, and that needs the buckets.)
    private static final CorsRule FROM_PAGES = CorsRule.builder()
            .allowedOrigins(List.of("*"))
            .allowedMethods(List.of(HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT))
            .allowedHeaders(List.of("*"))
            .exposedHeaders(List.of("Content-Range", "ETag"))
            .maxAge(3600)
            .build();

    private final Bucket inbox;
    private final Bucket outbox;
    private final Bucket work;

    Buckets(Construct scope) {
        super(scope, "Buckets");
        // Sources are read by version: one that was overwritten must outlive the jobs that read it.
        inbox = bucket("Inbox", List.of(), oldVersionsGoAfter(WORK_KEPT));
        outbox = bucket("Outbox", List.of(FROM_PAGES), oldVersionsGoAfter(WORK_KEPT));
        work = bucket("Work", List.of(FROM_PAGES), rulesOfWork());
    }

    IBucket inbox() {
        return inbox;
    }

    IBucket outbox() {
        return outbox;
    }

    IBucket work() {
        return work;
    }

    private static LifecycleRule[] rulesOfWork() {
        var rules = new ArrayList<LifecycleRule>();
        Stream.of(Kept.DAYS, Kept.MONTH)
                .flatMap(kept -> WorkLayout.kept(kept)
                        .map(folder -> ofFolder(folder)
                                .expiration(kept == Kept.DAYS ? WORK_KEPT : MONTH_KEPT)
                                .noncurrentVersionExpiration(Duration.days(1))
                                .build()))
                .sorted(Comparator.comparing(LifecycleRule::getId))
                .forEach(rules::add);
        rules.add(LifecycleRule.builder()
                .id("pixels-go")
                .prefix(WorkLayout.JOBS.folder())
                .objectSizeGreaterThan(PIXELS_FROM_BYTES)
                .expiration(PIXELS_KEPT)
                .build());
        WorkLayout.kept(Kept.STATE)
                .forEach(folder -> rules.add(ofFolder(folder)
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build()));
        WorkLayout.kept(Kept.SET)
                .forEach(folder -> rules.add(
                        ofFolder(folder).noncurrentVersionExpiration(MONTH_KEPT).build()));
        return rules.toArray(LifecycleRule[]::new);
    }

    private static LifecycleRule.Builder ofFolder(WorkLayout folder) {
        return LifecycleRule.builder().id(folder.text() + "-go").prefix(folder.folder());
    }

    private static LifecycleRule oldVersionsGoAfter(Duration time) {
        return LifecycleRule.builder()
                .id("old-versions-go")
                .noncurrentVersionExpiration(time)
                .build();
    }

    private Bucket bucket(String id, List<CorsRule> cors, LifecycleRule... rules) {
        var bucket = Bucket.Builder.create(this, id)
                .versioned(true)
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .cors(cors)
                .lifecycleRules(Stream.concat(
                                Arrays.stream(rules),
                                Stream.of(LifecycleRule.builder()
                                        .id("lost-uploads-go")
                                        .abortIncompleteMultipartUploadAfter(UPLOAD_MAY_TAKE)
                                        .expiredObjectDeleteMarker(true)
                                        .build()))
                        .toList())
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        // The construct's own switch would add a function that sets this after the bucket was made.
        if (bucket.getNode().getDefaultChild() instanceof CfnBucket resource) {
            resource.addPropertyOverride("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", true);
        }
        return bucket;
    }
}
