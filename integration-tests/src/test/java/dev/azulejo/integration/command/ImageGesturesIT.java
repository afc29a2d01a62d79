package dev.azulejo.integration.command;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ImageGesturesIT extends GesturesContract {
    @TempDir
    static Path folder;

    @BeforeAll
    static void aPageOfTwoImages() {
        Pictures.write(MarkedPicture.before(), folder.resolve("before.png"));
        Pictures.write(MarkedPicture.after(), folder.resolve("after.png"));
        Azulejo.warm(folder).run("compare", "before.png", "after.png", "-o", "page.html");
    }

    @Override
    protected Path page() {
        return folder.resolve("page.html");
    }
}
