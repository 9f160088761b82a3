import java.nio.file.Path;
import java.time.Instant;

/// What is built, from what, and where to.
///
/// @param target Maven's folder for what it builds
/// @param version numbers and dots only, as every package format wants it
/// @param time the date that everything in the packages bears, so that the same sources give the same packages
record Build(Path target, String version, Instant time, Platform platform) {
    Path app() {
        return target.resolve("app");
    }

    Path work() {
        return target.resolve("package");
    }

    Path dist() {
        return target.resolve("dist");
    }

    Path project() {
        return target.getParent();
    }

    Path packaging() {
        return project().resolve("packaging");
    }
}
