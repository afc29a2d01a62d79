package dev.azulejo.cli.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import javax.management.NotificationEmitter;

/// Collects before the heap has grown. Of the pixels of a large image little is alive at once, but Java would fill all
/// the heap that it may have with what is not, and so take the more memory the longer it runs.
///
/// It acts when the old generation passes a mark, which moves up where much is alive, as while a WebP of 64 megapixels
/// is encoded: it never collects for less than it is likely to find. (`MemoryPoolMXBean`, usage threshold)
public final class HeapRoom {
    /// For a command, which has what it makes to itself.
    public static final HeapRoom USUAL = new HeapRoom(96L << 20);

    /// For a server, whose clients take memory beside its job.
    public static final HeapRoom SMALL = new HeapRoom(48L << 20);

    private final long markBytes;

    private HeapRoom(long markBytes) {
        this.markBytes = markBytes;
    }

    /// From now on, as long as the process runs.
    public void keep() {
        var pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .toList();
        ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                .addNotificationListener(
                        (notification, nothing) -> collect(pools),
                        notification -> notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
                        null);
        pools.forEach(this::await);
    }

    private void collect(List<MemoryPoolMXBean> pools) {
        System.gc();
        pools.forEach(this::await);
    }

    private void await(MemoryPoolMXBean pool) {
        var usage = pool.getUsage();
        pool.setUsageThreshold(
                Math.clamp(usage.getUsed() + markBytes / 2, Math.min(markBytes, usage.getMax()), usage.getMax()));
    }
}
