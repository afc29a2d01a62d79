package dev.azulejo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.resize.Fit;

/// Makes Jackson strict: a number is no text, a field occurs once, and nothing follows the end.
final class JobMapper {
    private static final int MAX_DEPTH = 32;

    private JobMapper() {}

    /// @param maxBytes of a document, and so of any text in it
    static JsonMapper create(int maxBytes) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(maxBytes)
                .build();
        var factory = new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                .characterEscapes(new PrintableEscapes())
                .build();
        var scalars = new SimpleModule()
                .addSerializer(Double.class, new MixIns.FiniteNumber())
                .addSerializer(double.class, new MixIns.FiniteNumber())
                .addDeserializer(byte[].class, new MixIns.Base64Text());
        // No findAndAddModules: it searches the class path, and the CLI has a second to start.
        return JsonMapper.builder(factory)
                .addModule(scalars)
                .annotationIntrospector(new NullableComponents())
                .addMixIn(JobId.class, MixIns.JobIdJson.class)
                .addMixIn(Hash.class, MixIns.HashJson.class)
                .addMixIn(ImageFormat.class, MixIns.ByText.class)
                .addMixIn(MetadataPolicy.class, MixIns.ByText.class)
                .addMixIn(TiffCompression.class, MixIns.ByText.class)
                .addMixIn(Fit.class, MixIns.ByText.class)
                .addMixIn(Wrap.class, MixIns.ByText.class)
                .addMixIn(Blob.class, MixIns.BlobJson.class)
                .addMixIn(Orientation.class, MixIns.OrientationJson.class)
                .addMixIn(Outcome.class, MixIns.OutcomeJson.class)
                .addMixIn(Outcome.Reason.class, MixIns.KebabCase.class)
                .addMixIn(Kind.class, MixIns.KebabCase.class)
                .addMixIn(KindMap.class, MixIns.KindMapJson.class)
                .addMixIn(Decision.class, MixIns.DecisionJson.class)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
