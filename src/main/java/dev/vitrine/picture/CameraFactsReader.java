package dev.vitrine.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.vitrine.image.ImageSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;

/// Puts a camera's tags into words.
final class CameraFactsReader {
    private CameraFactsReader() {
    }

    static CameraFacts read(ImageSource source) {
        try (var in = new BufferedInputStream(source.open())) {
            return describe(ImageMetadataReader.readMetadata(in));
        } catch (IOException e) {
            throw SourceBytes.unreadable(source.name(), e);
        } catch (ImageProcessingException | RuntimeException _) {
            return CameraFacts.NONE;
        }
    }

    static CameraFacts describe(Metadata metadata) {
        Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Directory exif = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        return new CameraFacts(
                camera(text(main, ExifIFD0Directory.TAG_MAKE), text(main, ExifIFD0Directory.TAG_MODEL)),
                text(exif, ExifSubIFDDirectory.TAG_LENS_MODEL),
                exposure(exif),
                text(main, ExifIFD0Directory.TAG_SOFTWARE),
                text(main, ExifIFD0Directory.TAG_ARTIST),
                text(main, ExifIFD0Directory.TAG_COPYRIGHT),
                metadata.getDirectoriesOfType(GpsDirectory.class).stream()
                        .anyMatch(gps -> gps.containsTag(GpsDirectory.TAG_LATITUDE) && gps.containsTag(GpsDirectory.TAG_LONGITUDE)));
    }

    private static String camera(String make, String model) {
        String maker = make.split(" ")[0];
        return model.toLowerCase(Locale.ROOT).startsWith(maker.toLowerCase(Locale.ROOT)) ? model : (make + " " + model).strip();
    }

    private static String exposure(Directory exif) {
        var parts = new ArrayList<String>();
        if (exif != null) {
            seconds(exif.getDoubleObject(ExifSubIFDDirectory.TAG_EXPOSURE_TIME), parts);
            positive(exif.getDoubleObject(ExifSubIFDDirectory.TAG_FNUMBER), "f/", "", parts);
            positive(exif.getDoubleObject(ExifSubIFDDirectory.TAG_ISO_EQUIVALENT), "ISO ", "", parts);
            positive(exif.getDoubleObject(ExifSubIFDDirectory.TAG_FOCAL_LENGTH), "", " mm", parts);
        }
        return String.join(" · ", parts);
    }

    private static void seconds(Double time, ArrayList<String> parts) {
        if (time == null || !(time > 0) || time > 100_000) {
            return;
        }
        parts.add(time < 0.3 ? "1/" + Math.round(1 / time) + " s" : number(time) + " s");
    }

    private static void positive(Double value, String before, String after, ArrayList<String> parts) {
        if (value != null && value > 0 && value < 1e7) {
            parts.add(before + number(value) + after);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String text(Directory directory, int tag) {
        String text = directory == null ? null : directory.getString(tag);
        return text == null ? "" : Readable.line(text);
    }
}
