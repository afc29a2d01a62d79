package dev.azulejo.imaging.xmp;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import dev.azulejo.imaging.ifd.Fraction;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.xmp.XmpPacket.Node;
import dev.azulejo.imaging.xmp.XmpPacket.Property;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Converts the XMP of a source into that of its result: upright, of the new size, without statements about
/// images that are no longer in the file, without places if they are not wanted, and with the statement
/// that an algorithm enhanced it.
public final class ResultXmp {
    public static final String IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    public static final String SOURCE_TYPE = "DigitalSourceType";
    private static final String SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    public static final String ENHANCED = SOURCE_TYPES + "algorithmicallyEnhanced";
    /// The source types that are stronger than ours: they say that there never was such a scene.
    private static final Set<String> STRONGER = Set.of(
            "trainedAlgorithmicMedia",
            "compositeWithTrainedAlgorithmicMedia",
            "compositeSynthetic",
            "algorithmicMedia",
            "virtualRecording");

    /// The greatest length of the source type, so that it stays in the one segment of a JPEG that every
    /// program reads.
    private static final int MOST_SOURCE_TYPE = 1_000;

    private static final String IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    private static final String EXTENDED_NOTE = "http://ns.adobe.com/xmp/note/";
    private static final String CAMERA = "http://ns.google.com/photos/1.0/camera/";

    /// The namespaces of gain maps, and of lists of the images in a file, as a result has only one image.
    private static final Set<String> OTHER_IMAGES = Set.of(
            "http://ns.adobe.com/hdr-gain-map/1.0/",
            "http://ns.apple.com/HDRGainMap/1.0/",
            "http://ns.google.com/photos/1.0/container/",
            "http://ns.google.com/photos/1.0/container/item/",
            "http://ns.google.com/photos/1.0/image/",
            "http://ns.google.com/photos/1.0/depthmap/");

    /// The names of properties that state where a photograph was taken, by their namespace.
    private static final Map<String, Set<String>> PLACES = Map.of(
            XMPConst.NS_PHOTOSHOP,
            Set.of("City", "State", "Country"),
            IPTC_CORE,
            Set.of("Location", "CountryCode"),
            IPTC_EXTENSION,
            Set.of("LocationCreated", "LocationShown"),
            "http://www.w3.org/2003/01/geo/wgs84_pos#",
            Set.of("lat", "long", "alt", "lat_long", "location"),
            XMPConst.NS_DM,
            Set.of("shotLocation"),
            XMPConst.NS_DC,
            Set.of("coverage"),
            "http://purl.org/dc/terms/",
            Set.of("coverage", "spatial"),
            "http://ns.acdsee.com/iptc/1.0/",
            Set.of("city", "state", "country", "location", "countrycode", "sublocation"));

    /// The namespaces of nothing but places: GeoRSS and the Geography Markup Language.
    private static final Set<String> ONLY_PLACES = Set.of("http://www.georss.org/georss", "http://www.opengis.net/gml");

    private ResultXmp() {}

    /// @param source the source's packet, if it has one
    /// @return a packet, even without a source
    public static byte[] of(byte @Nullable [] source, ResultFacts facts) {
        return XmpPacket.edit(source, packet -> {
            for (var property : packet.properties()) {
                if (tellsOfOtherImages(property)) {
                    packet.remove(property);
                }
            }
            if (facts.withoutPlace()) { // from the last on: items of lists count up
                packet.nodes().reversed().stream()
                        .filter(ResultXmp::tellsOfPlace)
                        .forEach(node -> packet.remove(node.place()));
            }
            describe(packet, facts);
            setSourceType(packet);
            return packet.bytes();
        });
    }

    private static boolean tellsOfOtherImages(Property property) {
        var name = property.name();
        return OTHER_IMAGES.contains(property.namespace())
                || property.namespace().equals(EXTENDED_NOTE)
                || (property.namespace().equals(XMPConst.NS_XMP) && name.equals("Thumbnails"))
                || (property.namespace().equals(CAMERA)
                        && (name.startsWith("MicroVideo") || name.startsWith("MotionPhoto")));
    }

    private static boolean tellsOfPlace(Node node) {
        var name = node.name().toLowerCase(Locale.ROOT);
        return name.startsWith("gps") // exif:GPSLatitude; makers of drones have namespaces of their own
                || name.endsWith("latitude")
                || name.endsWith("longitude")
                || name.endsWith("altitude") // drone-dji:RelativeAltitude
                || ONLY_PLACES.stream().anyMatch(node.namespace()::startsWith)
                || PLACES.getOrDefault(node.namespace(), Set.of()).contains(node.name())
                || PLACES.getOrDefault(node.namespace(), Set.of()).contains(name);
    }

    private static void describe(XmpPacket packet, ResultFacts facts) throws XMPException {
        var size = facts.size();
        var density = facts.density();
        packet.setIfThere(XMPConst.NS_TIFF, "Orientation", "1");
        packet.setIfThere(XMPConst.NS_TIFF, "ImageWidth", String.valueOf(size.width()));
        packet.setIfThere(XMPConst.NS_TIFF, "ImageLength", String.valueOf(size.height()));
        packet.setIfThere(XMPConst.NS_EXIF, "PixelXDimension", String.valueOf(size.width()));
        packet.setIfThere(XMPConst.NS_EXIF, "PixelYDimension", String.valueOf(size.height()));
        if (facts.colourSpace() != 0) {
            packet.setIfThere(XMPConst.NS_EXIF, "ColorSpace", String.valueOf(facts.colourSpace()));
            packet.removeIfThere(XMPConst.NS_PHOTOSHOP, "ICCProfile");
        }
        if (density != null) {
            boolean centimetres = packet.text(XMPConst.NS_TIFF, "ResolutionUnit")
                    .filter(unit -> unit.equals("3"))
                    .isPresent();
            setDensity(packet, "XResolution", Fraction.perUnit(density.horizontal(), centimetres));
            setDensity(packet, "YResolution", Fraction.perUnit(density.vertical(), centimetres));
        }
    }

    private static void setDensity(XmpPacket packet, String name, Fraction density) throws XMPException {
        packet.setIfThere(XMPConst.NS_TIFF, name, density.numerator() + "/" + density.denominator());
    }

    private static void setSourceType(XmpPacket packet) throws XMPException {
        boolean saysMore = packet.text(IPTC_EXTENSION, SOURCE_TYPE)
                .filter(type -> type.length() <= MOST_SOURCE_TYPE)
                .filter(type -> STRONGER.contains(type.substring(type.lastIndexOf('/') + 1)))
                .isPresent();
        if (!saysMore) {
            packet.set(IPTC_EXTENSION, "Iptc4xmpExt", SOURCE_TYPE, ENHANCED);
        }
    }
}
