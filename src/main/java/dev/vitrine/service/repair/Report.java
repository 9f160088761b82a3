package dev.vitrine.service.repair;

import dev.vitrine.service.repair.Finding.FindingKind;
import java.util.List;

/// What an examination of a library came to.
///
/// @param rows live rows
/// @param trashed rows in the trash
/// @param originals bytes that a row speaks for or that have the id of an image
/// @param unknownOriginals originals that no row knows, of whatever age
/// @param young things that no row speaks for, so new that an upload may still be under way
/// @param foreign things that other programs keep here; they are left alone
/// @param quarantined things that earlier repairs put aside
/// @param checked originals of live images whose every byte was read and compared; some from the trash may come on
///   top
/// @param foreignPaths the first of them
/// @param notes what could not be looked at, in sentences
public record Report(
        long rows,
        long trashed,
        long originals,
        long originalBytes,
        long unknownOriginals,
        long young,
        long foreign,
        long quarantined,
        long checked,
        List<Finding> findings,
        List<String> foreignPaths,
        List<String> notes) {
    public Report {
        findings = List.copyOf(findings);
        foreignPaths = List.copyOf(foreignPaths);
        notes = List.copyOf(notes);
    }

    /// True when there are originals and not one row: the catalog was lost, and the library only looks empty.
    public boolean hasLostItsRows() {
        return rows + trashed == 0 && unknownOriginals > 0;
    }

    /// Small pictures that a repair makes again.
    public long previewsToMake() {
        return findings.stream()
                .filter(finding -> finding.kind().isPreviewToMake())
                .count();
    }

    /// About how many bytes of originals come to this machine for them.
    public long bytesForPreviews() {
        return originals == 0 ? 0 : Math.round((double) originalBytes / originals * previewsToMake());
    }

    public long count(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
