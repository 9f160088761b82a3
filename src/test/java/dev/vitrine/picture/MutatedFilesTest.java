package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A few thousand damaged files: whatever happens, it is [ImageException.Invalid] and nothing else. `FuzzPictures` does
/// the same for hours.
final class MutatedFilesTest {
    private static final int EACH = 250;

    static Stream<FormatsTest.Sample> kinds() {
        return Stream.concat(
                FormatsTest.samples().filter(FormatsTest.Sample::isShownEverywhere),
                Stream.of(
                        new FormatsTest.Sample(
                                "camera.jpg",
                                ImageType.JPEG,
                                Samples.withExif(Samples.jpeg(40, 30), Samples.camera()),
                                0),
                        new FormatsTest.Sample("cmyk.jpg", ImageType.JPEG, Samples.resource("cmyk.jpg"), 0),
                        new FormatsTest.Sample("alpha.webp", ImageType.WEBP, Samples.resource("alpha.webp"), 0)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void damageIsRefusedOrShownButNeverWorse(FormatsTest.Sample sample) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(sample.name().hashCode());
        for (int i = 0; i < EACH; i++) {
            everything(ImageSource.ofBytes(sample.name(), Mutation.of(sample.bytes(), random)));
        }
    }

    /// Everything that takes a file: each must end in a result or a refusal.
    static void everything(ImageSource source) {
        var reader = new PictureReader();
        attempt(() -> reader.inspect(source).facts());
        attempt(() -> PreviewJpeg.of(reader.read(source, 64)));
        attempt(() -> reader.embeddedThumbnail(source, DecodeRequest.VIEWED));
        attempt(() -> CameraFacts.read(source));
        attempt(() -> MetadataRemover.strip(source));
        attempt(() -> {
            AnimatedPicture.open(source, 64).ifPresent(animated -> {
                try (animated) {
                    for (int i = 0; i < Math.min(4, animated.frameCount()); i++) {
                        animated.next();
                    }
                }
            });
        });
    }

    private static void attempt(Runnable use) {
        try {
            use.run();
        } catch (ImageException.Invalid e) {
            assertTrue(e.getMessage().endsWith("."), e.getMessage());
        }
    }
}
