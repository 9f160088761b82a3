package dev.vitrine.service.upload;

import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.source.PastedFiles;
import dev.vitrine.service.upload.source.Sidecars;

/// What the tasks of one queue share.
record UploadResources(
        ImageService library,
        ItemJournal journal,
        UploadPace pace,
        Outage outage,
        PastedFiles pasted,
        Sidecars sidecars,
        Snapshots snapshots) {}
