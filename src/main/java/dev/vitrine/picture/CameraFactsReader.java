package dev.vitrine.picture;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.format.Exif;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;

/// Puts a camera's tags into words. metadata-extractor sees only the Exif block, within the time of a decode.
final class CameraFactsReader {
    private static final long MEMORY = 32L << 20;

    private CameraFactsReader() {
    }

    static CameraFacts read(ImageSource source) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            return DecodeExecutor.run(name, MEMORY, deadline -> describe(Formats.of(header.type()).exif(bytes, header).bytes(), header.location(), deadline));
        } catch (ImageException.Invalid _) {
            return CameraFacts.NONE;
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static CameraFacts describe(SourceBytes exif, boolean location, Deadline deadline) {
        var metadata = new Metadata();
        new ExifReader().extract(new ExifBytes(exif, deadline), metadata);
        return describe(metadata, location);
    }

    private static CameraFacts describe(Metadata metadata, boolean location) {
        Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Directory exif = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        return new CameraFacts(
                camera(text(main, ExifIFD0Directory.TAG_MAKE), text(main, ExifIFD0Directory.TAG_MODEL)),
                text(exif, ExifSubIFDDirectory.TAG_LENS_MODEL),
                exposure(exif),
                text(main, ExifIFD0Directory.TAG_SOFTWARE),
                text(main, ExifIFD0Directory.TAG_ARTIST),
                text(main, ExifIFD0Directory.TAG_COPYRIGHT),
                location);
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
        return text == null ? "" : DisplayText.line(text);
    }
}
