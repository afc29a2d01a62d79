package dev.azulejo.cli.cost;

import java.util.EnumMap;
import java.util.Map;

/// The images of a month, and the needs of one.
///
/// @param imagesPerDay through all days of the month
/// @param megapixels of a source
/// @param scale by which sides grow
/// @param gpuSeconds one image keeps a GPU busy
/// @param gpuBusy the part of its paid time in which a GPU computes, above 0 and up to 1
/// @param keptDays how long sources and results stay in the buckets
/// @param pixelsKeptDays how long the work bucket keeps pixels
/// @param transferred the part of the results that leaves AWS, from 0 to 1
public record Workload(
        double imagesPerDay,
        double megapixels,
        double scale,
        double gpuSeconds,
        double gpuBusy,
        double keptDays,
        double pixelsKeptDays,
        double transferred) {
    /// The mean month.
    static final double DAYS = 365.0 / 12;

    private static final double SHARD_MEGAPIXELS = 16;
    private static final double RUN_MEGAPIXELS = 64;

    /// Photographs as JPEG, by pixel; and pixels as the work bucket has them, packed.
    private static final double JPEG_BYTES = 0.35;

    private static final double PACKED_BYTES = 1.8;

    /// CPU seconds by megapixel, of `benchmarks/README.md`: 1.3 of 8 megapixels that are decoded and cut,
    /// 0.8 of 32 that are encoded. And what a call takes that computes nothing.
    private static final double PLAN_SECONDS = 0.16;

    private static final double STITCH_SECONDS = 0.025;
    private static final double CALL_SECONDS = 0.2;
    private static final double PLAN_GB = 3.008;
    private static final double STITCH_GB = 2.048;
    private static final double CALL_GB = 0.8;
    private static final double LOG_BYTES_PER_CALL = 2_000;
    private static final double DISK_GB = 30;
    private static final double HOURS = DAYS * 24;
    private static final double GB = 1e9;

    public double images() {
        return imagesPerDay * DAYS;
    }

    Calls calls() {
        return new Calls(
                (int) Math.ceil(megapixels / SHARD_MEGAPIXELS), (int) Math.ceil(resultMegapixels() / RUN_MEGAPIXELS));
    }

    private double resultMegapixels() {
        return megapixels * scale * scale;
    }

    /// Hours of GPUs that are paid for.
    public double gpuHours() {
        return images() * gpuSeconds / 3600 / gpuBusy;
    }

    /// The amount of each item in a month besides GPUs.
    Map<Item, Double> orchestration() {
        var calls = calls();
        double functionSeconds = (PLAN_SECONDS * megapixels + CALL_SECONDS) * PLAN_GB
                + (STITCH_SECONDS * resultMegapixels() + CALL_SECONDS * calls.runs()) * STITCH_GB
                + CALL_SECONDS * CALL_GB * (calls.functionCalls() - 1 - calls.runs());
        double kept = (megapixels + resultMegapixels()) * JPEG_BYTES * 1e6 / GB * keptDays / DAYS;
        double pixels = (megapixels + resultMegapixels()) * PACKED_BYTES * 1e6 / GB * pixelsKeptDays / DAYS;
        var quantities = new EnumMap<Item, Double>(Item.class);
        quantities.put(Item.LAMBDA_GB_SECOND, functionSeconds);
        quantities.put(Item.LAMBDA_REQUEST, (double) calls.functionCalls());
        quantities.put(Item.TRANSITION, (double) calls.transitions());
        quantities.put(Item.S3_WRITE, (double) calls.writes());
        quantities.put(Item.S3_READ, (double) calls.reads());
        quantities.put(Item.S3_GB_MONTH, kept + pixels);
        quantities.put(Item.EVENT, (double) calls.events());
        quantities.put(Item.QUEUE_REQUEST, (double) calls.queueRequests());
        quantities.put(Item.LOG_GB, calls.functionCalls() * LOG_BYTES_PER_CALL / GB);
        quantities.put(Item.TRANSFER_GB, transferred * resultMegapixels() * JPEG_BYTES * 1e6 / GB);
        quantities.replaceAll((_, each) -> each * images());
        return quantities;
    }

    /// The items of an hour of a GPU instance besides itself.
    static Map<Item, Double> besideAnHour() {
        return Map.of(Item.ADDRESS_HOUR, 1.0, Item.DISK_GB_MONTH, DISK_GB / HOURS);
    }
}
