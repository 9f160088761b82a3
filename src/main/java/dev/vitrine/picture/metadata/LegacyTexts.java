package dev.vitrine.picture.metadata;

import dev.vitrine.image.Caption;
import dev.vitrine.image.Rating;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.text.Folding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts that stand in Exif, IPTC and the chunks of a PNG beside the XMP packet, and say something else than the
/// caption: they are taken out where they stand. Nothing changes its place by that, and no block its length.
///
/// What says the same stays, and so does a field that is no part of a caption.
public final class LegacyTexts {
    private static final int LONGEST_READ = 10_000;
    private static final int MAX_TAGS = 200;
    private static final int TITLE_LIMIT = 64;
    private static final int HEADLINE_LIMIT = 256;
    private static final int KEYWORD_LIMIT = 64;
    private static final int DESCRIPTION_LIMIT = 2000;
    static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Caption caption;
    private final String read;
    private final String title;
    private final int stars;
    private final List<String> tags;

    /// @param read what the file as it is would be called
    /// @param isUntitled the title is only the name of the file
    public LegacyTexts(Caption caption, String read, boolean isUntitled) {
        this.caption = caption;
        this.read = read;
        title = isUntitled ? "" : caption.title();
        stars = Rating.of(caption.tags());
        tags = Rating.plain(caption.tags());
    }

    /// In an Exif block, or a TIFF file, which is one itself.
    ///
    /// @param at where the block begins in the file
    public List<FileEdit> inExif(SourceBytes block, long at) throws IOException {
        Exif exif = Exif.of(block);
        Set<Integer> old = new HashSet<>();
        if (Metadata.isDescription(exif.text(ExifTag.IMAGE_DESCRIPTION))
                && contradicts(exif.text(ExifTag.IMAGE_DESCRIPTION), caption.description(), NO_LIMIT)) {
            old.add(ExifTag.IMAGE_DESCRIPTION);
        }
        if (contradicts(exif.windowsText(Metadata.WINDOWS_COMMENT), caption.description(), NO_LIMIT)) {
            old.add(Metadata.WINDOWS_COMMENT);
        }
        if (contradicts(exif.windowsText(Metadata.WINDOWS_TITLE), caption.title(), NO_LIMIT)) {
            old.add(Metadata.WINDOWS_TITLE);
        }
        String keywords = exif.windowsText(Metadata.WINDOWS_KEYWORDS);
        if (contradict(Arrays.stream(keywords.split(";")), NO_LIMIT)) {
            old.add(Metadata.WINDOWS_KEYWORDS);
        }
        long rating = exif.number(Metadata.RATING);
        if (rating > 0 && rating != stars) {
            old.addAll(List.of(Metadata.RATING, Metadata.RATING_PERCENT));
        }
        Set<Integer> oldComment =
                contradicts(exif.comment(), caption.description(), NO_LIMIT) ? Set.of(ExifTag.USER_COMMENT) : Set.of();
        if (old.isEmpty() && oldComment.isEmpty()) {
            return List.of();
        }
        return moved(TiffEdits.without(block, old, oldComment), at);
    }

    /// Among Photoshop's resources.
    ///
    /// @param at where the resources begin in the file
    public List<FileEdit> inResources(SourceBytes resources, long at) throws IOException {
        return moved(PhotoshopResources.withIptc(resources, this::inIptc), at);
    }

    /// The block without them, as long as it was; empty where all of it may stay.
    public Optional<byte[]> inIptc(byte[] block) {
        var iptc = new Iptc(block);
        Set<Integer> old = new HashSet<>();
        if (iptc.texts(Iptc.TITLE).stream().anyMatch(text -> contradicts(text, caption.title(), TITLE_LIMIT))) {
            old.add(Iptc.TITLE);
        }
        if (iptc.texts(Iptc.HEADLINE).stream().anyMatch(text -> isOldHeadline(text, read, title))) {
            old.add(Iptc.HEADLINE);
        }
        if (iptc.texts(Iptc.DESCRIPTION).stream()
                .anyMatch(text -> contradicts(text, caption.description(), DESCRIPTION_LIMIT))) {
            old.add(Iptc.DESCRIPTION);
        }
        if (contradict(iptc.texts(Iptc.KEYWORD).stream(), KEYWORD_LIMIT)) {
            old.add(Iptc.KEYWORD);
        }
        return old.isEmpty() ? Optional.empty() : Optional.of(Iptc.without(block, old));
    }

    /// In the first page of a TIFF: its own fields, and the blocks that lie in it.
    public List<FileEdit> inTiff(SourceBytes file) throws IOException {
        Tiff tiff = Tiff.open(file);
        var layout = new TiffLayout(file, tiff);
        Optional<Tiff.Directory> main = tiff.main();
        if (main.isEmpty() || !layout.mayGrow()) {
            return List.of();
        }
        var edits = new ArrayList<>(inExif(file, 0));
        byte[] block = main.get().raw(Tiff.IPTC, Limits.MAX_EXIF);
        long at = main.get().position(Tiff.IPTC);
        if (block.length > 4 && layout.isAloneOrShared(Tiff.IPTC)) {
            inIptc(block).ifPresent(changed -> edits.add(new FileEdit(at, at + block.length, changed)));
        }
        byte[] resources = main.get().raw(Tiff.PHOTOSHOP, Limits.MAX_EXIF);
        if (resources.length > 4 && layout.isAloneOrShared(Tiff.PHOTOSHOP)) {
            edits.addAll(inResources(SourceBytes.of(resources), main.get().position(Tiff.PHOTOSHOP)));
        }
        return edits;
    }

    /// Whether a PNG says something else under a keyword.
    public boolean contradicts(String keyword, String text) {
        return switch (keyword) {
            case "Title" -> contradicts(text, caption.title(), NO_LIMIT);
            case "Description" -> contradicts(text, caption.description(), NO_LIMIT);
            default -> false;
        };
    }

    /// A headline is another text than a title, but is read as one where there is none.
    static boolean isOldHeadline(String headline, String read, String title) {
        return contradicts(headline, title, HEADLINE_LIMIT)
                && (title.isEmpty() || words(headline).equals(words(read)));
    }

    /// A block with places changed that keep their length.
    public static byte[] applied(byte[] block, List<FileEdit> edits) {
        byte[] changed = block.clone();
        for (FileEdit edit : edits) {
            System.arraycopy(edit.bytes(), 0, changed, (int) edit.from(), edit.bytes().length);
        }
        return changed;
    }

    private static List<FileEdit> moved(List<FileEdit> edits, long by) {
        return edits.stream()
                .map(edit -> new FileEdit(edit.from() + by, edit.to() + by, edit.bytes()))
                .toList();
    }

    /// @param limit bytes that a field holds: what was cut off there says nothing else
    static boolean contradicts(String old, String now, int limit) {
        String said = words(old);
        String saying = words(now);
        if (said.isEmpty() || said.equals(saying)) {
            return false;
        }
        boolean isCut = said.getBytes(StandardCharsets.UTF_8).length > limit - 4 && saying.startsWith(said);
        boolean isReadInPart = old.length() > LONGEST_READ && !saying.isEmpty() && said.startsWith(saying);
        return !isCut && !isReadInPart;
    }

    private boolean contradict(Stream<String> old, int limit) {
        List<String> said = old.map(LegacyTexts::words)
                .filter(text -> !text.isEmpty() && Rating.isPlain(text))
                .limit(MAX_TAGS)
                .toList();
        Set<String> saying = tags.stream().map(LegacyTexts::words).collect(Collectors.toSet());
        return !said.isEmpty()
                && (said.stream().anyMatch(one -> saying.stream().allMatch(tag -> contradicts(one, tag, limit)))
                        || new HashSet<>(said).size() < saying.size());
    }

    private static String words(String text) {
        return Folding.composed(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
