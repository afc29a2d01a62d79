package dev.azulejo.core.option;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/// How many times as long each side becomes, exactly as the user wrote it. A factor that the models have is
/// their scale; any other asks for a size, that many times the image's own.
public record Factor(BigDecimal value) {
    /// The largest factor: results of more are nothing but blur.
    public static final int MOST = 16;

    /// @param text a number, such as `2.5`
    public static Factor parse(String text) {
        return new Factor(new BigDecimal(text.strip()));
    }

    /// Returns the scale that the factor is; empty if the models have none like it.
    ///
    /// @param scales that the models have
    public Optional<Integer> among(Collection<Integer> scales) {
        return scales.stream()
                .filter(scale -> value.compareTo(BigDecimal.valueOf(scale)) == 0)
                .findFirst();
    }

    public boolean exceeds(long scale) {
        return value.compareTo(BigDecimal.valueOf(scale)) > 0;
    }

    /// The factor in percent, as the size is written: 230 for 2.3, not 229.99999999999997.
    public String percent() {
        return value.movePointRight(2).toPlainString();
    }
}
