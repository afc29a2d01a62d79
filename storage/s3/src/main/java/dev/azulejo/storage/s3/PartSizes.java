package dev.azulejo.storage.s3;

/// The sizes of the parts of an upload of unknown length. S3 takes 10,000 parts, of 5 MiB to 5 GiB, all but
/// the last (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>). A thousand small ones
/// come first, so that 8 GB need little memory; then they grow, so all of them reach 5 TiB.
final class PartSizes {
    static final int MIN_BYTES = 5 << 20;
    static final long MAX_COPIED_BYTES = 5L << 30;
    static final int MAX_PARTS = 10_000;
    static final int FIRST_BYTES = 8 << 20;

    private static final int SMALL_PARTS = 1_000;
    private static final int PARTS_OF_ONE_SIZE = 62;

    private PartSizes() {}

    /// @param number from 1 on, as S3 counts
    static int bytesOf(int number) {
        int steps = Math.max(0, number - SMALL_PARTS) / PARTS_OF_ONE_SIZE;
        return FIRST_BYTES * (1 + steps);
    }
}
