package dev.azulejo.integration.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Copies of a real model, each spoilt in a way of its own, in a folder of models.
///
/// @param folder holds the real one, too
record DamagedModels(Path folder) {
    static final String REAL = "span-x2";

    /// Tag of a tensor's bytes in ONNX (`TensorProto.raw_data`, field 9), which the converters write behind its name.
    private static final byte RAW_DATA = 0x4a;

    private static final JsonMapper JSON = new JsonMapper();

    static DamagedModels in(Path folder) {
        var models = new DamagedModels(folder);
        models.write(REAL, weights -> weights, card -> {});
        models.same("azulejo-photo-x2"); // which photo-x2 takes where noise or JPEG show
        return models;
    }

    /// Nothing is wrong with it.
    void same(String id) {
        write(id, weights -> weights, card -> {});
    }

    /// All half floats keep one bit of their ten.
    void quantised(String id) {
        write(
                id,
                weights -> {
                    eachTensor(weights, "weight_h", bytes -> {
                        for (int at = 0; at + 1 < bytes.remaining(); at += 2) {
                            bytes.putShort(at, (short) (bytes.getShort(at) & 0xfe00));
                        }
                    });
                    return weights;
                },
                card -> {});
    }

    /// Red is a little stronger everywhere.
    void tinted(String id) {
        write(
                id,
                weights -> {
                    eachTensor(weights, "upsampler.0/Conv_output_0.bias", bytes -> {
                        for (int value = 0; value < 4; value++) {
                            bytes.putFloat(4 * value, bytes.getFloat(4 * value) + 0.02f);
                        }
                    });
                    return weights;
                },
                card -> {});
    }

    /// Its card says that it looks less far than it does.
    void seams(String id) {
        write(
                id,
                weights -> weights,
                card -> card.putObject("receptiveField").put("kind", "radius").put("px", 4));
    }

    /// Its card trusts it so little that interpolation takes its place at each sharp edge.
    void withoutText(String id) {
        write(id, weights -> weights, card -> card.put("guardMargin", 0.04));
    }

    private void write(String id, UnaryOperator<byte[]> weights, Consumer<ObjectNode> card) {
        try {
            var from = Checkout.ROOT.resolve("models").resolve(REAL);
            var to = Files.createDirectories(folder.resolve(id));
            var changed = weights.apply(Files.readAllBytes(from.resolve("model.onnx")));
            Files.write(to.resolve("model.onnx"), changed);
            var json = (ObjectNode) JSON.readTree(from.resolve("card.json").toFile());
            json.put("id", id);
            json.withObjectProperty("weights").put("sha256", Hash.of(changed).hex());
            card.accept(json);
            Files.writeString(to.resolve("card.json"), json.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives `change` the bytes of each tensor whose name ends so.
    private static void eachTensor(byte[] model, String name, Consumer<ByteBuffer> change) {
        var end = name.getBytes(StandardCharsets.UTF_8);
        int found = 0;
        for (int at = 0; at + end.length < model.length; at++) {
            if (matches(model, at, end) && model[at + end.length] == RAW_DATA) {
                int next = at + end.length + 1;
                int length = 0;
                for (int shift = 0; ; shift += 7) {
                    byte varint = model[next++];
                    length |= (varint & 0x7f) << shift;
                    if (varint >= 0) {
                        break;
                    }
                }
                change.accept(ByteBuffer.wrap(model, next, length).slice().order(ByteOrder.LITTLE_ENDIAN));
                found++;
            }
        }
        if (found == 0) {
            throw new IllegalStateException("no tensor of the model is called …" + name);
        }
    }

    private static boolean matches(byte[] model, int at, byte[] end) {
        for (int i = 0; i < end.length; i++) {
            if (model[at + i] != end[i]) {
                return false;
            }
        }
        return true;
    }
}
