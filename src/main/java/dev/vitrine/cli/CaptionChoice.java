package dev.vitrine.cli;

import dev.vitrine.service.download.CaptionPlace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Where copies say what the library says of their images.
final class CaptionChoice {
    private static final class Place {
        @Option(names = "--write-tags", descriptionKey = "write-tags")
        private boolean inFiles;

        @Option(names = "--sidecars", descriptionKey = "sidecars")
        private boolean sidecars;
    }

    @ArgGroup
    private Place place = new Place();

    CaptionPlace place() {
        if (place.sidecars) {
            return CaptionPlace.SIDECARS;
        }
        return place.inFiles ? CaptionPlace.IN_FILES : CaptionPlace.NOWHERE;
    }
}
