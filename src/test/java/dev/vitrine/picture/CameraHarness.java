package dev.vitrine.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Whether ExifTool finds the same camera settings in all files of a folder. Needs `exiftool` on the path; takes the
/// folder.
final class CameraHarness {
    /// The tags that say it, the best first.
    private static final Map<Attribute, String[]> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put(Attribute.CAMERA, new String[] {"EXIF:Model", "XMP:Model"});
        TAGS.put(Attribute.LENS, new String[] {"EXIF:LensModel", "XMP:LensModel", "XMP:Lens"});
        TAGS.put(Attribute.ISO, new String[] {"EXIF:ISO", "EXIF:RecommendedExposureIndex", "XMP:ISO"});
        TAGS.put(Attribute.FOCAL_MM, new String[] {"EXIF:FocalLength", "XMP:FocalLength"});
        TAGS.put(
                Attribute.APERTURE,
                new String[] {"EXIF:FNumber", "EXIF:ApertureValue", "XMP:FNumber", "XMP:ApertureValue"});
        TAGS.put(Attribute.EXPOSURE_S, new String[] {
            "EXIF:ExposureTime", "EXIF:ShutterSpeedValue", "XMP:ExposureTime", "XMP:ShutterSpeedValue"
        });
    }

    private CameraHarness() {}

    public static void main(String[] arguments) throws Exception {
        int files = 0;
        int known = 0;
        int different = 0;
        for (JsonNode file : exif(arguments[0])) {
            String name = file.path("SourceFile").asText();
            ImageFacts facts;
            try {
                facts = new PictureReader()
                        .inspect(ImageSource.ofFile(Path.of(name)))
                        .facts();
            } catch (ImageException _) {
                continue; // no picture to us
            }
            files++;
            for (Attribute attribute : TAGS.keySet()) {
                String theirs = Stream.of(TAGS.get(attribute))
                        .map(tag -> file.path(tag).asText(""))
                        .filter(text -> !text.isBlank() && !text.equals("0"))
                        .findFirst()
                        .orElse("");
                String ours = facts.text(attribute);
                known += ours.isEmpty() ? 0 : 1;
                if (!isSame(attribute, ours, theirs)) {
                    different++;
                    System.out.println(name + ": " + attribute + " is “" + ours + "”, to ExifTool “" + theirs + "”");
                }
            }
        }
        System.out.println(files + " files, " + known + " values, " + different + " different");
    }

    private static boolean isSame(Attribute attribute, String ours, String theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return ours.equals(theirs);
        }
        return switch (attribute.kind()) {
            case DECIMAL, NUMBER -> Math.abs(Double.parseDouble(ours) / Double.parseDouble(theirs) - 1) < 0.0006;
            default -> {
                String[] words = theirs.strip().split(" ");
                yield ours.endsWith(words[words.length - 1]);
            }
        };
    }

    private static JsonNode exif(String folder) throws IOException {
        Process process = new ProcessBuilder(
                        "exiftool", "-n", "-json", "-G0", "-r", "-EXIF:all", "-XMP:all", "-fast", folder)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ObjectMapper().readTree(process.getInputStream());
    }
}
