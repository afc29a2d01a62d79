package dev.azulejo.imaging.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Names and removes the folders for temporary files of decoder processes. They have the number of the
/// parent in their names, so that those of a killed parent are recognised.
final class LeftoverFolders {
    private static final Pattern NAME = Pattern.compile("decoder-(\\d{1,18})-.*");

    private LeftoverFolders() {}

    static String prefix() {
        return "decoder-%d-".formatted(ProcessHandle.current().pid());
    }

    /// Removes the folder for temporary files of this decoder process, whose parent has ended and cannot do
    /// it any more.
    static void removeOwn() {
        var folder = Path.of(System.getProperty("java.io.tmpdir"));
        if (NAME.matcher(String.valueOf(folder.getFileName())).matches()) {
            DecoderChild.delete(folder);
        }
    }

    /// Removes what parents that have ended have left in `folder`.
    static void sweep(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var found = Files.newDirectoryStream(folder, "decoder-*")) {
            for (var path : found) {
                var name = NAME.matcher(path.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    DecoderChild.delete(path);
                }
            }
        } catch (IOException e) {
            System.getLogger(LeftoverFolders.class.getName()).log(System.Logger.Level.DEBUG, "leftovers stay", e);
        }
    }
}
