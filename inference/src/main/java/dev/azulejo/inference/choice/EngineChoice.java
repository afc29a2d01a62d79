package dev.azulejo.inference.choice;

import dev.azulejo.core.failure.PermanentFailure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The engine and precision that a user wants, as far as there are some beside the usual ones.
public record EngineChoice(Brand brand, Precision precision) {
    /// The usual engine, on which all machines agree.
    public static final EngineChoice USUAL = new EngineChoice(Brand.ONNXRUNTIME, Precision.EXACT);

    /// The default: 32 bits, in which all machines agree.
    public static final EngineChoice STANDARD = new EngineChoice(Brand.AUTO, Precision.EXACT);

    /// The fastest engine and precision that the cards of models allow.
    public static final EngineChoice FASTEST = new EngineChoice(Brand.AUTO, Precision.AUTO);

    public enum Brand {
        AUTO,
        ONNXRUNTIME,
        OPENVINO
    }

    public enum Precision {
        AUTO,
        /// 32 bits throughout.
        EXACT,
        /// 16 bits, where a model's card allows them.
        BF16
    }

    public EngineChoice {
        if (brand == Brand.ONNXRUNTIME && precision == Precision.BF16) {
            throw new PermanentFailure(
                    "engine onnxruntime does not compute in bf16: leave it out, or say openvino", null);
        }
    }

    /// Reads `AZULEJO_ENGINE` and `AZULEJO_PRECISION`; what is not set is as in [#STANDARD].
    public static EngineChoice of(Map<String, String> environment) {
        return STANDARD.with(environment.get("AZULEJO_ENGINE"), environment.get("AZULEJO_PRECISION"));
    }

    /// This choice with given words in place of its own; null and blank words change nothing.
    ///
    /// @throws PermanentFailure for an unknown word
    public EngineChoice with(@Nullable String newBrand, @Nullable String newPrecision) {
        return new EngineChoice(
                word("engine", Brand.values(), newBrand).orElse(brand),
                word("precision", Precision.values(), newPrecision).orElse(precision));
    }

    private static <E extends Enum<E>> Optional<E> word(String what, E[] all, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var known = Arrays.stream(all)
                .filter(each -> word(each).equals(text.strip()))
                .findFirst();
        if (known.isEmpty()) {
            var words = Arrays.stream(all).map(EngineChoice::word).collect(Collectors.joining(", "));
            throw new PermanentFailure("%s is '%s', none of %s".formatted(what, text, words), null);
        }
        return known;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
