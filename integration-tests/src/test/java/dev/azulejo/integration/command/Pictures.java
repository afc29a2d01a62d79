package dev.azulejo.integration.command;

import dev.azulejo.integration.Checkout;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/// Files to enhance, small ones, cut out of photographs; written by ImageIO, which is none of ours.
public final class Pictures {
    /// Photographs of `docs/images` that have been decoded, by their names.
    private static final Map<String, BufferedImage> PHOTOGRAPHS = new ConcurrentHashMap<>();

    private Pictures() {}

    /// A part of a photograph in `docs/images`.
    public static BufferedImage part(String photograph, int left, int top, int width, int height) {
        var whole = PHOTOGRAPHS.computeIfAbsent(
                photograph, name -> read(Checkout.ROOT.resolve("docs/images").resolve(name)));
        var part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        part.createGraphics().drawImage(whole.getSubimage(left, top, width, height), 0, 0, null);
        return part;
    }

    /// A small part of a cat.
    public static BufferedImage cat(int width, int height) {
        return part("chelsea.png", 120, 90, width, height);
    }

    /// The picture fading out to the right.
    public static BufferedImage fading(BufferedImage picture) {
        var faded = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var colour = new Color(picture.getRGB(x, y));
                int alpha = 255 - 255 * x / picture.getWidth();
                faded.setRGB(x, y, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha).getRGB());
            }
        }
        return faded;
    }

    /// @return `file`, written in the format that its extension names
    public static Path write(BufferedImage picture, Path file) {
        var name = file.toString();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
                throw new IllegalArgumentException("ImageIO cannot write " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes of a file of that format.
    public static byte[] encoded(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalArgumentException("ImageIO cannot write " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The picture in the bytes of a file.
    public static BufferedImage decoded(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)), "ImageIO cannot read it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BufferedImage read(Path file) {
        try {
            var picture = ImageIO.read(file.toFile());
            if (picture == null) {
                throw new IllegalArgumentException("ImageIO cannot read " + file);
            }
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
