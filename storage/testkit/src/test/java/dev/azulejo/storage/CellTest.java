package dev.azulejo.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.testkit.MemoryStorage;
import org.junit.jupiter.api.Test;

class CellTest {
    private final MemoryStorage place = new MemoryStorage();
    private final Cell cell = new Cell(place, "a");

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }

    @Test
    void isChangedAsItWasSeen() {
        assertThat(cell.change(cell.look(), bytes(1))).isTrue();
        assertThat(cell.change(cell.look(), bytes(2))).isTrue();
        assertThat(cell.look().bytes())
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes(2)));
    }

    @Test
    void whoWasSlowerOverwritesNothing() {
        var nothing = cell.look();
        assertThat(cell.change(cell.look(), bytes(1))).isTrue();
        assertThat(cell.change(nothing, bytes(3))).isFalse();
        var first = cell.look();
        assertThat(cell.change(cell.look(), bytes(2))).isTrue();
        assertThat(cell.change(first, bytes(3))).isFalse();
        place.delete("a");
        assertThat(cell.change(first, bytes(3))).isFalse();
        assertThat(cell.look().bytes()).isEmpty();
    }
}
