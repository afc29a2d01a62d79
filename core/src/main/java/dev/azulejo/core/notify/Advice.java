package dev.azulejo.core.notify;

import dev.azulejo.core.job.Outcome.Reason;

/// What somebody can do whose file came to nothing, in plain words.
final class Advice {
    static final String AFTER_FAILURE =
            "This is not the file's fault. Put it again to try again; if it fails again, tell the operator the job's id.";

    private Advice() {}

    static String after(Reason reason) {
        return switch (reason) {
            case UNREADABLE ->
                "Look whether the file opens in an image viewer. If it does, save it anew from there;"
                        + " if not, its upload may have broken off. Then put it again.";
            case UNSUPPORTED_FORMAT -> "Save it as PNG or JPEG and put that.";
            case UNSUPPORTED_PIXELS -> "Convert it to grey or RGB with 8 or 16 bits and put that.";
            case DECODER_FAILED ->
                "Look whether the file opens in an image viewer. If it does, save it anew from there, as JPEG or PNG,"
                        + " neither progressive nor interlaced, and put that.";
            case TOO_LARGE -> "Make it smaller, or cut it, and put that.";
            case TOO_LARGE_FOR_FORMAT -> "Ask for another format or a smaller scale, and put the file again.";
            case SOURCE_CHANGED ->
                "If the file was replaced, its newer version is a job of its own and there is nothing"
                        + " to do. If it was removed, put it again.";
            case UNKNOWN_OPTION ->
                "Correct what is listed, then put the photograph again: options are read at that" + " moment alone.";
        };
    }
}
