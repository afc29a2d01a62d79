package dev.azulejo.core.option;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/// How many times as long each side shall become, exactly as somebody wrote it. One that the models have by themselves
/// is a scale of theirs; any other asks for a size, which is that many times the image's own.
public record Factor(BigDecimal value) {
    /// Results of more are nothing but blur.
    public static final int MOST = 16;

    /// @param text a number, such as `2.5`
    public static Factor parse(String text) {
        return new Factor(new BigDecimal(text.strip()));
    }

    /// The scale that it is.
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

    /// As the size is written that it asks for: of 2.3 the 230 percent, not the 229.99999999999997.
    public String percent() {
        return value.movePointRight(2).toPlainString();
    }
}
