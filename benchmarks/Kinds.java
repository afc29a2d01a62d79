import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.kind.KindLook;
import dev.azulejo.core.look.kind.KindMapText;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/// Reads images from the standard input, each as width and height (4 bytes, the upper ones first) and RGB of 8 bits, and
/// prints for each the map of its kinds and the nanoseconds that a pixel took. Run by kinds.py.
void main() throws IOException {
    var input = new DataInputStream(new BufferedInputStream(System.in));
    for (int width = input.readInt(); width > 0; width = input.readInt()) {
        var size = new Size(width, input.readInt());
        var pixels = new byte[3 * width * size.height()];
        input.readFully(pixels);
        var rows = new LookedRows(width, PixelFormat.rgb8());
        var look = new KindLook(size);
        long nanos = 0;
        for (int top = 0; top < size.height(); top += LookedRows.MOST_ROWS) {
            int count = Math.min(LookedRows.MOST_ROWS, size.height() - top);
            var some = new byte[3 * width * count];
            System.arraycopy(pixels, 3 * width * top, some, 0, some.length);
            rows.fill(some, count);
            long before = cpuNanos();
            look.accept(rows);
            nanos += cpuNanos() - before;
        }
        long before = cpuNanos();
        var map = look.map();
        nanos += cpuNanos() - before;
        System.out.printf("%.2f %s%n", nanos / (double) size.pixels(), new String(KindMapText.bytes(map), StandardCharsets.US_ASCII));
    }
}

/// Of this thread, as others may be busy.
long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
}
