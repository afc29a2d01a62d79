package dev.azulejo.integration;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What takes longest begins first, and all else finds a place beside it: the classes that must run one after another,
/// then those tagged `slow`. Begun last, they would be a tail on one core.
public final class LongestFirst implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparingInt(LongestFirst::place));
    }

    private static int place(ClassDescriptor described) {
        if (described.isAnnotated(ResourceLock.class)) {
            return 0;
        }
        boolean slow = described.findRepeatableAnnotations(Tag.class).stream()
                .anyMatch(tag -> tag.value().equals("slow"));
        return slow ? 1 : 2;
    }
}
