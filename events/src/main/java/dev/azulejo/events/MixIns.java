package dev.azulejo.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.kind.KindMapText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Settings where JSON differs from the records of `core`. They are kept here so that `core` needs no JSON
/// library.
final class MixIns {
    private MixIns() {}

    abstract static class JobIdJson {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        JobIdJson(String text) {}

        @JsonValue
        abstract String text();
    }

    abstract static class HashJson {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        HashJson(String hex) {}

        @JsonValue
        abstract String hex();
    }

    /// For enums whose text is the same in options and JSON.
    interface ByText {
        @JsonValue
        String text();
    }

    abstract static class BlobJson {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        BlobJson(byte[] bytes) {}

        @JsonValue
        abstract byte[] bytes();
    }

    @JsonSerialize(converter = ExifValue.class)
    @JsonDeserialize(converter = FromExifValue.class)
    interface OrientationJson {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "succeeded", value = Outcome.Succeeded.class),
        @JsonSubTypes.Type(name = "rejected", value = Outcome.Rejected.class),
        @JsonSubTypes.Type(name = "failed", value = Outcome.Failed.class),
        @JsonSubTypes.Type(name = "cancelled", value = Outcome.Cancelled.class)
    })
    interface OutcomeJson {}

    /// For enums in kebab case: `TOO_LARGE` is `too-large`.
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    interface KebabCase {}

    @JsonSerialize(converter = KindMapLine.class)
    @JsonDeserialize(converter = FromKindMapLine.class)
    interface KindMapJson {}

    static final class KindMapLine extends StdConverter<KindMap, String> {
        @Override
        public String convert(KindMap map) {
            return new String(KindMapText.bytes(map), StandardCharsets.US_ASCII);
        }
    }

    static final class FromKindMapLine extends StdConverter<String, KindMap> {
        @Override
        public KindMap convert(String line) {
            return KindMapText.parse(line.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @JsonSerialize(converter = FromDecision.class)
    @JsonDeserialize(converter = ToDecision.class)
    interface DecisionJson {}

    /// A decision with its kind spelled out: one that lost its outcome must not read as leave to deliver.
    record KindedDecision(
            Kind kind,
            int schema,
            JobId job,
            int attempt,
            @Nullable Outcome outcome) {
        KindedDecision {
            if ((kind == Kind.DELIVER) != (outcome == null)) {
                throw new IllegalArgumentException("a decision to end holds an outcome, one to deliver holds none");
            }
        }

        @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
        enum Kind {
            DELIVER,
            END
        }
    }

    static final class FromDecision extends StdConverter<Decision, KindedDecision> {
        @Override
        public KindedDecision convert(Decision decision) {
            var kind = decision.delivers() ? KindedDecision.Kind.DELIVER : KindedDecision.Kind.END;
            return new KindedDecision(kind, decision.schema(), decision.job(), decision.attempt(), decision.outcome());
        }
    }

    static final class ToDecision extends StdConverter<KindedDecision, Decision> {
        @Override
        public Decision convert(KindedDecision kinded) {
            return new Decision(kinded.schema(), kinded.job(), kinded.attempt(), kinded.outcome());
        }
    }

    static final class ExifValue extends StdConverter<Orientation, Integer> {
        @Override
        public Integer convert(Orientation orientation) {
            return orientation.exifValue();
        }
    }

    static final class FromExifValue extends StdConverter<Integer, Orientation> {
        @Override
        public Orientation convert(Integer value) {
            var orientation = Orientation.ofExif(value);
            if (orientation.exifValue() != value) {
                throw new IllegalArgumentException("an orientation is 1 to 8, got " + value);
            }
            return orientation;
        }
    }

    /// Refuses NaN and infinity, which JSON does not have, and which Jackson would write as text that
    /// cannot be read back.
    static final class FiniteNumber extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        FiniteNumber() {
            super(Double.class);
        }

        @Override
        public void serialize(Double number, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("JSON has no number " + number);
            }
            generator.writeNumber(number);
        }
    }

    /// Reads bytes only from text in base 64; Jackson would also accept an array of numbers.
    static final class Base64Text extends StdScalarDeserializer<byte[]> {
        private static final long serialVersionUID = 1L;

        Base64Text() {
            super(byte[].class);
        }

        @Override
        public byte[] deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(this, "not a text in base64");
            }
            return parser.getBinaryValue();
        }
    }
}
