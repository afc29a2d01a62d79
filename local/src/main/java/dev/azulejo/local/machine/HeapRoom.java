package dev.azulejo.local.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.NotificationEmitter;

/// Asks for a garbage collection before the heap has grown. Of the pixels of a large image little is alive
/// at once, but Java would fill all the heap that it may have with what is not, and so take the more memory
/// the longer it runs.
///
/// It acts when the old generation passes a mark, which moves up where much is alive, as while a WebP of 64
/// megapixels is encoded: it never collects for less than it is likely to find. (`MemoryPoolMXBean`, usage
/// threshold)
public final class HeapRoom {
    private static final long MARK_BYTES = 96L << 20;
    private static final long LEAST_GROWTH_BYTES = 48L << 20;

    private static final AtomicBoolean KEPT = new AtomicBoolean();

    private HeapRoom() {}

    /// Keeps the room from now on, as long as the process runs. Called again it does nothing: a process that runs
    /// many commands would otherwise collect once for each of them.
    public static void keep() {
        if (KEPT.getAndSet(true)) {
            return;
        }
        var pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .toList();
        ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                .addNotificationListener(
                        (notification, nothing) -> collect(pools),
                        notification -> notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
                        null);
        pools.forEach(HeapRoom::await);
    }

    private static void collect(List<MemoryPoolMXBean> pools) {
        System.gc();
        pools.forEach(HeapRoom::await);
    }

    private static void await(MemoryPoolMXBean pool) {
        var usage = pool.getUsage();
        pool.setUsageThreshold(
                Math.clamp(usage.getUsed() + LEAST_GROWTH_BYTES, Math.min(MARK_BYTES, usage.getMax()), usage.getMax()));
    }
}
