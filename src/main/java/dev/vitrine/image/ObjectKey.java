package dev.vitrine.image;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.text.Joiners;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where bytes live in a bucket or a library folder: an original at `{user_id}/{image_id}`, a preview under
/// `.vitrine/`.
///
/// Only safe keys can be made, so a hostile row can never make Vitrine touch anything else.
public record ObjectKey(String path, boolean isOriginal) {
    /// What Vitrine keeps beside the images.
    public static final String OWN = ".vitrine/";

    /// What stands before the key of every copy that was made to be linked to.
    public static final String SHARED = OWN + "shared/";

    /// What stands before the key of every copy of the rows that was published.
    public static final String PUBLISHED = OWN + "catalog/";

    /// What stands before the key of every file of an album.
    public static final String ALBUMS = OWN + "albums/";

    private static final int LONGEST_ID = 128;
    private static final Pattern SHARED_PATH =
            Pattern.compile(Pattern.quote(SHARED) + "(?<image>[^/]+)-(?<until>\\d{1,11})-[A-Za-z0-9]+");
    private static final Pattern PAGE = Pattern.compile("(?<until>\\d{1,11})-[A-Za-z0-9]{1,64}");
    private static final Pattern PAGE_PATH = Pattern.compile(Pattern.quote(SHARED) + "(?<page>" + PAGE.pattern()
            + ")/(index\\.html|page\\.json|(large|small)/(?<image>[^/.][^/]*))");
    private static final Pattern ANY_UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String QUARANTINE = OWN + "quarantine/";
    private static final String MOVING = OWN + "moving/";
    private static final Pattern ASIDE = Pattern.compile(Pattern.quote(MOVING) + "[^/]+/");
    private static final Pattern PUBLISHED_PATH =
            Pattern.compile(Pattern.quote(PUBLISHED) + "[A-Za-z0-9_.-]{1,255}/[A-Za-z0-9-]+(\\.[a-z]+){1,2}");
    private static final Pattern ALBUM_PATH = Pattern.compile(Pattern.quote(ALBUMS) + ANY_UUID.pattern() + "\\.json");
    private static final Pattern PREVIEW = Pattern.compile("\\.vitrine/thumb/(\\d{1,5})/([^/]+)\\.jpg");

    /// @throws ImageException.Invalid when an id may not be part of a key
    public static ObjectKey original(String userId, String imageId) {
        return new ObjectKey(checkedUserId(userId) + "/" + checkedImageId(imageId), true);
    }

    /// @param edge longest side in pixels
    public static ObjectKey preview(String imageId, int edge) {
        return new ObjectKey(OWN + "thumb/" + edge + "/" + checkedImageId(imageId) + ".jpg", false);
    }

    /// The key that is written like this; empty for any other path, which is none of ours.
    public static Optional<ObjectKey> ofPath(String path) {
        if (path.startsWith(QUARANTINE)) {
            return ofPath(path.substring(QUARANTINE.length())).map(ObjectKey::quarantined);
        }
        Matcher aside = ASIDE.matcher(path);
        if (aside.lookingAt()) {
            return ofPath(path.substring(aside.end())).map(key -> new ObjectKey(path, key.isOriginal));
        }
        try {
            Matcher preview = PREVIEW.matcher(path);
            if (preview.matches()) {
                return Optional.of(preview(preview.group(2), Integer.parseInt(preview.group(1))))
                        .filter(key -> key.path().equals(path));
            }
            String[] ids = path.split("/", -1);
            return ids.length == 2 ? Optional.of(original(ids[0], ids[1])) : Optional.empty();
        } catch (ImageException.Invalid _) {
            return Optional.empty();
        }
    }

    /// Where a row of another program says that its bytes are: only ever to be read. Empty for what is no plain
    /// path.
    static Optional<ObjectKey> elsewhere(String path) {
        boolean isPlain = path.codePoints().noneMatch(ObjectKey::isForbidden)
                && Stream.of(path.split("/", -1)).noneMatch(step -> step.isEmpty() || step.startsWith("."));
        return isPlain ? Optional.of(new ObjectKey(path, false)) : Optional.empty();
    }

    /// False for what another program may have put there: every image that Vitrine or the image storage service
    /// stored has a UUID in small letters for its id. Nothing else is ever touched without a row that names it.
    public boolean isOwnOriginal() {
        return isOriginal && !isQuarantined() && ANY_UUID.matcher(imageId()).matches();
    }

    public boolean isPreview() {
        return PREVIEW.matcher(path).matches();
    }

    /// Where these bytes are put when nothing seems to reference them: instead of deleting them.
    public ObjectKey quarantined() {
        return new ObjectKey(QUARANTINE + path, isOriginal);
    }

    /// Where somebody puts these bytes while an image is moved, until it is certain that nobody needs them: a place
    /// of nobody else.
    ///
    /// @param owner such as a UUID
    public ObjectKey aside(String owner) {
        return new ObjectKey(MOVING + owner + "/" + path, isOriginal);
    }

    /// Where bytes that were put aside belong; others are there.
    public ObjectKey released() {
        Matcher aside = ASIDE.matcher(path);
        int begin = aside.lookingAt() ? aside.end() : isQuarantined() ? QUARANTINE.length() : 0;
        return new ObjectKey(path.substring(begin), isOriginal);
    }

    public boolean isQuarantined() {
        return isQuarantined(path);
    }

    /// Also of what has no key, such as the entries of a folder that was put aside.
    public static boolean isQuarantined(String path) {
        return path.startsWith(QUARANTINE) || ASIDE.matcher(path).lookingAt();
    }

    /// Whose original it is.
    public String userId() {
        int end = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    /// The image that it belongs to; `""` for a file of a page that shows several.
    public String imageId() {
        Matcher shared = SHARED_PATH.matcher(path);
        if (shared.matches()) {
            return shared.group("image");
        }
        Matcher ofPage = PAGE_PATH.matcher(path);
        if (ofPage.matches()) {
            return Objects.requireNonNullElse(ofPage.group("image"), "");
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return isOriginal ? name : name.substring(0, name.length() - ".jpg".length());
    }

    /// A copy that was made to be linked to. The key tells when the link has ended, so that any machine can clean
    /// up.
    ///
    /// @param nonce letters and digits, not guessable
    public static ObjectKey shared(String imageId, Instant until, String nonce) {
        return new ObjectKey(SHARED + checkedImageId(imageId) + "-" + until.getEpochSecond() + "-" + nonce, false);
    }

    /// The key of such a copy, or of a part of a page, from a listing; empty for anything else.
    public static Optional<ObjectKey> ofShared(String path) {
        return SHARED_PATH.matcher(path).matches() || PAGE_PATH.matcher(path).matches()
                ? Optional.of(new ObjectKey(path, false))
                : Optional.empty();
    }

    /// A name for a page of several images. As with copies, it tells when its link has ended.
    public static String newPage(Instant until, String nonce) {
        return until.getEpochSecond() + "-" + nonce;
    }

    /// What belongs to a page: `index.html`, `page.json`, or a copy of an image in `large` or `small`.
    ///
    /// @param page see [#newPage]
    public static ObjectKey ofPage(String page, String name) {
        return Optional.of(PAGE.matcher(page))
                .filter(Matcher::matches)
                .flatMap(_ -> ofShared(SHARED + page + "/" + name))
                .orElseThrow(() -> new ImageException.Invalid(quoted(page) + " is not the name of a shared page."));
    }

    /// The page that it is a part of; empty for anything else.
    public Optional<String> page() {
        Matcher ofPage = PAGE_PATH.matcher(path);
        return ofPage.matches() ? Optional.of(ofPage.group("page")) : Optional.empty();
    }

    /// A copy of the rows of a table, or what belongs to one.
    public static ObjectKey published(String table, String name) {
        return ofPublished(PUBLISHED + table + "/" + name)
                .orElseThrow(() -> new IllegalArgumentException(table + "/" + name));
    }

    /// The key of such a copy, from a listing; empty for anything else.
    public static Optional<ObjectKey> ofPublished(String path) {
        return PUBLISHED_PATH.matcher(path).matches() ? Optional.of(new ObjectKey(path, false)) : Optional.empty();
    }

    public boolean isPublished() {
        return PUBLISHED_PATH.matcher(path).matches();
    }

    /// What is known of an album beyond who is in it.
    ///
    /// @param id see [Album#id]
    public static ObjectKey album(UUID id) {
        return new ObjectKey(ALBUMS + id + ".json", false);
    }

    /// The key of such a file, from a listing; empty for anything else.
    public static Optional<ObjectKey> ofAlbum(String path) {
        return ALBUM_PATH.matcher(path).matches() ? Optional.of(new ObjectKey(path, false)) : Optional.empty();
    }

    public boolean isAlbum() {
        return ALBUM_PATH.matcher(path).matches();
    }

    /// What is there is never replaced.
    public boolean isWrittenOnce() {
        return isOriginal || isPublished();
    }

    /// When the links to this copy, or to the page that it is a part of, have ended; empty for anything else.
    public Optional<Instant> sharedUntil() {
        return Stream.of(SHARED_PATH.matcher(path), PAGE_PATH.matcher(path))
                .filter(Matcher::matches)
                .map(shared -> Instant.ofEpochSecond(Long.parseLong(shared.group("until"))))
                .findFirst();
    }

    /// @throws ImageException.Invalid with the rule that the name breaks
    public static String checkedUserId(String userId) {
        return checked("user name", userId);
    }

    public static String checkedImageId(String imageId) {
        return checked("image id", imageId);
    }

    private static String checked(String what, String id) {
        if (id.isBlank()) {
            throw new ImageException.Invalid("The " + what + " is empty.");
        }
        if (id.length() > LONGEST_ID) {
            throw new ImageException.Invalid("The " + what + " is longer than " + LONGEST_ID + " characters.");
        }
        if (id.startsWith(".")) {
            throw new ImageException.Invalid("The " + what + " " + quoted(id) + " starts with a dot.");
        }
        if (id.indexOf('/') >= 0 || hasForbidden(id)) {
            throw new ImageException.Invalid(
                    "The " + what + " may not contain a slash, line breaks or other control characters.");
        }
        return id;
    }

    private static boolean hasForbidden(String id) {
        int before = 0;
        for (int codePoint : id.codePoints().toArray()) {
            if (isForbidden(codePoint) && !Joiners.belongs(before, codePoint)) {
                return true;
            }
            before = codePoint;
        }
        return Joiners.isJoiner(before); // with nothing behind it, two names would look like one
    }

    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
