package dev.azulejo.integration.command;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PyramidGesturesIT extends GesturesContract {
    @TempDir
    static Path folder;

    @BeforeAll
    static void aPageOfTwoPyramids() {
        Pictures.write(MarkedPicture.before(), folder.resolve("before.png"));
        Pictures.write(MarkedPicture.after(), folder.resolve("after.png"));
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("--recipe", "resize", "--percent", "100", "--format", "dzi", "before.png", "after.png");
        azulejo.run("compare", "before-resize-100pct.dzi", "after-resize-100pct.dzi", "-o", "page.html");
    }

    @Override
    protected Path page() {
        return folder.resolve("page.html");
    }
}
