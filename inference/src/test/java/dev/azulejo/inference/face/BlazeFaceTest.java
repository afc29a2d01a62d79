package dev.azulejo.inference.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.face.Face;
import dev.azulejo.core.look.face.FaceDetector;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.Tensor;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlazeFaceTest {
    private static final int SIDE = FaceDetector.SIDE;
    private static final Path WEIGHTS = TestImages.MODELS.resolve("blazeface").resolve("model.onnx");

    /// The astronaut's face, in the image of 512 pixels, lies at about 180 to 265 across, 70 to 160 down.
    @ParameterizedTest
    @CsvSource({"256, 0, 0", "256, 10, 20", "170, 60, 30", "128, 100, 90"})
    void theFaceOfAPhotographIsFoundWhereItIs(int side, int left, int top) throws IOException {
        var faces = BlazeFace.installed().faces(planes("astronaut.png", side, left, top));
        float scale = side / 512f;
        var wanted = new Face(left + 180 * scale, top + 75 * scale, 85 * scale, 85 * scale, 0);
        assertThat(faces).singleElement().satisfies(face -> {
            assertThat(face.left() + face.width() / 2).isBetween(wanted.left(), wanted.left() + wanted.width());
            assertThat(face.top() + face.height() / 2).isBetween(wanted.top(), wanted.top() + wanted.height());
            assertThat(face.width()).isBetween(70 * scale, 130 * scale);
        });
    }

    @ParameterizedTest
    @CsvSource({"chelsea.png, 451", "chelsea.png, 256", "rocket.jpg, 427", "rocket.jpg, 256", "text.png, 256"})
    void whereNobodyIsNoFaceIsFound(String name, int side) throws IOException {
        assertThat(BlazeFace.installed().faces(planes(name, side, 0, 0))).isEmpty();
    }

    @Test
    void noiseAndFlatSquaresHaveNoFaces() {
        var noise = new float[3 * SIDE * SIDE];
        assertThat(BlazeFace.installed().faces(noise)).isEmpty();
        var random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(256);
        }
        assertThat(BlazeFace.installed().faces(noise)).isEmpty();
    }

    /// An engine runs the same graph, but adds in another order.
    @Test
    void theGraphGivesWhatAnEngineMakesOfIt() throws Exception {
        var levels = planes("astronaut.png", 256, 0, 0);
        var ours = new FaceGraph(Files.readAllBytes(WEIGHTS)).run(new FaceMap(3, SIDE, levels));
        var engine = Engine.installed();
        var interleaved = FloatBuffer.allocate(levels.length);
        for (int i = 0; i < levels.length; i++) {
            interleaved.put(i % (SIDE * SIDE) * 3 + i / (SIDE * SIDE), levels[i]);
        }
        var inputs = Map.<String, Tensor>of("input:0", new Tensor.Floats(interleaved, 1, SIDE, SIDE, 3));
        try (var session = engine.open(engine.providers(Device.CPU).getLast(), Files.readAllBytes(WEIGHTS), 1, 0)) {
            for (int number = 0; number < 4; number++) {
                var output = number == 0 ? "Identity:0" : "Identity_%d:0".formatted(number);
                var theirs = session.run(inputs, output).samples();
                var map = ours.get(number);
                float most = 0;
                for (int i = 0; i < map.samples().length; i++) {
                    int cells = map.side() * map.side();
                    most = Math.max(most, Math.abs(theirs.get(i % cells * map.maps() + i / cells) - map.samples()[i]));
                }
                assertThat(most).as(output).isLessThan(0.05f);
            }
        }
    }

    @Test
    void aFrameIsSaidFromTheMiddleOfItsCell() {
        var certainties = FaceMap.zeros(2, 16);
        var frames = FaceMap.zeros(32, 16);
        int cell = 3 * 16 + 5; // the second anchor of column 5, row 3
        certainties.samples()[256 + cell] = 2;
        frames.samples()[16 * 256 + cell] = 4;
        frames.samples()[17 * 256 + cell] = -6;
        frames.samples()[18 * 256 + cell] = 40;
        frames.samples()[19 * 256 + cell] = 50;
        var found = new ArrayList<Face>();
        BlazeFace.addAll(found, certainties, frames);
        assertThat(found).containsExactly(new Face(92 - 20, 50 - 25, 40, 50, 2));
    }

    /// The image, scaled to that size, on black.
    private static float[] planes(String name, int side, int left, int top) throws IOException {
        var image = ImageIO.read(Path.of("..", "docs", "images", name).toFile());
        var square = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int height = side * image.getHeight() / image.getWidth();
        var scaled = image.getScaledInstance(side, height, Image.SCALE_AREA_AVERAGING);
        square.getGraphics().drawImage(scaled, left, top, null);
        var planes = new float[3 * SIDE * SIDE];
        for (int i = 0; i < planes.length; i++) {
            int at = i % (SIDE * SIDE);
            planes[i] = square.getRGB(at % SIDE, at / SIDE) >> (16 - i / (SIDE * SIDE) * 8) & 0xff;
        }
        return planes;
    }
}
