package dev.vitrine.picture.metadata;

/// Numbers of what an Exif block says (Exif 3.0, 4.6); [Tiff] has those of the file around it.
public final class ExifTag {
    static final int IMAGE_DESCRIPTION = 270;
    static final int DATE_TIME = 306;
    static final int ARTIST = 315;
    static final int COPYRIGHT = 33432;
    static final int DATE_TIME_ORIGINAL = 36867;
    static final int DATE_TIME_DIGITIZED = 36868;
    static final int OFFSET_TIME_ORIGINAL = 36881;
    static final int OFFSET_TIME_DIGITIZED = 36882;
    public static final int MAKER_NOTE = 37500;
    static final int USER_COMMENT = 37510;
    static final int FRACTION_ORIGINAL = 37521;
    static final int FRACTION_DIGITIZED = 37522;
    static final int COLOR_SPACE = 40961;
    static final int PIXELS_ACROSS = 40962;
    static final int PIXELS_DOWN = 40963;
    static final int INTEROPERABILITY = 40965;

    private ExifTag() {}
}
