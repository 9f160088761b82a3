package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// Libraries of any size that look like real ones, the same for the same seed: a few busy users and tags and many rare
/// ones, camera file names, bursts of pictures on one day, captions for some, a small trash. Image number `i` can be
/// made without those before it.
public final class LibraryGenerator {
    private static final String[] MAKERS = {"Canon", "Nikon", "Sony", "Apple iPhone", "Fujifilm"};

    private static final Instant START = Instant.parse("2009-03-01T08:00:00Z");
    private static final String[] WORDS = """
            sunset sunrise beach mountain river lake forest city street market bridge golden gate harbour night morning autumn winter spring summer
            family birthday wedding garden flower rose oak bird eagle cat dog horse train tram bicycle car old new red blue green white black
            portrait landscape panorama detail shadow light rain snow storm cloud fog window door stairs tower church castle museum café
            naïve Zürich Málaga São Tromsø Ærø Łódź Köln straße Ångström jalapeño façade crème brûlée piñata über El Niño""".split("\\s+");

    private final long seed;
    private final int users;
    private final int tags;

    public LibraryGenerator(long seed, int users, int tags) {
        this.seed = seed;
        this.users = users;
        this.tags = tags;
    }

    /// As many users and tags as a library of this size tends to have: 1,000 and 5,000 at a million images.
    public static LibraryGenerator forSize(int images) {
        return new LibraryGenerator(2026, Math.clamp(images / 1000, 3, 1000), Math.clamp(images / 200, 30, 5000));
    }

    int users() {
        return users;
    }

    int tags() {
        return tags;
    }

    public List<ImageRecord> images(int count) {
        var images = new ArrayList<ImageRecord>(count);
        for (int i = 0; i < count; i++) {
            images.add(image(i));
        }
        return images;
    }

    public ImageRecord image(int number) {
        var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number);
        Instant created = START.plusSeconds(number * 500L).plus(random.nextInt(3_600_000_0), ChronoUnit.MICROS);
        ImageFacts facts = facts(random, number, created);
        var caption = new Caption(title(random, number), description(random), imageTags(random));
        Optional<Instant> deleted =
                random.nextInt(200) == 0 ? Optional.of(created.plusSeconds(86_400)) : Optional.empty();
        return new ImageRecord(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                user(skewed(random, users)),
                caption,
                facts,
                created,
                created,
                deleted);
    }

    public String user(int number) {
        return "user" + number;
    }

    public String tag(int number) {
        return WORDS[number % WORDS.length].toLowerCase(java.util.Locale.ROOT)
                + (number < WORDS.length ? "" : "-" + number / WORDS.length);
    }

    private static ImageFacts facts(SplittableRandom random, int number, Instant created) {
        int kind = random.nextInt(100);
        ImageType type = kind < 78
                ? ImageType.JPEG
                : kind < 88
                        ? ImageType.PNG
                        : kind < 93
                                ? ImageType.HEIC
                                : kind < 96
                                        ? ImageType.WEBP
                                        : ImageType.values()[random.nextInt(ImageType.values().length)];
        boolean upright = random.nextInt(100) < 30;
        int longest = 800 + random.nextInt(7200);
        int shortest = random.nextInt(50) == 0 ? longest : longest * 2 / 3;
        Optional<LocalDateTime> taken = random.nextInt(10) == 0
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofInstant(created.minusSeconds(random.nextInt(90 * 86_400)), ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS));
        ImageFacts facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, type.contentType())
                .with(Attribute.SIZE_BYTES, 60_000L + random.nextInt(12_000_000))
                .with(Attribute.WIDTH, upright ? shortest : longest)
                .with(Attribute.HEIGHT, upright ? longest : shortest)
                .with(Attribute.ORIGINAL_NAME, fileName(random, number, type))
                .with(
                        Attribute.CONTENT_SHA256,
                        String.format("%016x", random.nextLong()).repeat(4))
                .with(Attribute.AVERAGE_COLOR, "#808080")
                .with(Attribute.LOOK_HASH, String.format("%016x", new SplittableRandom(number).nextLong()))
                .with(Attribute.HAS_LOCATION, random.nextInt(3) == 0)
                .with(Attribute.ANIMATED, type == ImageType.GIF);
        return taken.map(time -> withCamera(facts.with(Attribute.TAKEN_AT, time), number))
                .orElse(facts);
    }

    /// A few dozen cameras, of which some are used far more often than others, and what their wheels can be set to.
    private static ImageFacts withCamera(ImageFacts facts, int number) {
        var random = new SplittableRandom(number);
        if (random.nextInt(8) == 0) {
            return facts;
        }
        int camera = random.nextInt(1 + random.nextInt(40));
        int stop = random.nextInt(30);
        return facts.with(Attribute.CAMERA, MAKERS[camera % MAKERS.length] + " " + (char) ('A' + camera % 26) + camera)
                .with(Attribute.LENS, camera % 3 == 0 ? "" : (20 + 5 * random.nextInt(12)) + "mm F" + (1 + camera % 4))
                .with(Attribute.ISO, 50L << random.nextInt(9))
                .with(Attribute.FOCAL_MM, decimal(camera % 3 == 0 ? 4.25 + camera : 16 + random.nextInt(200)))
                .with(Attribute.APERTURE, decimal(Math.pow(2, random.nextInt(24) / 6.0)))
                .with(Attribute.EXPOSURE_S, decimal(stop == 0 ? random.nextDouble() : Math.pow(2, -stop / 2.0)));
    }

    private static Decimal decimal(double number) {
        return Decimal.of(number).orElseThrow();
    }

    private static String fileName(SplittableRandom random, int number, ImageType type) {
        String extension = "." + type.extension();
        return switch (random.nextInt(4)) {
            case 0 -> "DSC" + String.format("%05d", number % 100_000) + extension.toUpperCase(java.util.Locale.ROOT);
            case 1 ->
                String.format(
                        "%s_%04d%s",
                        pick(random).toLowerCase(java.util.Locale.ROOT), random.nextInt(10_000), extension);
            default -> String.format("IMG_%04d%s", number % 10_000, extension);
        };
    }

    private static String title(SplittableRandom random, int number) {
        return switch (random.nextInt(5)) {
            case 0 -> String.format("IMG_%04d", number % 10_000);
            case 1 -> "";
            default -> words(random, 1 + random.nextInt(4));
        };
    }

    private static String description(SplittableRandom random) {
        return random.nextInt(3) == 0 ? words(random, 3 + random.nextInt(12)) : "";
    }

    private List<String> imageTags(SplittableRandom random) {
        var chosen = new LinkedHashSet<String>();
        int count = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            chosen.add(tag(skewed(random, tags)));
        }
        return List.copyOf(chosen);
    }

    private static String words(SplittableRandom random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(pick(random));
        }
        return text.toString();
    }

    /// Mostly from the common words, now and then an invented one: real captions have a long tail.
    private static String pick(SplittableRandom random) {
        if (random.nextInt(8) > 0) {
            return WORDS[skewed(random, WORDS.length)];
        }
        var word = new StringBuilder();
        int rare = random.nextInt(20_000);
        for (int rest = rare + 400; rest > 0; rest /= 20) {
            word.append("bcdfghklmnprstvwzjxq".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    /// Small numbers far more often than large ones, as users and tags are in real libraries.
    private static int skewed(SplittableRandom random, int bound) {
        return Math.min(bound - 1, (int) (bound * Math.pow(random.nextDouble(), 3)));
    }
}
