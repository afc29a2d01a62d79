package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.server.Served.Ran;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// An arena of three contenders of whom everybody knows who is best, made by the command as an operator
/// does.
///
/// @param folder of the arena
public record ServedArena(Path folder) {
    private static final Pattern LINK = Pattern.compile("(\\S+)/arena\\.html#arena=([0-9a-v]+)&key=(azj_[0-9a-v]+)");
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    /// @param link as it was printed
    public record Invitation(String link, String arena, String key) {}

    /// @param below is made
    public static ServedArena make(Path below, int images, String... more) {
        writeCandidates(below, images);
        return of(below, more);
    }

    /// @param below has folders with candidates
    static ServedArena of(Path below, String... more) {
        var arena = new ServedArena(below.resolve("arena"));
        var command = Stream.concat(
                Stream.of("make", arena.folder.toString(), "--crop-side", "200"),
                Stream.concat(
                        Stream.of("crisp", "soft", "softer")
                                .map(name -> "--candidates=%s=%s".formatted(name, below.resolve(name))),
                        Arrays.stream(more)));
        var made = run(command.toArray(String[]::new));
        assertThat(made.exit()).as(made.err()).isZero();
        return arena;
    }

    /// Into folders of that name: `crisp`, `soft` and `softer`.
    public static void writeCandidates(Path below, int images) {
        for (int image = 0; image < images; image++) {
            var good = scene(image);
            write(good, below.resolve("crisp/photo-%d.png".formatted(image)));
            write(softened(good, 3), below.resolve("soft/photo-%d.png".formatted(image)));
            write(softened(good, 7), below.resolve("softer/photo-%d.png".formatted(image)));
        }
    }

    public static Ran run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /// @param environment for the AWS SDK, where the arena lies in a bucket
    public static Ran run(Map<String, String> environment, String... arguments) {
        return Served.runInLaboratory(
                environment,
                Stream.concat(Stream.of("arena"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    public Invitation invite(String name, String address) {
        var said = Served.runHere("arena", "invite", folder.toString(), name, "--address", address);
        var link = LINK.matcher(said.out().strip());
        assertThat(link.matches()).as(said.out() + said.err()).isTrue();
        return new Invitation(said.out().strip(), link.group(2), link.group(3));
    }

    public Ran result(String... more) {
        return run(Stream.concat(Stream.of("result", folder.toString()), Arrays.stream(more))
                .toArray(String[]::new));
    }

    /// Edges and letters, so that every crop has something to look at.
    private static BufferedImage scene(int number) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var random = new Random(number);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(220, 215, 205));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < 90; i++) {
            pen.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            int x = random.nextInt(WIDTH);
            int y = random.nextInt(HEIGHT);
            switch (i % 3) {
                case 0 -> pen.fillOval(x, y, 30, 20);
                case 1 -> pen.drawLine(x, y, random.nextInt(WIDTH), random.nextInt(HEIGHT));
                default -> pen.drawString("Azulejo " + i, x, y);
            }
        }
        pen.dispose();
        return image;
    }

    private static BufferedImage softened(BufferedImage image, int side) {
        var weights = new float[side * side];
        Arrays.fill(weights, 1f / weights.length);
        return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    private static void write(BufferedImage image, Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
