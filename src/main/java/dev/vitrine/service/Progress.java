package dev.vitrine.service;

/// Called with how many of all were dealt with, before the first and after each; answering false stops the work there.
@FunctionalInterface
public interface Progress {
    /// Nobody watches: the work goes on to its end.
    Progress UNSEEN = (_, _) -> true;

    boolean continues(int done, int all);
}
