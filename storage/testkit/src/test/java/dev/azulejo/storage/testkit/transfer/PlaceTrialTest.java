package dev.azulejo.storage.testkit.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.transfer.PlaceTrial;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceTrialTest {
    private final MemoryStorage place = new MemoryStorage();

    @Test
    void aPlaceThatDoesAllIsFineAndLeftAsItWas() {
        place.put("theirs", new byte[] {1});
        assertThat(PlaceTrial.of(place)).hasSize(7).allMatch(PlaceTrial.Step::isFine);
        try (var left = place.list("")) {
            assertThat(left).extracting(stat -> stat.key()).containsExactly("theirs");
        }
        assertThat(PlaceTrial.abilities(place)).contains("large uploads begin again after a death");
    }

    /// As a server does that keeps the frames of a signed upload as content.
    @Test
    void aPlaceThatStoresOtherBytesOfTheSameSizeIsFound() {
        var steps = PlaceTrial.of(damaging());
        assertThat(steps).hasSize(2);
        assertThat(steps.getLast().problem()).contains("from byte 0 on", "damages what it is given");
        try (var left = place.list("")) {
            assertThat(left).isEmpty();
        }
    }

    private Storage damaging() {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, method, arguments) -> {
                    if (method.getName().equals("write") && arguments.length == 4) {
                        var bytes = ((byte[]) arguments[1]).clone();
                        bytes[0] ^= 1;
                        return place.write((String) arguments[0], bytes, Map.of(), (Precondition) arguments[3]);
                    }
                    return method.invoke(place, arguments);
                });
    }

    @Test
    void aPlaceThatOverwritesIsFound() {
        var overwriting = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, method, arguments) -> {
                    if (method.getName().equals("write") && arguments.length == 4) {
                        @SuppressWarnings("unchecked") // as the port says
                        var metadata = (Map<String, String>) arguments[2];
                        try (PendingObject pending = place.write((String) arguments[0], metadata)) {
                            pending.write((byte[]) arguments[1]);
                            pending.commit();
                            return true;
                        }
                    }
                    return method.invoke(place, arguments);
                });
        assertThat(PlaceTrial.of(overwriting).getLast().problem()).contains("overwritten");
    }
}
