package dev.azulejo.imaging.ifd;

/// The numbers of TIFF's and EXIF's fields. (TIFF 6.0; CIPA DC-008 for EXIF; Adobe Photoshop TIFF technical
/// notes; DNG)
public final class Tag {
    static final int SUBFILE_TYPE = 254;
    public static final int WIDTH = 256;
    public static final int HEIGHT = 257;
    public static final int BITS_PER_SAMPLE = 258;
    public static final int COMPRESSION = 259;
    public static final int PHOTOMETRIC = 262;
    public static final int FILL_ORDER = 266;
    public static final int STRIP_OFFSETS = 273;
    public static final int ORIENTATION = 274;
    public static final int SAMPLES_PER_PIXEL = 277;
    public static final int ROWS_PER_STRIP = 278;
    public static final int STRIP_LENGTHS = 279;
    public static final int X_RESOLUTION = 282;
    public static final int Y_RESOLUTION = 283;
    public static final int PLANAR_CONFIGURATION = 284;
    public static final int RESOLUTION_UNIT = 296;
    public static final int TRANSFER_FUNCTION = 301;
    public static final int PREDICTOR = 317;
    public static final int WHITE_POINT = 318;
    public static final int PRIMARIES = 319;
    public static final int COLOUR_MAP = 320;
    public static final int TILE_WIDTH = 322;
    public static final int TILE_HEIGHT = 323;
    public static final int TILE_OFFSETS = 324;
    public static final int TILE_LENGTHS = 325;
    public static final int SUB_IFDS = 330;
    public static final int INK_SET = 332;
    public static final int EXTRA_SAMPLES = 338;
    public static final int SAMPLE_FORMAT = 339;
    public static final int THUMBNAIL_OFFSET = 513;
    public static final int THUMBNAIL_LENGTH = 514;
    public static final int REFERENCE_BLACK_WHITE = 532;
    public static final int XMP = 700;
    public static final int IPTC = 33_723;
    public static final int PHOTOSHOP = 34_377;
    public static final int EXIF_DIRECTORY = 34_665;
    public static final int PROFILE = 34_675;
    public static final int GPS_DIRECTORY = 34_853;
    public static final int MAKER_NOTE = 37_500;
    public static final int LAYERS = 37_724;
    public static final int COLOUR_SPACE = 40_961;
    public static final int PIXEL_X_DIMENSION = 40_962;
    public static final int PIXEL_Y_DIMENSION = 40_963;
    public static final int INTEROPERABILITY_DIRECTORY = 40_965;
    public static final int DNG_VERSION = 50_706;

    /// Values of [#RESOLUTION_UNIT].
    static final int INCHES = 2;

    public static final int CENTIMETRES = 3;

    private Tag() {}
}
