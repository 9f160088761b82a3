package dev.vitrine.picture.format;

import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.LegacyTexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Old texts in the Exif and IPTC blocks of a JPEG, which may go on over several segments.
final class JpegLegacyTexts {
    private JpegLegacyTexts() {}

    static List<FileEdit> without(SourceBytes bytes, LegacyTexts texts) throws IOException {
        var edits = new ArrayList<FileEdit>();
        for (JpegBlock block : JpegBlock.list(bytes, JpegSegments.APP1, JpegSegments.EXIF)) {
            edits.addAll(block.inFile(texts.inExif(block.content(), 0)));
        }
        for (JpegBlock block : JpegBlock.list(bytes, JpegSegments.APP13, JpegSegments.PHOTOSHOP)) {
            edits.addAll(block.inFile(texts.inResources(block.content(), 0)));
        }
        edits.sort(Comparator.comparingLong(FileEdit::from));
        return edits;
    }
}
