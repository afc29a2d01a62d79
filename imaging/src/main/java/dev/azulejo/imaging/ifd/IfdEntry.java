package dev.azulejo.imaging.ifd;

/// An entry of a directory.
///
/// @param type of its values, such as 3 for SHORT (TIFF 6.0, section 2)
/// @param count of values
/// @param position of the entry in the file
/// @param offset of the first value in the file, also if it lies in the entry itself
public record IfdEntry(int tag, int type, long count, long position, long offset) {
    public static final int BYTE = 1;
    public static final int ASCII = 2;
    public static final int SHORT = 3;
    public static final int LONG = 4;
    public static final int RATIONAL = 5;
    static final int SIGNED_BYTE = 6;
    public static final int UNDEFINED = 7;
    static final int SIGNED_SHORT = 8;
    static final int SIGNED_LONG = 9;
    static final int FLOAT = 11;
    static final int DOUBLE = 12;
    public static final int IFD = 13;
    static final int LONG8 = 16;
    static final int IFD8 = 18;

    private static final int[] LENGTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /// The bytes of a value; 0 for a type that does not exist.
    int valueLength() {
        return lengthOf(type);
    }

    static int lengthOf(int type) {
        return type < LENGTHS.length ? LENGTHS[type] : 0;
    }

    public long length() {
        return count * valueLength();
    }
}
