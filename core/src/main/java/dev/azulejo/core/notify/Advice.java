package dev.azulejo.core.notify;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;

/// What somebody can do whose file came to nothing, in plain words.
public final class Advice {
    public static final String AFTER_FAILURE =
            "This is not the file's fault. Put it again to try again; if it fails again, tell the operator the job's id.";

    private static final String SMALLER = "Make it smaller, or cut it, and upload that.";
    private static final String ANOTHER_FORMAT = "Save it as PNG or baseline JPEG and upload that.";
    private static final String SMALLER_RESULT = "Ask for a smaller size, and put the file again.";

    private Advice() {}

    /// What to do after a file or request was refused for that reason.
    public static String after(Reason reason) {
        return switch (reason) {
            case EMPTY -> "Its upload may have broken off. Put it again.";
            case UNREADABLE ->
                "Look whether the file opens in an image viewer. If it does, save it anew from there;"
                        + " if not, its upload may have broken off. Then upload it again.";
            case UNSUPPORTED_FORMAT -> "Save it as PNG or JPEG and upload that.";
            case UNSUPPORTED_PIXELS -> "Convert it to grey or RGB with 8 or 16 bits and upload that.";
            case NO_SUCH_PAGE -> "Ask for a page that the file has, and put the file again.";
            case DECODER_FAILED ->
                "Look whether the file opens in an image viewer. If it does, save it anew from there, as JPEG or PNG,"
                        + " neither progressive nor interlaced, and upload that.";
            case DECODER_MEMORY -> "Save it as baseline JPEG, or PNG without interlacing, and upload that.";
            case TOO_LARGE_FOR_READER, TOO_MANY_SCANS, TOO_MANY_PARTS -> ANOTHER_FORMAT;
            case NO_ROOM_FOR_COPY -> "Save it as PNG or JPEG, which need no copy, and upload that.";
            case FILE_TOO_LONG, TOO_MANY_PIXELS, SIDE_TOO_LONG, TOO_LARGE -> SMALLER;
            case TOO_MANY_PAGES -> "Split it, and put the parts.";
            case EXPANDS_TOO_MUCH -> "If it is a real image, save it in another format and upload that.";
            case TOO_MUCH_METADATA -> "Take its metadata out, and upload that.";
            case RESULT_TOO_MANY_PIXELS, TOO_LARGE_FOR_MAX_BYTES -> SMALLER_RESULT;
            case IMPOSSIBLE_SIZE -> "Ask for another size, or cut the image to one that goes, and put the file again.";
            case RESULT_TOO_MANY_BYTES -> "Ask for a smaller size or another format, and put the file again.";
            case TAKES_TOO_LONG -> "Ask for a faster recipe, or cut the image, and upload it again.";
            case MODEL_MEMORY -> "Ask for another recipe, or the operator for more memory.";
            case NEEDS_TOO_MUCH_DISK -> "Ask for a smaller size, or the operator for more disk.";
            case TOO_LARGE_FOR_FORMAT -> "Ask for another format or a smaller scale, and put the file again.";
            case FORMAT_WITHOUT_QUALITY ->
                "Ask for " + ImageFormat.withQuality("or") + ", or leave max-bytes out, and put the file again.";
            case FORMAT_WITHOUT_COMPRESSION -> "Leave the compression out, or ask for TIFF, and put the file again.";
            case FORMAT_WITHOUT_COLOURS -> "Ask for another format or other colours, and put the file again.";
            case UNUSABLE_PROFILE -> "Name a profile of RGB, grey or CMYK, and put the file again.";
            case MAX_BYTES_UNMET -> "Allow more bytes, or ask for a smaller size, and put the file again.";
            case SOURCE_CHANGED ->
                "If the file was replaced, its newer version is a job of its own and there is nothing"
                        + " to do. If it was removed, upload it again.";
            case UNKNOWN_OPTION ->
                "Correct what is listed, then put the photograph again: options are read at that" + " moment alone.";
        };
    }
}
